package interleave.kernel.jshell;

import interleave.kernel.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * Whether the running cell has been asked to stop. The worker is told between the beginning and the
 * end of the cell, never outside, so a stop cannot hit the next one. It may overtake the snippet
 * that is on its way to the worker, and come while the compiler has the cell: the worker does not
 * start a snippet of a cell that was stopped.
 */
final class StopGate {
  private @Nullable StopSignal inCell;
  private boolean stopped;

  synchronized void begin(StopSignal signal) {
    inCell = signal;
    stopped = false;
  }

  synchronized void end() {
    inCell = null;
  }

  /**
   * Asks the cell to stop that began with this signal, if it has not ended; runs {@code
   * tellWorker}, within the decision, if that is news.
   */
  synchronized void stop(StopSignal signal, Runnable tellWorker) {
    if (inCell == signal && !stopped) {
      stopped = true;
      tellWorker.run();
    }
  }

  /** Asks whichever cell is running to stop, or what cells have left behind if none is. */
  synchronized void stopAny(Runnable tellWorker) {
    if (inCell == null) {
      tellWorker.run();
    } else {
      stop(inCell, tellWorker);
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
