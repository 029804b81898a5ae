package interleave.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;

/** The bars of one thread, in order and without gaps. */
public final class Bars {
  private Bars() {}

  /** Bars in a row that are shorter than this are one, in the state that lasted longest. */
  public static List<Bar> joined(List<Bar> bars, long shortest) {
    var result = new ArrayList<Bar>();
    var pending = new ArrayList<Bar>();
    for (Bar bar : bars) {
      if (bar.length() >= shortest) {
        flush(pending, result);
        add(bar, result);
        continue;
      }
      pending.add(bar);
      if (bar.to() - pending.getFirst().from() >= shortest) {
        flush(pending, result);
      }
    }
    flush(pending, result);
    return result;
  }

  private static void flush(List<Bar> pending, List<Bar> result) {
    if (pending.isEmpty()) {
      return;
    }
    var lengths = new EnumMap<State, Long>(State.class);
    pending.forEach(bar -> lengths.merge(bar.state(), bar.length(), Long::sum));
    Bar longest =
        Collections.max(
            pending, Comparator.comparing(bar -> lengths.getOrDefault(bar.state(), 0L)));
    add(longest.at(pending.getFirst().from(), pending.getLast().to()), result);
    pending.clear();
  }

  private static void add(Bar next, List<Bar> result) {
    if (!result.isEmpty() && result.getLast().isContinuedBy(next)) {
      result.set(result.size() - 1, result.getLast().until(next.to()));
    } else {
      result.add(next);
    }
  }
}
