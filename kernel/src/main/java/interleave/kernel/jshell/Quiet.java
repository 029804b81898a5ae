package interleave.kernel.jshell;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows whether cells are running. Filling the reserve keeps the processors busy for seconds, which
 * would show in whatever a cell measures, so it waits for a quiet moment; unless a reader waits for
 * a kernel, who would wait for as long.
 */
final class Quiet {
  /** Long enough not to take the gap between two cells of one "run all" for quiet. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int running;
  private int waiting;
  private long lastEnd = System.nanoTime() - QUIET_NANOS;

  void cellStarts() {
    change(1, 0);
  }

  void cellEnded() {
    change(-1, 0);
  }

  void readerWaits() {
    change(0, 1);
  }

  void readerServed() {
    change(0, -1);
  }

  /** Returns when no cell has run for a second, or a reader waits. */
  void await() throws InterruptedException {
    lock.lock();
    try {
      while (waiting == 0) {
        long left = lastEnd + QUIET_NANOS - System.nanoTime();
        if (running > 0) {
          changed.await();
        } else if (left > 0) {
          changed.awaitNanos(left);
        } else {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(int cells, int readers) {
    lock.lock();
    try {
      running += cells;
      waiting += readers;
      if (cells < 0) {
        lastEnd = System.nanoTime();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
