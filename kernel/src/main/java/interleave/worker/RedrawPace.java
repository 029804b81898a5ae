package interleave.worker;

import interleave.display.MimeBundle;
import interleave.worker.Frame.Event;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often what is shown already may be replaced: as often as an eye can follow, and less often
 * the more there is to send. Between two redraws values replace each other in the worker and cost
 * nobody else anything.
 */
final class RedrawPace {
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** Four million characters a second. */
  private static final long NANOS_A_CHARACTER = 250;

  private long lastNanos = System.nanoTime() - SHORTEST_NANOS;
  private long pauseNanos = SHORTEST_NANOS;

  boolean allows() {
    return System.nanoTime() - lastNanos >= pauseNanos;
  }

  /** These are sent now; they count if they replace something. */
  void redrawn(List<Event> events) {
    if (events.stream().anyMatch(RedrawPace::replaces)) {
      lastNanos = System.nanoTime();
      long characters = events.stream().mapToLong(RedrawPace::characters).sum();
      pauseNanos = Math.max(SHORTEST_NANOS, characters * NANOS_A_CHARACTER);
    }
  }

  private static boolean replaces(Event event) {
    return event instanceof Frame.Updated || event instanceof Frame.Cleared;
  }

  private static long characters(Event event) {
    return switch (event) {
      case Frame.Text text -> text.text().length();
      case Frame.Shown(_, var bundle) -> characters(bundle);
      case Frame.Updated(_, var bundle) -> characters(bundle);
      case Frame.InputRequested(_, _, _, var prompt) -> prompt.length();
      case Frame.Died _,
          Frame.Cleared _,
          Frame.InputEnded _,
          Frame.ThreadsSeen _,
          Frame.DeadlockSeen _ ->
          0;
    };
  }

  private static long characters(MimeBundle bundle) {
    return bundle.forms().values().stream().mapToLong(String::length).sum();
  }
}
