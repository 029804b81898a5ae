package interleave.timeline;

import java.util.Locale;
import java.util.StringJoiner;

/** Numbers in sentences. */
final class Words {
  private Words() {}

  /** Never "100 %" of what is not all. */
  static String percent(double share) {
    long rounded = Math.round(100 * share);
    return (rounded == 100 && share < 1 ? 99 : rounded) + "\u202f%";
  }

  static String number(double number) {
    return String.format(Locale.ROOT, number < 9.95 ? "%.1f" : "%.0f", number);
  }

  static String duration(long nanos) {
    if (nanos == 0) {
      return "0";
    }
    double millis = nanos / 1e6;
    return millis < 999.5
        ? String.format(Locale.ROOT, millis < 9.95 ? "%.1f ms" : "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  /** Doing and waiting, and of the other states those that there were. */
  static String totals(Totals totals) {
    var words = new StringJoiner(", ");
    words.add("doing " + duration(totals.doing()));
    words.add("waiting " + duration(totals.waiting()));
    add(words, "waiting for another thread ", totals.task());
    add(words, "blocked ", totals.blocked());
    add(words, "ready without a core ", totals.ready());
    add(words, "pinned ", totals.pinned());
    return words.toString();
  }

  private static void add(StringJoiner words, String name, long nanos) {
    if (nanos > 0) {
      words.add(name + duration(nanos));
    }
  }
}
