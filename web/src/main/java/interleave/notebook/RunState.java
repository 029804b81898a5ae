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

  /** {@code count} is the number of this run since the kernel started. */
  record Running(int count, Instant since) implements RunState {}

  /** {@code elapsed} is the cell's own time, without the compiler's. */
  record Ended(Ending ending, int count, Instant since, Duration elapsed) implements RunState {}

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
      case Running(var count, _) -> count;
      case Ended(_, var count, _, _) -> count;
    };
  }
}
