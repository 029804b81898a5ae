package interleave.lab;

import interleave.lab.Recording.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The fetches of one run: when each began and ended, in nanoseconds from the start of the run.
 * Pure.
 */
record Fetches(List<Span> spans) {

  static final Fetches NONE = new Fetches(List.of());

  Fetches {
    spans = spans.stream().sorted(Comparator.comparingLong(Span::start)).toList();
  }

  int count() {
    return spans.size();
  }

  /**
   * The longest wait that a fetched address makes on purpose: no way of fetching them can take
   * less. 0 if none waits.
   */
  long limitNanos() {
    return spans.stream().mapToLong(Span::delayNanos).max().orElse(0);
  }

  /** How many were under way at the busiest moment. */
  int mostInFlight() {
    long[] ends = spans.stream().mapToLong(Span::end).sorted().toArray();
    int ended = 0;
    int most = 0;
    for (int begun = 0; begun < ends.length; begun++) {
      while (ends[ended] <= spans.get(begun).start()) {
        ended++;
      }
      most = Math.max(most, begun + 1 - ended);
    }
    return most;
  }

  /** At most this many of the spans, taken evenly in the order in which they began. */
  List<Span> sample(int most) {
    if (spans.size() <= most) {
      return spans;
    }
    var sample = new ArrayList<Span>(most);
    for (int i = 0; i < most; i++) {
      sample.add(spans.get((int) ((long) i * spans.size() / most)));
    }
    return sample;
  }
}
