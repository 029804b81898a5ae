package interleave.session;

import interleave.catalog.ChangedElsewhereException;
import interleave.catalog.Workspace;
import interleave.notebook.Notebook;
import interleave.notebook.Operation.BySaver;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one notebook's file, on a thread of its own, after the reader has paused; only the latest
 * notebook is kept, so a slow disk makes fewer writes, never a queue of them.
 */
final class Saver {

  /**
   * When to write.
   *
   * @param quiet pause after a change before it is written
   * @param latest a change is written after this time even if the next ones follow without a pause
   * @param retry pause after a write that failed; it doubles with each failure
   * @param longestRetry and grows no further than this
   */
  record Pace(Duration quiet, Duration latest, Duration retry, Duration longestRetry) {
    static final Pace USUAL =
        new Pace(
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
  }

  private final Workspace workspace;
  private final InstantSource clock;
  private final Pace pace;
  private final Consumer<BySaver> tell;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  // All below only with the lock; the times are those of System.nanoTime.
  private @Nullable Notebook unsaved;
  private long firstChange;
  private long due;
  private long notBefore = System.nanoTime();
  private boolean closing;

  Saver(String name, Workspace workspace, InstantSource clock, Pace pace, Consumer<BySaver> tell) {
    this.workspace = workspace;
    this.clock = clock;
    this.pace = pace;
    this.tell = tell;
    this.thread = Thread.ofVirtual().name("saver of " + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The file is to say this, soon. Never blocks. */
  void changed(Notebook notebook) {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (unsaved == null) {
        firstChange = now;
      }
      unsaved = notebook;
      due = earlier(now + pace.quiet().toNanos(), firstChange + pace.latest().toNanos());
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Writes at once what is not written, tries only once, and ends. */
  void close() {
    lock.lock();
    try {
      closing = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean join(Duration atMost) throws InterruptedException {
    return thread.join(atMost);
  }

  private void run() {
    var pause = pace.retry();
    try {
      while (true) {
        var next = take();
        if (next.isEmpty()) {
          return;
        }
        var end = write(next.get());
        tell.accept(end);
        if (!(end instanceof BySaver.SaveFailed)) {
          pause =
              pace.retry(); // also if the file was changed: the reader's choice comes as a change
        } else {
          if (!tryAgain(next.get(), pause)) {
            return;
          }
          pause = shorter(pause.multipliedBy(2), pace.longestRetry());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private BySaver write(Notebook notebook) {
    try {
      workspace.save(notebook);
      return new BySaver.Saved(notebook.version(), clock.instant());
    } catch (ChangedElsewhereException e) {
      return new BySaver.ChangedElsewhere();
    } catch (IOException | RuntimeException | Error e) {
      // Also for our own mistakes: the reader must see that the text is not on disk, and the next
      // change may go well.
      return new BySaver.SaveFailed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /**
   * Waits for the notebook that is to be written now; empty when closed and everything is written.
   */
  private Optional<Notebook> take() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        long wait = later(due, notBefore) - System.nanoTime();
        if (unsaved == null) {
          if (closing) {
            return Optional.empty();
          }
          news.await();
        } else if (wait > 0 && !closing) {
          news.awaitNanos(wait);
        } else {
          var taken = Optional.of(unsaved);
          unsaved = null;
          return taken;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean tryAgain(Notebook failed, Duration pause) {
    lock.lock();
    try {
      if (unsaved == null) { // else it has changed meanwhile, and the newer one is to be written
        unsaved = failed;
      }
      notBefore = System.nanoTime() + pause.toNanos();
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  // nanoTime may overflow, so its values are compared by their difference.
  private static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }
}
