package interleave.bench;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param target what is promised, empty if nothing is
 * @param measured usually the median
 * @param range from the lowest to the highest, and of how many
 */
record Figure(String what, String target, String measured, String range, Verdict verdict) {

  enum Verdict {
    REACHED("reached"),
    NOT_REACHED("**not reached**"),
    FAILED("**failed**"),
    NOTHING_PROMISED("");

    final String words;

    Verdict(String words) {
      this.words = words;
    }

    static Verdict of(boolean reached) {
      return reached ? REACHED : NOT_REACHED;
    }
  }

  /** The median may be so much and no more. */
  static Figure atMost(double limit, String unit, String what, Sample sample) {
    return new Figure(
        what,
        "≤ " + number(limit) + " " + unit,
        number(sample.median()) + " " + unit,
        range(sample, unit),
        Verdict.of(sample.median() <= limit));
  }

  /** The 95th percentile may be so much and no more. */
  static Figure p95AtMost(double limit, String unit, String what, Sample sample) {
    return new Figure(
        what,
        "p95 ≤ " + number(limit) + " " + unit,
        "%s %s, p95 %s %s".formatted(number(sample.median()), unit, number(sample.p95()), unit),
        range(sample, unit),
        Verdict.of(sample.p95() <= limit));
  }

  /** One median may be so many times another, taken in the same run. */
  static Figure ratioAtMost(double limit, String unit, String what, Sample sample, Sample base) {
    double ratio = sample.median() / base.median();
    return new Figure(
        what,
        "≤ " + number(limit) + " ×",
        "%s × (%s : %s %s)"
            .formatted(number(ratio), number(sample.median()), number(base.median()), unit),
        range(sample, unit) + " : " + range(base, unit),
        Verdict.of(ratio <= limit));
  }

  static Figure informative(String unit, String what, Sample sample) {
    return new Figure(
        what,
        "",
        number(sample.median()) + " " + unit,
        range(sample, unit),
        Verdict.NOTHING_PROMISED);
  }

  static Figure failed(String what, String why) {
    return new Figure(what, "", why, "", Verdict.FAILED);
  }

  /** Three digits that count, as a reader would write them. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size == Math.rint(size) && size < 1000) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 1_000_000) {
      return String.format(Locale.ROOT, "%.2f million", value / 1e6);
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String range(Sample sample, String unit) {
    return "%s–%s %s, n = %d"
        .formatted(number(sample.lowest()), number(sample.highest()), unit, sample.size());
  }

  String markdown() {
    return "| %s | %s | %s | %s | %s |"
        .formatted(cell(what), cell(target), cell(measured), cell(range), verdict.words);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
