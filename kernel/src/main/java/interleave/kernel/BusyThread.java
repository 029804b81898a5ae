package interleave.kernel;

import java.util.List;

/**
 * A thread that a stop has not ended, and where it is.
 *
 * @param frames innermost first
 */
public record BusyThread(String name, boolean virtual, List<Failure.Frame> frames) {
  public BusyThread {
    frames = List.copyOf(frames);
  }
}
