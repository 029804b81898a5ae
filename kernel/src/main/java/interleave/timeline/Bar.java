package interleave.timeline;

/**
 * A stretch of a thread's life in one state.
 *
 * @param what the thread waits for, in words; empty if nobody knows
 */
public record Bar(State state, long from, long to, String what) {

  public Bar {
    if (to < from) {
      throw new IllegalArgumentException("a bar ends before it begins: " + from + " to " + to);
    }
  }

  public long length() {
    return to - from;
  }

  /** Whether the next bar is more of the same. */
  public boolean isContinuedBy(Bar next) {
    return state == next.state && to == next.from && what.equals(next.what);
  }

  public Bar until(long later) {
    return new Bar(state, from, later, what);
  }
}
