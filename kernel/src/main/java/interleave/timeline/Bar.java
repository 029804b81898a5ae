package interleave.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a thread's life in one state.
 *
 * @param what the thread waits for, in words; empty if nobody knows
 * @param line of the cell's code in which it does; null if nobody has looked
 */
public record Bar(State state, long from, long to, String what, @Nullable SourceLine line) {

  public Bar {
    if (to < from) {
      throw new IllegalArgumentException("a bar ends before it begins: " + from + " to " + to);
    }
  }

  public Bar(State state, long from, long to, String what) {
    this(state, from, to, what, null);
  }

  public long length() {
    return to - from;
  }

  /** Whether the next bar is more of the same. */
  public boolean isContinuedBy(Bar next) {
    return state == next.state
        && to == next.from
        && what.equals(next.what)
        && (line == null ? next.line == null : line.equals(next.line));
  }

  public Bar until(long later) {
    return new Bar(state, from, later, what, line);
  }

  /** The same at another time. */
  Bar at(long begin, long end) {
    return new Bar(state, begin, end, what, line);
  }
}
