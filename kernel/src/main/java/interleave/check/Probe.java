package interleave.check;

import interleave.lab.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A task that a check gives to the learner's code and watches: who calls it, how often, and whether
 * calls overlap.
 */
public final class Probe implements Callable<Integer>, Runnable, Supplier<Integer> {
  private final Action work;
  private final long madeAt = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  // All below only with the lock.
  private final List<Caller> callers = new ArrayList<>();
  private int underWay;
  private int mostAtOnce;
  private int finished;
  private int interrupted;

  Probe(Action work) {
    this.work = work;
  }

  /** Does the work; returns the number of the call, from 1. */
  @Override
  public Integer call() throws Exception {
    int number = begin();
    boolean completed = false;
    boolean wasInterrupted = false;
    try {
      work.run();
      completed = true;
      return number;
    } catch (InterruptedException e) {
      wasInterrupted = true;
      throw e;
    } finally {
      end(number, completed, wasInterrupted);
    }
  }

  @Override
  public Integer get() {
    try {
      return call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run() {
    var ignored = get();
  }

  private int begin() {
    lock.lock();
    try {
      underWay++;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      callers.add(Caller.current(System.nanoTime() - madeAt));
      return callers.size();
    } finally {
      lock.unlock();
    }
  }

  private void end(int number, boolean completed, boolean wasInterrupted) {
    lock.lock();
    try {
      underWay--;
      finished += completed ? 1 : 0;
      interrupted += wasInterrupted ? 1 : 0;
      callers.set(number - 1, callers.get(number - 1).until(System.nanoTime() - madeAt));
    } finally {
      lock.unlock();
    }
  }

  /** How many calls were begun. */
  public int calls() {
    return threads().size();
  }

  /** How many calls ran to their end. */
  public int finished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** How many calls ended because their thread was interrupted. */
  public int interrupted() {
    lock.lock();
    try {
      return interrupted;
    } finally {
      lock.unlock();
    }
  }

  /** How many calls were under way at the busiest moment. */
  public int mostAtOnce() {
    lock.lock();
    try {
      return mostAtOnce;
    } finally {
      lock.unlock();
    }
  }

  /** One a call, in the order in which they began. */
  public List<Caller> threads() {
    lock.lock();
    try {
      return List.copyOf(callers);
    } finally {
      lock.unlock();
    }
  }

  public boolean onOneThread() {
    return threads().stream().map(Caller::id).distinct().count() <= 1;
  }

  /** Keeps a core busy; listens to interrupts as good computing code does. */
  static void compute(Duration atLeast) throws InterruptedException {
    long end = System.nanoTime() + atLeast.toNanos();
    while (System.nanoTime() - end < 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while it computed");
      }
      Thread.onSpinWait();
    }
  }
}
