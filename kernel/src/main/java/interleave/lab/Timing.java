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
 * var urls = slowUrls(20, ofMillis(20));
 * var t = time("all at once", () -> fetchAll(urls));
 * IO.println(t.result().size() + " pages in " + t.elapsed().toMillis() + " ms");
 * }
 *
 * <p>Leaves out repetition: one run says nothing about the next, see {@code compare}.
 */
public final class Timing<T extends @Nullable Object> implements Displayable {

  private final Measurement measurement;
  private final T result;
  private final Effort effort;

  Timing(Way way, T result, Effort effort) {
    this.measurement = new Measurement(List.of(way));
    this.result = result;
    this.effort = effort;
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

  /**
   * The processor time of all threads of this Java meanwhile: its compiler's and its memory's
   * cleaning are among them.
   */
  public Duration cpu() {
    return Duration.ofNanos(effort.cpu());
  }

  /** How long threads of the cell were on a core meanwhile, added up over all of them. */
  public Duration doing() {
    return Duration.ofNanos(effort.doing());
  }

  /**
   * How long threads of the cell waited meanwhile, for time to pass or for something outside, added
   * up over all of them.
   */
  public Duration waiting() {
    return Duration.ofNanos(effort.waiting());
  }

  /** The waiting in per cent of doing and waiting; 0 if there was neither. */
  public double waitingShare() {
    long both = effort.doing() + effort.waiting();
    return both == 0 ? 0 : 100.0 * effort.waiting() / both;
  }

  /** How many fetches and pauses were under way at the busiest moment. */
  public int mostInFlight() {
    return way().fetches().mostInFlight();
  }

  private Way way() {
    return measurement.ways().getFirst();
  }

  @Override
  public MimeBundle bundle() {
    return measurement.bundle(effortText());
  }

  private String effortText() {
    return effort.doing() + effort.waiting() == 0
        ? ""
        : "doing "
            + Numbers.time(effort.doing())
            + ", waiting "
            + Numbers.time(effort.waiting())
            + " (all threads), processor "
            + Numbers.time(effort.cpu());
  }

  @Override
  public String toString() {
    return way().label() + ": " + Numbers.time(way().medianNanos());
  }
}
