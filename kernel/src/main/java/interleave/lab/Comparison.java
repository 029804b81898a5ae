package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.time.Duration;
import java.util.Optional;

/**
 * Several ways of doing the same, measured side by side.
 *
 * {@snippet :
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

  @Override
  public MimeBundle bundle() {
    return measurement.bundle();
  }

  @Override
  public String toString() {
    return MeasurementText.of(measurement);
  }
}
