package interleave.lab;

import java.time.Duration;

/**
 * All options of one call.
 *
 * @param atMost how many may be under way at the same time
 * @param timeoutNanos for one try
 * @param deadlineNanos for all together
 * @param retries how often a failed one is asked again
 * @param firstPause before the first of these; each further one is twice as long
 */
record FetchPlan(
    int atMost, long timeoutNanos, long deadlineNanos, int retries, Duration firstPause) {

  /** Longer than any program runs, and far from an overflow when it is added to a clock. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private static final FetchPlan PLAIN =
      new FetchPlan(Integer.MAX_VALUE, NEVER, NEVER, 0, Duration.ofMillis(100));

  static FetchPlan of(FetchOption... options) {
    FetchPlan plan = PLAIN;
    for (FetchOption option : options) {
      plan = option.applyTo(plan);
    }
    return plan;
  }

  FetchPlan atMost(int most) {
    return new FetchPlan(most, timeoutNanos, deadlineNanos, retries, firstPause);
  }

  FetchPlan timeout(Duration each) {
    return new FetchPlan(atMost, each.toNanos(), deadlineNanos, retries, firstPause);
  }

  FetchPlan deadline(Duration all) {
    return new FetchPlan(atMost, timeoutNanos, all.toNanos(), retries, firstPause);
  }

  FetchPlan retries(int more, Duration pause) {
    return new FetchPlan(atMost, timeoutNanos, deadlineNanos, more, pause);
  }
}
