package interleave.session;

import interleave.catalog.ChangedElsewhereException;
import interleave.catalog.Shelf;
import interleave.catalog.Workspace;
import interleave.notebook.Notebook;
import interleave.notebook.Operation.BySaver;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one notebook's file, on a thread of its own, after the reader has paused; only the latest
 * notebook is kept, so a slow disk makes fewer writes, never a queue of them.
 *
 * <p>That thread also owns the file's name: it alone renames it. So nothing writes the old file
 * again, also not a notebook that was handed over before its session knew of the new name.
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

  private final Shelf shelf;
  private final Workspace workspace;
  private final InstantSource clock;
  private final Pace pace;
  private final Consumer<BySaver> tell;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private String name; // touched by the thread alone
  // All below only with the lock; the times are those of System.nanoTime.
  private @Nullable Notebook unsaved;
  private @Nullable Renaming renaming;
  private long firstChange;
  private long due;
  private long notBefore = System.nanoTime();
  private boolean closing;

  private sealed interface Job {
    record Write(Notebook notebook) implements Job {}

    record End() implements Job {}
  }

  private record Renaming(String to, CompletableFuture<String> done) implements Job {}

  Saver(String name, Workspace workspace, InstantSource clock, Pace pace, Consumer<BySaver> tell) {
    this.name = name;
    this.shelf = new Shelf(workspace, clock);
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

  /**
   * Renames the file, if there is one yet; returns when it is done.
   *
   * @throws IOException with a sentence for the reader
   */
  void rename(String to) throws IOException {
    var asked = new Renaming(to, new CompletableFuture<>());
    lock.lock();
    try {
      if (closing) {
        throw new IOException("the notebook is being closed.");
      }
      renaming = asked;
      news.signal();
    } finally {
      lock.unlock();
    }
    try {
      asked.done().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while renaming", e);
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
        switch (take()) {
          case Job.End _ -> {
            return;
          }
          case Renaming asked -> rename(asked);
          case Job.Write(var notebook) -> {
            var end = write(notebook);
            tell.accept(end);
            if (!(end instanceof BySaver.SaveFailed)) {
              // Also if the file was changed: the reader's choice comes as a change.
              pause = pace.retry();
            } else {
              if (!tryAgain(notebook, pause)) {
                return;
              }
              pause = shorter(pause.multipliedBy(2), pace.longestRetry());
            }
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rename(Renaming asked) {
    try {
      shelf.rename(name, asked.to());
      name = asked.to();
      tell.accept(new BySaver.Renamed(name));
      asked.done().complete(name);
    } catch (IOException | RuntimeException e) {
      asked.done().completeExceptionally(e);
    }
  }

  private BySaver write(Notebook notebook) {
    try {
      workspace.save(notebook.named(name));
      return new BySaver.Saved(notebook.version(), clock.instant());
    } catch (ChangedElsewhereException e) {
      return new BySaver.ChangedElsewhere();
    } catch (IOException | RuntimeException | Error e) {
      // Also for our own mistakes: the reader must see that the text is not on disk, and the next
      // change may go well.
      return new BySaver.SaveFailed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Waits for what is to be done now; it ends when closed and everything is written. */
  private Job take() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        long wait = later(due, notBefore) - System.nanoTime();
        if (renaming != null) {
          var asked = renaming;
          renaming = null;
          return asked;
        }
        if (unsaved == null) {
          if (closing) {
            return new Job.End();
          }
          news.await();
        } else if (wait > 0 && !closing) {
          news.awaitNanos(wait);
        } else {
          var taken = new Job.Write(unsaved);
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
