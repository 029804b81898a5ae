package interleave.notebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader is with an exercise.
 *
 * @param rungs how many hints there are; 0 if the lesson is gone
 * @param attempts how often it was checked
 * @param hints how many are open
 * @param solution it is open
 * @param passed when all checks passed for the first time, null if they never did
 * @param last what the last check found, null if there was none since the notebook was opened
 */
public record Exercise(
    int rungs,
    int attempts,
    int hints,
    boolean solution,
    @Nullable Instant passed,
    @Nullable Verdict last) {

  public static Exercise begun(int rungs) {
    return new Exercise(rungs, 0, 0, false, null, null);
  }

  /** After success, or after the last hint and a try. */
  public boolean mayOpenSolution() {
    return passed != null || (hints >= rungs && attempts > 0);
  }

  Exercise tried() {
    return new Exercise(rungs, attempts + 1, hints, solution, passed, null);
  }

  Exercise judged(Verdict verdict, Instant at) {
    var since = passed == null && verdict.passed() ? at : passed;
    return new Exercise(rungs, attempts, hints, solution, since, verdict);
  }

  Exercise withHints(int open) {
    return new Exercise(rungs, attempts, open, solution, passed, last);
  }

  Exercise withSolution() {
    return new Exercise(rungs, attempts, hints, true, passed, last);
  }

  /** What lies in the lesson, whatever the file said. */
  public Exercise withRungs(int number) {
    return new Exercise(number, attempts, hints, solution, passed, last);
  }

  /** Before the first try; what was opened stays open. */
  Exercise reset() {
    return new Exercise(rungs, 0, hints, solution, null, null);
  }
}
