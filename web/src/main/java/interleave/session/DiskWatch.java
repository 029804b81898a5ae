package interleave.session;

import interleave.catalog.Workspace;
import interleave.notebook.Operation.BySaver;
import interleave.notebook.SavedStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Looks from time to time whether another program has changed the file of an open notebook, and
 * tells its session: the reader is to know before they type more. By looking, for the reasons of
 * {@link LessonWatch}.
 */
final class DiskWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Workspace workspace;
  private final Supplier<Collection<Session>> open;
  private final Thread thread;

  DiskWatch(Workspace workspace, Supplier<Collection<Session>> open) {
    this.workspace = workspace;
    this.open = open;
    this.thread = Thread.ofVirtual().name("files changed elsewhere").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        open.get().forEach(this::look);
      }
    } catch (InterruptedException e) {
      // close() has been called.
    }
  }

  private void look(Session session) {
    if (workspace.changedElsewhere(session.name())
        && session.notebook().saved().state() != SavedStatus.State.CHANGED) {
      session.submit(new BySaver.ChangedElsewhere());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
