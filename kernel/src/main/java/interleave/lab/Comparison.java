package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.time.Duration;
import java.util.Optional;

/**
 * Several ways of doing the same, measured side by side.
 *
 * {@snippet :
 * var urls = slowUrls(20, ofMillis(20));
 * var c = compare("one after another", () -> fetchOneByOne(urls), "all at once", () -> fetchAll(urls));
 * IO.println(c.winner() + ", " + c.speedUp("all at once") + " times faster");
 * }
 *
 * <p>Leaves out what a microbenchmark needs, forked JVMs and statistics: use JMH for anything under
 * a millisecond.
 */
public final class Comparison implements Displayable {

  private final Measurement measurement;

  Comparison(Measurement measurement) {
    this.measurement = measurement;
  }

  /**
   * The way whose slowest run was faster than every run of the others; empty when their times
   * overlap.
   */
  public Optional<String> winner() {
    return measurement.winner().map(Way::label);
  }

  /** The median time of a way. */
  public Duration elapsed(String label) {
    return Duration.ofNanos(measurement.way(label).medianNanos());
  }

  /** How many times faster a way was than the first. */
  public double speedUp(String label) {
    return measurement.speedUp(measurement.way(label));
  }

  /** The time of the fastest run of a way that counts. */
  public Duration fastest(String label) {
    return Duration.ofNanos(measurement.way(label).lowNanos());
  }

  /** The time of the slowest run of a way that counts. */
  public Duration slowest(String label) {
    return Duration.ofNanos(measurement.way(label).highNanos());
  }

  /**
   * The median time of a way as a multiple of the longest delay that any of the ways met.
   *
   * @throws IllegalStateException if none fetched a slow address or paused
   */
  public double timesTheLimit(String label) {
    if (!measurement.hasLimit()) {
      throw new IllegalStateException("no way fetched a slow address, so there is no limit");
    }
    return measurement.timesTheLimit(measurement.way(label));
  }

  /** How many fetches and pauses of a way were under way at the busiest moment. */
  public int mostInFlight(String label) {
    return measurement.way(label).fetches().mostInFlight();
  }

  /** The processor time of all threads of this Java in the median run of a way. */
  public Duration cpu(String label) {
    return Duration.ofNanos(measurement.way(label).cpuNanos());
  }

  @Override
  public MimeBundle bundle() {
    return measurement.bundle("");
  }

  @Override
  public String toString() {
    return MeasurementText.of(measurement);
  }
}
