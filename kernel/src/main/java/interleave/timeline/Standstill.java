package interleave.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long threads waited for another one while none that we know of did anything: then what they
 * wait for is outside of the cell, such as the threads of an {@code HttpClient} or another process.
 */
final class Standstill {
  private Standstill() {}

  /** Added up over all threads that waited. */
  static long of(List<ThreadLife> lives) {
    // Each end of a bar is a number: the time, and what it changes.
    var ends = new ArrayList<long[]>();
    for (ThreadLife life : lives) {
      for (Bar bar : life.bars()) {
        int waits = bar.state() == State.TASK ? 1 : 0;
        int acts = waits == 0 && bar.state() != State.IDLE ? 1 : 0;
        if (waits + acts > 0) {
          ends.add(new long[] {bar.from(), waits, acts});
          ends.add(new long[] {bar.to(), -waits, -acts});
        }
      }
    }
    var sorted = ends.toArray(long[][]::new);
    Arrays.sort(sorted, (one, other) -> Long.compare(one[0], other[0]));
    long still = 0;
    long waiting = 0;
    long acting = 0;
    long since = 0;
    for (long[] end : sorted) {
      if (acting == 0) {
        still += waiting * (end[0] - since);
      }
      since = end[0];
      waiting += end[1];
      acting += end[2];
    }
    return still;
  }
}
