package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Exercise;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import interleave.notebook.Origin;
import interleave.notebook.Prediction;
import interleave.notebook.Study;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One lesson as its author wrote it.
 *
 * @param id name of its file without the ending, for ever
 * @param number its place in the course
 * @param description one line for the list
 * @param steps its beginning, and one for each {@code ##} heading
 * @param revision hash of the file
 * @param parts every cell in order, also those that stay on the server
 */
public record Lesson(
    String id,
    int number,
    String title,
    String description,
    int minutes,
    int steps,
    String revision,
    List<Part> parts) {

  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

  public Lesson {
    parts = List.copyOf(parts);
  }

  /**
   * A cell and what it is for.
   *
   * @param about the id of the cell that it belongs to, empty if it stands for itself
   * @param fails the check that a starter or a wrong answer fails first
   * @param asked what it asks, if it is a prediction
   * @param line where it begins in the file
   * @param sourceLine where its text begins in the file
   */
  public record Part(
      Role role,
      Optional<String> about,
      Optional<String> fails,
      Optional<Prediction> asked,
      int line,
      int sourceLine,
      Cell cell) {}

  public enum Role {
    ORDINARY,
    PREDICT,
    EXERCISE,
    CHECK,
    HINT,
    SOLUTION,
    /** Another right answer, for the proof alone. */
    RIGHT,
    WRONG;

    /** Check, hints and answers stay on the server until the reader is entitled to them. */
    boolean staysOnServer() {
      return switch (this) {
        case ORDINARY, PREDICT, EXERCISE -> false;
        case CHECK, HINT, SOLUTION, RIGHT, WRONG -> true;
      };
    }
  }

  public Optional<Part> part(CellId cell) {
    return parts.stream().filter(part -> part.cell().id().equals(cell)).findFirst();
  }

  /** What belongs to a cell in that role, in the order of the file. */
  public List<Part> about(CellId cell, Role role) {
    return parts.stream()
        .filter(part -> part.role() == role && part.about().equals(Optional.of(cell.value())))
        .toList();
  }

  /** The types that its cells declare. */
  Set<String> ownTypes() {
    return parts.stream()
        .map(Part::cell)
        .filter(CodeCell.class::isInstance)
        .flatMap(cell -> TYPE.matcher(cell.source()).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** What a learner who opens it gets. */
  public Notebook copy() {
    var cells = shown();
    return Notebook.of(id, title, Optional.of(new Origin(id, revision)), cells, Foreign.NONE)
        .with(study());
  }

  private List<Cell> shown() {
    return parts.stream().filter(part -> !part.role().staysOnServer()).map(Part::cell).toList();
  }

  /** What it asks of a reader who has done nothing yet. */
  Study study() {
    var predictions = new LinkedHashMap<CellId, Prediction>();
    var exercises = new LinkedHashMap<CellId, Exercise>();
    for (var part : parts) {
      part.asked().ifPresent(asked -> predictions.put(part.cell().id(), asked));
      if (part.role() == Role.EXERCISE) {
        int rungs = about(part.cell().id(), Role.HINT).size();
        exercises.put(part.cell().id(), Exercise.begun(rungs));
      }
    }
    Map<CellId, String> originals =
        shown().stream().collect(Collectors.toMap(Cell::id, Cell::source));
    var copied = new LinkedHashMap<CellId, Optional<String>>();
    originals.forEach((cell, source) -> copied.put(cell, Optional.of(source)));
    return new Study(
        predictions, exercises, originals, copied, null, Study.View.STEPS, Set.of(), false, null);
  }
}
