package interleave.session;

import interleave.catalog.Lessons;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks from time to time whether an author has saved a lesson that is open, and tells its session.
 * By looking and not by being told: some systems tell late or not at all, and a few files cost
 * nothing.
 */
final class LessonWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Lessons lessons;
  private final Supplier<Collection<Session>> open;
  private final Map<String, String> stamps = new HashMap<>(); // touched by the thread alone
  private final Thread thread;

  LessonWatch(Lessons lessons, Supplier<Collection<Session>> open) {
    this.lessons = lessons;
    this.open = open;
    this.thread = Thread.ofVirtual().name("lessons being written").start(this::watch);
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
    var lesson = session.notebook().origin().map(origin -> origin.lesson());
    var stamp = lesson.flatMap(lessons::stamp);
    if (stamp.isEmpty()) {
      return;
    }
    var before = stamps.put(session.name(), stamp.get());
    if (before != null && !before.equals(stamp.get())) {
      session.lessonChanged();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
