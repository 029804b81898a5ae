package interleave.notebook;

import interleave.kernel.BusyThreads;
import org.jspecify.annotations.Nullable;

/**
 * What the reader should know of the kernel.
 *
 * @param message what it runs on, or why it is gone; null if there is nothing to say yet
 * @param waitsFor the threads that have not listened to a stop so far
 */
public record KernelStatus(State state, @Nullable String message, BusyThreads waitsFor) {

  public KernelStatus(State state, @Nullable String message) {
    this(state, message, BusyThreads.NONE);
  }

  public static final KernelStatus NONE = new KernelStatus(State.NONE, null);

  public enum State {
    /** Starts with the first run. */
    NONE,
    STARTING,
    READY,
    RUNNING,
    STOPPING,
    /** Ended because nobody used it; the next run starts another. */
    RESTING,
    /** Ended by itself; the next run starts another. */
    LOST
  }
}
