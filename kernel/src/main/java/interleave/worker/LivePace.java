package interleave.worker;

/**
 * When a run that goes on is drawn again: four times a second, from half a second on, and less
 * often where a picture takes long to make, so that looking never costs more than a few percent.
 */
final class LivePace {
  /** In one picture, so that a page can draw it at once. */
  static final int MOST_BARS = 400;

  private static final long FIRST_NANOS = 500_000_000;
  private static final long EVERY_NANOS = 250_000_000;
  private static final int COST_FACTOR = 40;

  private long next = Long.MAX_VALUE;

  void begin(long now) {
    next = now + FIRST_NANOS;
  }

  boolean isDue(long now) {
    return now >= next;
  }

  /** A picture was begun and is finished. */
  void told(long begin, long end) {
    next = begin + Math.max(EVERY_NANOS, COST_FACTOR * (end - begin));
  }
}
