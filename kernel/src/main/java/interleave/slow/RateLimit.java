package interleave.slow;

/** At most so many in any stretch of time of one length. Owned by its set. */
final class RateLimit {

  private final long perNanos;

  /** When the last ones came that were let in; the oldest is at {@link #next}. */
  private final long[] letIn;

  private int next;
  private int count;

  /**
   * Lets in any number until {@link #isReached} is asked.
   *
   * @param most 0 for no limit
   */
  RateLimit(int most, long perNanos) {
    this.letIn = new long[most];
    this.perNanos = perNanos;
  }

  /** Whether one more is too many; if it is not, it is counted. */
  boolean isReached(long now) {
    if (letIn.length == 0) {
      return false;
    }
    if (count == letIn.length && now - letIn[next] < perNanos) {
      return true;
    }
    count = Math.min(letIn.length, count + 1);
    letIn[next] = now;
    next = (next + 1) % letIn.length;
    return false;
  }
}
