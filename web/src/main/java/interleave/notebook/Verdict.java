package interleave.notebook;

import interleave.kernel.CellId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of an exercise found.
 *
 * @param message why it ended before the checks did; empty if it did not
 * @param cell where the learner's code failed, null if it did not
 * @param line in that cell, 0 if unknown
 */
public record Verdict(
    List<Check> checks, End end, String message, @Nullable CellId cell, int line) {

  public Verdict {
    checks = List.copyOf(checks);
  }

  public enum End {
    PASSED,
    /** One of the checks was false. */
    FAILED,
    /** The learner's code threw. */
    THREW,
    /** The learner's code ran out of time, or somebody stopped it. */
    STOPPED,
    /** The check and the learner's code do not fit: a method has another name, or is gone. */
    REJECTED,
    /** Java ended. */
    LOST
  }

  /**
   * One check.
   *
   * @param message the evidence; empty if there is nothing to say
   * @param machine for which machine the answer would be right, in Markdown; empty if unknown
   */
  public record Check(String name, Status status, String message, String machine) {}

  public enum Status {
    PASSED,
    FAILED,
    NOT_REACHED
  }

  public boolean passed() {
    return end == End.PASSED;
  }

  /** The check that failed, empty if none did. */
  public String firstFailure() {
    return checks.stream()
        .filter(check -> check.status() == Status.FAILED)
        .findFirst()
        .map(Check::name)
        .orElse("");
  }
}
