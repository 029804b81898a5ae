package interleave.kernel.jshell;

/**
 * Decides between a stop and the start of a snippet, which come from two threads: either the stop
 * finds the snippet running, and the worker is told, or the snippet finds the stop, and does not
 * start.
 */
final class StopGate {
  private boolean inCell;
  private boolean stopped;
  private boolean inWorker;

  synchronized void begin() {
    inCell = true;
    stopped = false;
  }

  synchronized void end() {
    inCell = false;
  }

  /** Before a snippet starts; false if it must not. */
  synchronized boolean enter() {
    if (stopped) {
      return false;
    }
    inWorker = true;
    return true;
  }

  synchronized void leave() {
    inWorker = false;
  }

  /**
   * Asks the cell to stop; runs {@code tellWorker} if a snippet is running, and within the
   * decision.
   */
  synchronized void stop(Runnable tellWorker) {
    if (!inCell || stopped) {
      return;
    }
    stopped = true;
    if (inWorker) {
      tellWorker.run();
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
