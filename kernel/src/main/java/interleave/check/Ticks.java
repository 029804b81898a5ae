package interleave.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Marks that the learner's code sets, and the times between them: a heartbeat. */
public final class Ticks implements Runnable {
  private final long madeAt = System.nanoTime();
  private final ConcurrentLinkedQueue<Caller> marks = new ConcurrentLinkedQueue<>();

  Ticks() {}

  /** Sets a mark. */
  @Override
  public void run() {
    marks.add(Caller.current(System.nanoTime() - madeAt));
  }

  public int count() {
    return marks.size();
  }

  /** One a mark, in the order of time. */
  public List<Caller> threads() {
    return marks.stream().sorted(Comparator.comparing(Caller::startedAt)).toList();
  }

  /** The times between neighbours: one fewer than there are marks. */
  public List<Duration> gaps() {
    var at = threads().stream().map(Caller::startedAt).toList();
    return IntStream.range(1, at.size())
        .mapToObj(i -> at.get(i).minus(at.get(i - 1)))
        .collect(ArrayList::new, List::add, List::addAll);
  }

  /** Zero if there are fewer than two marks. */
  public Duration longestGap() {
    return gaps().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** Since the ticks were made; zero if there is none. */
  public Duration first() {
    return threads().stream().findFirst().map(Caller::startedAt).orElse(Duration.ZERO);
  }

  /** Since the ticks were made; zero if there is none. */
  public Duration last() {
    return threads().stream()
        .reduce((_, later) -> later)
        .map(Caller::startedAt)
        .orElse(Duration.ZERO);
  }

  public boolean onOneThread() {
    return threads().stream().map(Caller::id).distinct().count() <= 1;
  }
}
