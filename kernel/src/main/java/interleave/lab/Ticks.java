package interleave.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from 0 or below to at least the largest value, with a handful of round numbers on it.
 *
 * @param step between two of them
 */
record Ticks(double low, double high, double step) {

  private static final int ABOUT = 5;

  static Ticks covering(double least, double most) {
    double low = Math.min(0, least);
    double high = Math.max(most, low + Math.ulp(low));
    double step = roundUp((high <= low ? 1 : high - low) / ABOUT);
    return new Ticks(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
  }

  /** To 1, 2 or 5 times a power of ten. */
  private static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))));
    double digit = value / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  List<Double> values() {
    var values = new ArrayList<Double>();
    for (int i = 0; low + i * step <= high + step / 2; i++) {
      values.add(low + i * step);
    }
    return values;
  }

  /** Where a value stands, 0 at the low end and 1 at the high one. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** A value as it is written at the axis, with as many decimals as the step needs. */
  String text(double value) {
    int decimals = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    return Numbers.decimals(value == 0 ? 0 : value, decimals);
  }
}
