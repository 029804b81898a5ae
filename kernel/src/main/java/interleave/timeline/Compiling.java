package interleave.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the time out in which nothing of the cell ran: between two statements the compiler works on
 * the next one, which is not the cell's doing. As long as another thread of the cell lives, time
 * goes on.
 */
public final class Compiling {
  private record Gap(long from, long to) {}

  private final List<Gap> gaps;

  private Compiling(List<Gap> gaps) {
    this.gaps = gaps;
  }

  /** The same threads on the axis that is drawn, which is the cell's own time. */
  public static List<ThreadLife> cutFrom(List<ThreadLife> lives) {
    var gaps = new ArrayList<Gap>();
    for (ThreadLife own : lives) {
      if (own.group().isOwn()) {
        own.bars().stream()
            .filter(bar -> bar.state() == State.IDLE && nobodyActs(lives, bar))
            .forEach(bar -> gaps.add(new Gap(bar.from(), bar.to())));
      }
    }
    return gaps.isEmpty() ? lives : new Compiling(gaps).cut(lives);
  }

  private static boolean nobodyActs(List<ThreadLife> lives, Bar gap) {
    return lives.stream()
        .filter(life -> life.group().isOther() && life.from() < gap.to() && life.to() > gap.from())
        .flatMap(life -> life.bars().stream())
        .noneMatch(
            bar -> bar.state() != State.IDLE && bar.from() < gap.to() && bar.to() > gap.from());
  }

  private List<ThreadLife> cut(List<ThreadLife> lives) {
    return lives.stream()
        .map(life ->
            new ThreadLife(
                life.name(),
                life.virtual(),
                life.group(),
                life.precision(),
                onAxis(life.from()),
                onAxis(life.to()),
                life.alive(),
                life.totals(),
                life.bars().stream()
                    .map(bar -> bar.at(onAxis(bar.from()), onAxis(bar.to())))
                    .filter(bar -> bar.length() > 0)
                    .toList()))
        .toList();
  }

  private long onAxis(long time) {
    long before = 0;
    for (Gap gap : gaps) {
      before += Math.clamp(time - gap.from(), 0, gap.to() - gap.from());
    }
    return time - before;
  }
}
