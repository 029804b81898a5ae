package interleave.lab;

import interleave.timeline.PastRuns;
import interleave.timeline.ThreadLife;
import interleave.timeline.Totals;
import java.time.Duration;
import java.util.List;

/**
 * What the threads of one run of a cell did, told after its end.
 *
 * {@snippet :
 * IO.println(lastRun("log").elapsed());
 * }
 *
 * <p>Leaves out when each thread was in which state: the timeline below the cell shows it.
 *
 * @param elapsed from the first statement to the end of the last
 * @param threads that the cell started, or that worked for it, in the order of their start
 * @param mostInFlight how many of them were busy at the same moment at most: doing, waiting or
 *     blocked, and not idle in a pool
 * @param doing of all threads together, the cell's own included
 * @param waiting of all threads together, for time to pass or for something outside
 * @param exceptions that ended threads, as type and message
 */
public record RunEvidence(
    Duration elapsed,
    List<ThreadEvidence> threads,
    int mostInFlight,
    Duration doing,
    Duration waiting,
    List<String> exceptions) {

  /**
   * One thread, with times from the start of the run.
   *
   * @param group what it belonged to, such as "virtual threads of an executor"
   * @param alive it went on when the cell ended
   * @param waiting for time to pass or for something outside
   * @param task waiting for another thread
   * @param blocked waiting for a lock
   * @param ready it could have gone on, but every core was taken
   * @param pinned waiting without giving its core to others
   */
  public record ThreadEvidence(
      String name,
      boolean virtual,
      String group,
      Duration from,
      Duration to,
      boolean alive,
      Duration doing,
      Duration waiting,
      Duration task,
      Duration blocked,
      Duration ready,
      Duration pinned) {

    private static ThreadEvidence of(ThreadLife life) {
      Totals totals = life.totals();
      return new ThreadEvidence(
          life.name(),
          life.virtual(),
          life.group().kind(),
          Duration.ofNanos(life.from()),
          Duration.ofNanos(life.to()),
          life.alive(),
          Duration.ofNanos(totals.doing()),
          Duration.ofNanos(totals.waiting()),
          Duration.ofNanos(totals.task()),
          Duration.ofNanos(totals.blocked()),
          Duration.ofNanos(totals.ready()),
          Duration.ofNanos(totals.pinned()));
    }
  }

  public RunEvidence {
    threads = List.copyOf(threads);
    exceptions = List.copyOf(exceptions);
  }

  static RunEvidence of(PastRuns.Run run) {
    long doing = run.lives().stream().mapToLong(life -> life.totals().doing()).sum();
    long waiting =
        run.lives().stream()
            .mapToLong(life -> life.totals().waiting() + life.totals().pinned())
            .sum();
    return new RunEvidence(
        Duration.ofNanos(run.wall()),
        run.lives().stream().filter(life -> !life.group().isOwn()).map(ThreadEvidence::of).toList(),
        run.mostAtOnce(),
        Duration.ofNanos(doing),
        Duration.ofNanos(waiting),
        run.exceptions());
  }

  /** Threads that went on when the cell had ended. */
  public List<ThreadEvidence> alive() {
    return threads.stream().filter(ThreadEvidence::alive).toList();
  }

  /** The waiting in per cent of doing and waiting; 0 if there was neither. */
  public double waitingShare() {
    long both = doing.toNanos() + waiting.toNanos();
    return both == 0 ? 0 : 100.0 * waiting.toNanos() / both;
  }
}
