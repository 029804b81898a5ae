package interleave.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One finished run of a cell.
 *
 * @param notes what the reader should know although it is no mistake: warnings, and which variables
 *     Java had to reset; in the order of the places
 * @param outdated all cells that might show something else if they were run again now, each with
 *     the names that it uses and that were declared anew since it ran
 * @param compiling time spent in the compiler, which the cell's own time does not contain
 * @param running time from the first to the last statement, measured in the worker
 */
public record Run(
    Outcome outcome,
    List<Diagnostic> notes,
    Map<CellId, List<String>> outdated,
    Duration compiling,
    Duration running) {

  public Run {
    notes = List.copyOf(notes);
    outdated = Map.copyOf(outdated);
  }

  /** A run about which there is nothing more to say. */
  public Run(Outcome outcome, Duration compiling, Duration running) {
    this(outcome, List.of(), Map.of(), compiling, running);
  }
}
