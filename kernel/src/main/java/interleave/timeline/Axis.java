package interleave.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Time along a track: where a moment is, and round numbers to read it by. */
record Axis(long end, int width, double step) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int WANTED_TICKS = 6;

  /**
   * A label on the axis, without the unit.
   *
   * @param first it stands at the begin, where there is no room at its left
   */
  record Tick(double x, String label, boolean first) {}

  static Axis until(long end, int width) {
    double rough = end / NANOS_PER_MILLI / WANTED_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double factor = rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10;
    return new Axis(end, width, factor * power);
  }

  double x(long nanos) {
    return (double) width * nanos / end;
  }

  String unit() {
    return step >= 1_000 ? "s" : "ms";
  }

  List<Tick> ticks() {
    var ticks = new ArrayList<Tick>();
    double last = end / NANOS_PER_MILLI * 0.95; // behind it stands the unit
    for (int i = 0; i * step <= last; i++) {
      double millis = i * step;
      double shown = step >= 1_000 ? millis / 1_000 : millis;
      double inUnit = step >= 1_000 ? step / 1_000 : step;
      String label = String.format(Locale.ROOT, inUnit < 1 ? "%.1f" : "%.0f", shown);
      ticks.add(new Tick(x((long) (millis * NANOS_PER_MILLI)), i == 0 ? "0" : label, i == 0));
    }
    return ticks;
  }
}
