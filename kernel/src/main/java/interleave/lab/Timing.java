package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task, run once under the clock.
 *
 * {@snippet :
 * var t = time("all at once", () -> fetchAll(urls));
 * IO.println(t.result().size() + " pages in " + t.elapsed().toMillis() + " ms");
 * }
 *
 * <p>Leaves out repetition: one run says nothing about the next, see {@code compare}.
 */
public final class Timing<T extends @Nullable Object> implements Displayable {

  private final Measurement measurement;
  private final T result;

  Timing(Way way, T result) {
    this.measurement = new Measurement(List.of(way));
    this.result = result;
  }

  /** What the task returned. */
  public T result() {
    return result;
  }

  /** The time from the task's first to its last step, on the clock of the wall. */
  public Duration elapsed() {
    return Duration.ofNanos(way().medianNanos());
  }

  /**
   * The time as a multiple of the longest delay among the slow addresses that were fetched.
   *
   * @throws IllegalStateException if no slow address was fetched
   */
  public double timesTheLimit() {
    if (!measurement.hasLimit()) {
      throw new IllegalStateException(
          "'" + way().label() + "' fetched no slow address, so it has no limit");
    }
    return measurement.timesTheLimit(way());
  }

  private Way way() {
    return measurement.ways().getFirst();
  }

  @Override
  public MimeBundle bundle() {
    return measurement.bundle();
  }

  @Override
  public String toString() {
    return way().label() + ": " + Numbers.time(way().medianNanos());
  }
}
