package interleave.notebook;

import org.jspecify.annotations.Nullable;

/**
 * What the reader should know of the kernel.
 *
 * @param message what it runs on, or why it is lost; null if there is nothing to say yet
 */
public record KernelStatus(State state, @Nullable String message) {

  public static final KernelStatus NONE = new KernelStatus(State.NONE, null);

  public enum State {
    /** Starts with the first run. */
    NONE,
    STARTING,
    READY,
    RUNNING,
    STOPPING,
    /** Ended by itself; the next run starts another. */
    LOST
  }
}
