package interleave.display;

import java.util.Locale;

/** Numbers for readers: a thin space between thousands. */
final class Amounts {
  private Amounts() {}

  static String grouped(long amount) {
    return String.format(Locale.ROOT, "%,d", amount).replace(',', '\u202f');
  }
}
