package interleave.slow;

/**
 * What a set has decided about one request.
 *
 * @param number its place among the arrivals, or beyond those that are kept
 * @param delayNanos how long it waits before the first byte of the answer
 */
record Visit(int page, int number, Plan plan, long delayNanos) {

  /** How the request will end if its client stays. */
  enum Plan {
    ANSWER,
    FAIL,
    REFUSE_RATE,
    REFUSE_CROWD
  }

  boolean refused() {
    return plan == Plan.REFUSE_RATE || plan == Plan.REFUSE_CROWD;
  }
}
