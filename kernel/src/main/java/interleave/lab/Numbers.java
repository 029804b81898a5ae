package interleave.lab;

import java.util.Locale;

/**
 * Numbers as the pages write them: the same in every country, a thin space that does not break in
 * thousands.
 */
final class Numbers {

  private Numbers() {}

  /** Three digits say enough: "4 011 ms", "206 ms", "20.6 ms", "0.21 ms", "8.5 µs". */
  static String time(long nanos) {
    if (nanos < 100_000) {
      return decimals(nanos / 1e3, 1) + " µs";
    }
    double millis = nanos / 1e6;
    return decimals(millis, millis < 9.995 ? 2 : millis < 99.95 ? 1 : 0) + " ms";
  }

  /** Near 1 the second decimal matters: "1.03 ×", "20.1 ×". */
  static String times(double factor) {
    return decimals(factor, factor < 1.995 ? 2 : 1) + " ×";
  }

  static String whole(long number) {
    return decimals((double) number, 0);
  }

  static String decimals(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number).replace(',', '\u202f');
  }
}
