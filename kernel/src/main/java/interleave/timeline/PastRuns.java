package interleave.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The way from the lab to what the threads of runs did that have ended: the last of each cell. */
public final class PastRuns {

  /** Beyond, nobody reads on. */
  private static final int MOST_THREADS = 10_000;

  /**
   * One run.
   *
   * @param wall from its first statement to its end, in nanoseconds
   * @param lives of the cell's own thread and of those that it started, in the order of their
   *     start; without bars
   * @param mostAtOnce of those that it started, how many were busy at the same moment at most:
   *     doing, waiting, blocked, and not idle in a pool
   * @param exceptions that ended threads, as type and message
   */
  public record Run(long wall, List<ThreadLife> lives, int mostAtOnce, List<String> exceptions) {
    public Run {
      lives = List.copyOf(lives);
      exceptions = List.copyOf(exceptions);
    }
  }

  /** Who remembers. */
  @FunctionalInterface
  public interface Source {
    Optional<Run> of(String cell);
  }

  // Written once by the worker before the first cell runs.
  private static volatile Source source = _ -> Optional.empty();

  private PastRuns() {}

  /** Asks this source from now on. */
  public static void install(Source newSource) {
    source = Objects.requireNonNull(newSource);
  }

  public static Optional<Run> of(String cell) {
    return source.of(cell);
  }

  /** What is kept of a run that has just ended. */
  public static Run kept(List<ThreadLife> seen, List<String> exceptions) {
    List<ThreadLife> lives =
        seen.stream()
            .filter(life -> !life.group().isMachinery())
            .sorted(Comparator.comparingLong(ThreadLife::from))
            .toList();
    long wall = lives.stream().mapToLong(ThreadLife::to).max().orElse(0);
    return new Run(
        wall,
        lives.stream().limit(MOST_THREADS).map(ThreadLife::withoutBars).toList(),
        mostAtOnce(lives),
        exceptions);
  }

  private record Edge(long at, int step) {}

  private static int mostAtOnce(List<ThreadLife> lives) {
    List<Edge> edges =
        lives.stream()
            .filter(life -> !life.group().isOwn())
            .flatMap(life -> life.bars().stream())
            .filter(bar -> bar.state() != State.IDLE && bar.length() > 0)
            .flatMap(bar -> Stream.of(new Edge(bar.from(), 1), new Edge(bar.to(), -1)))
            // At the same time, ends first: one bar after another is no overlap.
            .sorted(Comparator.comparingLong(Edge::at).thenComparingInt(Edge::step))
            .toList();
    int now = 0;
    int most = 0;
    for (Edge edge : edges) {
      now += edge.step();
      most = Math.max(most, now);
    }
    return most;
  }
}
