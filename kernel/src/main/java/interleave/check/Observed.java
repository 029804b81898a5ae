package interleave.check;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happened while the learner's code ran once. */
public final class Observed<T extends @Nullable Object> {
  private final Ending<T> ending;
  private final Threads threads;
  private final List<ProcessHandle> processes;

  /**
   * How the task ended.
   *
   * @param finished false if the time ran out; then there is neither result nor failure
   */
  record Ending<T extends @Nullable Object>(
      boolean finished, @Nullable T result, @Nullable Throwable failure, Duration elapsed) {}

  /**
   * What was recorded of threads.
   *
   * @param started by the task, in the order of their starts
   * @param workers all that did something, also those that were there before
   * @param mostAtOnce of the started ones
   */
  record Threads(List<SeenThread> started, List<SeenThread> workers, int mostAtOnce) {}

  Observed(Ending<T> ending, Threads threads, List<ProcessHandle> processes) {
    this.ending = ending;
    this.threads = threads;
    this.processes = processes;
  }

  /** What it returned. If it threw or ran out of time, the check ends here and says that. */
  // What a finished task returned is a T, null included if T includes it.
  @SuppressWarnings("NullAway")
  public T result() {
    if (!ending.finished()) {
      throw CheckEnded.outOfTime(
          "Your code was still running after "
              + ending.elapsed().toSeconds()
              + " s, so it was stopped.");
    }
    if (ending.failure() != null) {
      throw CheckEnded.threw(ending.failure());
    }
    return ending.result();
  }

  /** What it threw, null if it returned or ran out of time. */
  public @Nullable Throwable failure() {
    return ending.failure();
  }

  /** False if the time ran out. */
  public boolean finished() {
    return ending.finished();
  }

  public Duration elapsed() {
    return ending.elapsed();
  }

  /** Added up over all its threads. */
  public Duration doing() {
    return sum(SeenThread::doing);
  }

  /** For time to pass or something outside, added up over all its threads. */
  public Duration waiting() {
    return sum(SeenThread::waiting);
  }

  /** Per cent of doing and waiting, 0 to 100. */
  public double waitingShare() {
    double waiting = waiting().toNanos();
    double both = waiting + doing().toNanos();
    return both == 0 ? 0 : 100 * waiting / both;
  }

  /** The threads that it started, in the order of their starts. */
  public List<SeenThread> threads() {
    return threads.started();
  }

  /** Those of its threads that went on when it had returned. */
  public List<SeenThread> alive() {
    return threads.started().stream().filter(SeenThread::alive).toList();
  }

  /** Every thread that did something for it, also the one that called it and those of a pool. */
  public List<SeenThread> workers() {
    return threads.workers();
  }

  /** How many of its threads were at work or waiting at the busiest moment. */
  public int mostAtOnce() {
    return threads.mostAtOnce();
  }

  /** Programs that it started and that still run. */
  public List<ProcessHandle> processes() {
    return processes;
  }

  private Duration sum(Function<SeenThread, Duration> part) {
    return threads.workers().stream().map(part).reduce(Duration.ZERO, Duration::plus);
  }
}
