package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of a lesson, and what of it is done.
 *
 * @param first its first cell
 * @param cells all of its cells, the reader's own as well
 * @param todos what it asks of a reader, in order
 */
public record Section(
    CellId first, String title, boolean done, List<CellId> cells, List<Todo> todos) {

  public Section {
    cells = List.copyOf(cells);
    todos = List.copyOf(todos);
  }

  /** Something that a step asks for. */
  public record Todo(Kind kind, CellId cell, boolean done) {}

  public enum Kind {
    PREDICT,
    RUN,
    CHECK
  }

  /** The steps of a lesson, in order; none if the notebook is no lesson. */
  static List<Section> of(Optional<Origin> origin, List<Cell> cells, Study study) {
    if (origin.isEmpty() || cells.isEmpty()) {
      return List.of();
    }
    var sections = new ArrayList<Section>();
    var part = new ArrayList<Cell>();
    for (var cell : cells) {
      if (beginsStep(cell) && !part.isEmpty()) {
        sections.add(of(part, study));
        part.clear();
      }
      part.add(cell);
    }
    sections.add(of(part, study));
    return sections;
  }

  static boolean beginsStep(Cell cell) {
    return cell instanceof MarkdownCell && cell.source().startsWith("## ");
  }

  private static Section of(List<Cell> cells, Study study) {
    var todos = new ArrayList<Todo>();
    for (var cell : cells) {
      var prediction = study.predictions().get(cell.id());
      if (prediction != null) {
        todos.add(new Todo(Kind.PREDICT, cell.id(), prediction.isSettled()));
      }
      var exercise = study.exercises().get(cell.id());
      if (exercise != null) {
        todos.add(new Todo(Kind.CHECK, cell.id(), exercise.passed() != null));
      } else if (cell instanceof CodeCell code && study.originals().containsKey(cell.id())) {
        // A count from an earlier day is enough: nobody has to run again what they have seen.
        todos.add(new Todo(Kind.RUN, cell.id(), code.run().number() != null));
      }
    }
    var first = cells.getFirst();
    boolean done =
        todos.isEmpty() ? study.seen().contains(first.id()) : todos.stream().allMatch(Todo::done);
    return new Section(
        first.id(), title(first), done, cells.stream().map(Cell::id).toList(), todos);
  }

  private static String title(Cell first) {
    return first
        .source()
        .lines()
        .filter(line -> line.startsWith("#"))
        .findFirst()
        .map(line -> line.replaceFirst("^#+\\s*", "").strip())
        .orElse("Start");
  }
}
