package interleave.notebook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of the last run of a cell. */
public sealed interface RunState {

  /**
   * Has not run in this kernel.
   *
   * @param count the number of its last run in an earlier kernel, null if there was none
   */
  record Idle(@Nullable Integer count) implements RunState {
    public static final Idle NEVER = new Idle(null);
  }

  /** Waits for its turn; {@code place} counts from 1. */
  record Queued(int place) implements RunState {}

  /**
   * Has been started and has not ended.
   *
   * @param count the number of this run since the kernel started
   * @param waited from the reader's wish to the start: for other cells, for Java itself
   */
  record Running(int count, Instant since, Duration waited) implements RunState {}

  /** {@code elapsed} is the cell's own time, without the compiler's and without the wait. */
  record Ended(Ending ending, int count, Instant since, Duration waited, Duration elapsed)
      implements RunState {

    /** Without a wait. */
    public Ended(Ending ending, int count, Instant since, Duration elapsed) {
      this(ending, count, since, Duration.ZERO, elapsed);
    }
  }

  enum Ending {
    COMPLETED,
    REJECTED,
    THREW,
    STOPPED,
    LOST
  }

  /** The number of the last run, null if it has none yet. */
  default @Nullable Integer number() {
    return switch (this) {
      case Idle(var count) -> count;
      case Queued _ -> null;
      case Running(var count, _, _) -> count;
      case Ended(_, var count, _, _, _) -> count;
    };
  }
}
