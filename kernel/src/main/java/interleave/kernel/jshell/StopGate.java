package interleave.kernel.jshell;

/**
 * Whether the running cell has been asked to stop. The worker is told between the beginning and the
 * end of the cell, never outside, so a stop cannot hit the next one. It may overtake the snippet
 * that is on its way to the worker, and come while the compiler has the cell: the worker does not
 * start a snippet of a cell that was stopped.
 */
final class StopGate {
  private boolean inCell;
  private boolean stopped;

  synchronized void begin() {
    inCell = true;
    stopped = false;
  }

  synchronized void end() {
    inCell = false;
  }

  /** Asks the cell to stop; runs {@code tellWorker}, within the decision, if there is one. */
  synchronized void stop(Runnable tellWorker) {
    if (inCell && !stopped) {
      stopped = true;
      tellWorker.run();
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
