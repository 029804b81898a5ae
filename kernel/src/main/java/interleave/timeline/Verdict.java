package interleave.timeline;

/**
 * Waiting or doing, in a sentence, and what follows from it.
 *
 * @param line the sentence
 * @param advice what would make this faster, and what would not
 */
public record Verdict(String line, String advice) {

  private static final long SHORTEST = 5_000_000;

  /** From here on, nearly everything was of one kind. */
  private static final double CLEARLY = 0.9;

  /** Kinds below this share are not worth a word. */
  private static final double WORTH_A_WORD = 0.1;

  /** The clock ticks, other programs run: this much of all cores is all of them. */
  private static final double NEARLY_ALL_CORES = 0.85;

  /**
   * What the totals say.
   *
   * @param standstill how long threads waited for others and there was none; see {@link Standstill}
   */
  static Verdict of(Totals totals, long standstill, long wallNanos, int cores) {
    long outside = totals.waiting() + totals.pinned() + standstill;
    long all = outside + totals.doing() + totals.blocked();
    if (wallNanos < SHORTEST || all == 0) {
      return new Verdict(
          "Too short to tell waiting from doing.",
          "In the first milliseconds Java loads and compiles; repeat it, or give it more to do.");
    }
    double waiting = (double) outside / all;
    double doing = (double) totals.doing() / all;
    double blocked = (double) totals.blocked() / all;
    if (blocked >= Math.max(waiting, doing)) {
      return new Verdict(
          Words.percent(blocked) + " blocked on a lock.",
          "Threads queue for one lock, and more of them only make the queue longer. Hold the lock for"
              + " less, or share less.");
    }
    if (waiting >= CLEARLY) {
      return waiting(waiting, (double) outside / wallNanos);
    }
    if (doing >= CLEARLY) {
      return doing(doing, totals, wallNanos, cores);
    }
    return mixed(waiting, doing, blocked, totals, wallNanos, cores);
  }

  private static Verdict waiting(double share, double together) {
    String line = Words.percent(share) + " waiting: ";
    return together < 1.5
        ? new Verdict(
            line + "more at once will help.",
            "One wait came after the other, and the processor had nothing to do. Waits that do not"
                + " need each other can be made at the same time.")
        : new Verdict(
            line + "more at once will help, as long as there are more waits to overlap.",
            Words.number(together)
                + " waits went on at the same time, on average. Faster code would gain next to"
                + " nothing.");
  }

  private static Verdict doing(double share, Totals totals, long wallNanos, int cores) {
    double used = (double) totals.doing() / wallNanos;
    String line = Words.percent(share) + " doing: ";
    if (used >= NEARLY_ALL_CORES * cores) {
      return new Verdict(
          line + "only more cores will help.",
          "All "
              + (cores == 1 ? "of the one core" : cores + " cores")
              + " were busy. More threads would only take turns on them.");
    }
    return new Verdict(
        line + "more cores will help, more waiting at once will not.",
        Words.number(used)
            + " of "
            + cores
            + " cores were busy, on average. Work that can be split can use the others.");
  }

  private static Verdict mixed(
      double waiting, double doing, double blocked, Totals totals, long wallNanos, int cores) {
    double used = (double) totals.doing() / wallNanos;
    String line = Words.percent(waiting) + " waiting, " + Words.percent(doing) + " doing";
    if (blocked >= WORTH_A_WORD) {
      return new Verdict(
          line + ", " + Words.percent(blocked) + " blocked on a lock: the lock is in the way.",
          "Threads wait for a lock while the one that holds it waits or works. Hold it for less, and"
              + " more at once can help.");
    }
    return used >= NEARLY_ALL_CORES * cores
        ? new Verdict(
            line + ": the cores are the limit now.",
            "More at once hides waiting only while a core is free, and none is.")
        : new Verdict(
            line + ": some of both.",
            "More at once will hide the waiting; the doing stays, and then only cores help. Keep the"
                + " two apart: draw the boundary once.");
  }
}
