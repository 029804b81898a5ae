package interleave.lab;

import interleave.display.CellContext;
import interleave.display.Display;
import interleave.display.Displayable;
import interleave.display.Displays;
import interleave.display.MimeBundle;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the thread of a loop has been in one handler for too long, and tells so under the
 * cell while it lasts. The loop says when a handler begins and ends; the watch has a thread of its
 * own, for the loop cannot look at itself.
 */
final class LoopWatch {

  /** What the loop is in. */
  private static final class Running {
    final String place;
    final CellContext cell;
    final long since = System.nanoTime();
    // Written by the watch, read by the loop when the handler has ended.
    volatile @Nullable String stuckAt;
    volatile @Nullable Display notice;

    Running(String place, CellContext cell) {
      this.place = place;
      this.cell = cell;
    }
  }

  private final Thread loop;
  private final Duration limit;
  private final Thread thread;
  private volatile @Nullable Running running;
  private volatile boolean closed;

  LoopWatch(Thread loop, Duration limit) {
    this.loop = loop;
    this.limit = limit;
    // Inherits nothing, so that it belongs to no cell and stands on no timeline.
    this.thread =
        Thread.ofPlatform()
            .name(loop.getName() + " watch")
            .daemon()
            .inheritInheritableThreadLocals(false)
            .start(this::watch);
  }

  /** The thread of the loop begins with a handler. */
  void begin(String place, CellContext cell) {
    running = new Running(place, cell);
  }

  /**
   * The handler has ended.
   *
   * @return where it took too long; null if it did not
   */
  @Nullable String end(Duration took) {
    Running ended = running;
    running = null;
    if (ended == null || took.compareTo(limit) <= 0) {
      return null;
    }
    String seenAt = ended.stuckAt;
    String place = seenAt == null ? ended.place : seenAt;
    tell(
        ended,
        "The event loop stood still for "
            + Numbers.time(took.toNanos())
            + ": its one thread was busy "
            + at(place)
            + ". No timer, no answer and no other handler could have its turn meanwhile.");
    return place;
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(limit.toNanos() / 4);
      Running now = running;
      if (now != null && now.stuckAt == null && System.nanoTime() - now.since > limit.toNanos()) {
        String place = Places.ofCell(loop.getStackTrace());
        now.stuckAt = place.isEmpty() ? now.place : place;
        if (running == now) {
          tell(now, "The event loop stands still: its one thread is busy " + at(place) + ".");
        }
      }
    }
  }

  private static String at(String place) {
    return place.isEmpty() ? "in a handler" : "in the handler at " + place;
  }

  /** Under the cell that gave the handler to the loop; a later sentence takes the place. */
  private static synchronized void tell(Running about, String sentence) {
    Displayable warning = () -> bundle(sentence);
    Display before = about.notice;
    if (before == null) {
      about.cell.run(() -> about.notice = Displays.show(warning, warning.bundle()));
    } else {
      before.update(warning);
    }
  }

  private static MimeBundle bundle(String sentence) {
    var forms = new LinkedHashMap<String, String>();
    forms.put(MimeBundle.WARNING, sentence);
    forms.put(MimeBundle.TEXT, sentence);
    return new MimeBundle(forms);
  }
}
