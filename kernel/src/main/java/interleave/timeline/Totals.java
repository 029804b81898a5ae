package interleave.timeline;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How long threads were in each state, in nanoseconds, added up over all of them. */
public record Totals(long doing, long waiting, long task, long blocked, long ready, long pinned) {

  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

  public static Totals of(Collection<Bar> bars) {
    var sums = new EnumMap<State, Long>(State.class);
    bars.forEach(bar -> sums.merge(bar.state(), bar.length(), Long::sum));
    return of(sums);
  }

  public static Totals of(Map<State, Long> sums) {
    return new Totals(
        sums.getOrDefault(State.DOING, 0L),
        sums.getOrDefault(State.WAITING, 0L),
        sums.getOrDefault(State.TASK, 0L),
        sums.getOrDefault(State.BLOCKED, 0L),
        sums.getOrDefault(State.READY, 0L),
        sums.getOrDefault(State.PINNED, 0L));
  }

  Totals plus(Totals other) {
    return new Totals(
        doing + other.doing,
        waiting + other.waiting,
        task + other.task,
        blocked + other.blocked,
        ready + other.ready,
        pinned + other.pinned);
  }
}
