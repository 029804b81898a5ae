package interleave.lab;

import interleave.display.Display;
import interleave.display.Displayable;
import interleave.display.Displays;
import interleave.display.MimeBundle;
import interleave.display.OpenEnded;
import interleave.lab.ProgressFacts.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bar that says how far something has come. Any number of threads may step it at once: a step
 * adds to a counter, and one of many shows what is counted.
 *
 * {@snippet :
 * var bar = progress("pages", 20);
 * bar.step();
 * }
 *
 * <p>Leaves out steps back.
 */
public final class Progress implements Displayable, OpenEnded, AutoCloseable {
  private static final long SHOW_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The total is not known. */
  static final long UNKNOWN = -1;

  private final String label;
  private final long total;
  private final long start = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private volatile long lastStepBy = Thread.currentThread().threadId();
  private volatile long shownNanos = start;
  private volatile boolean left;
  private volatile boolean finished;

  // Held while the facts are put together and shown: else the thread that saw 99 of 100 could show
  // that after the thread that saw 100.
  private final ReentrantLock showing = new ReentrantLock();
  private @Nullable Display place; // guarded by showing
  private long endNanos; // guarded by showing

  Progress(String label, long total) {
    if (total < UNKNOWN) {
      throw new IllegalArgumentException("the number of steps is 0 or more, found: " + total);
    }
    this.label = label;
    this.total = total;
  }

  Progress shown() {
    showing.lock();
    try {
      place = Displays.show(this, bundle());
    } finally {
      showing.unlock();
    }
    return this;
  }

  /** One more step is done. */
  public void step() {
    step(1);
  }

  /** That many more steps are done. */
  public void step(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("a bar does not step back, found: " + steps);
    }
    long now = done.addAndGet(steps);
    lastStepBy = Thread.currentThread().threadId();
    left = false;
    if (total != UNKNOWN && now >= total && now - steps < total) {
      show();
    } else if (System.nanoTime() - shownNanos > SHOW_EVERY_NANOS && showing.tryLock()) {
      try {
        show();
      } finally {
        showing.unlock();
      }
    }
  }

  /** How many steps are done. */
  public long done() {
    return done.get();
  }

  /** There are no more steps, for whatever reason. */
  @Override
  public void close() {
    if (!isDone()) {
      finished = total == UNKNOWN;
      left = !finished;
      show();
    }
  }

  /** All is done, also if it was less than was thought. */
  void finish() {
    finished = true;
    show();
  }

  @Override
  public void cellEnded(boolean early) {
    // Threads that the cell has started may well go on, unless it was stopped; then they do not
    // step either.
    boolean nobodySteps = early || lastStepBy == Thread.currentThread().threadId();
    if (!isDone() && nobodySteps) {
      left = true;
      show();
    }
  }

  private boolean isDone() {
    return finished || (total != UNKNOWN && done.get() >= total);
  }

  private void show() {
    showing.lock();
    try {
      shownNanos = System.nanoTime();
      if (place != null) {
        place.update(this);
      }
    } finally {
      showing.unlock();
    }
  }

  @Override
  public MimeBundle bundle() {
    return facts().bundle();
  }

  @Override
  public String toString() {
    return facts().text();
  }

  private ProgressFacts facts() {
    showing.lock();
    try {
      State state = isDone() ? State.DONE : left ? State.LEFT : State.RUNNING;
      if (state == State.RUNNING) {
        endNanos = 0;
      } else if (endNanos == 0) {
        endNanos = System.nanoTime();
      }
      long elapsed = (endNanos == 0 ? System.nanoTime() : endNanos) - start;
      return new ProgressFacts(label, done.get(), total == UNKNOWN ? null : total, state, elapsed);
    } finally {
      showing.unlock();
    }
  }
}
