package interleave.catalog;

import interleave.notebook.Cell;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import interleave.notebook.Origin;
import java.util.List;
import java.util.Optional;

/**
 * One lesson as its author wrote it.
 *
 * @param id name of its file without the ending, for ever
 * @param number its place in the course
 * @param description one line for the list
 * @param steps how many {@code ##} headings it has
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

  public Lesson {
    parts = List.copyOf(parts);
  }

  /**
   * A cell and what it is for.
   *
   * @param about the id of the cell that it belongs to, empty if it stands for itself
   * @param line where it begins in the file
   */
  public record Part(Role role, Optional<String> about, int line, Cell cell) {}

  public enum Role {
    ORDINARY,
    PREDICT,
    EXERCISE,
    CHECK,
    HINT,
    SOLUTION,
    WRONG;

    /** Check, hints and answers stay on the server until the reader is entitled to them. */
    boolean staysOnServer() {
      return switch (this) {
        case ORDINARY, PREDICT, EXERCISE -> false;
        case CHECK, HINT, SOLUTION, WRONG -> true;
      };
    }
  }

  /** What a learner who opens it gets. */
  public Notebook copy() {
    var cells =
        parts.stream().filter(part -> !part.role().staysOnServer()).map(Part::cell).toList();
    return Notebook.of(id, title, Optional.of(new Origin(id, revision)), cells, Foreign.NONE);
  }
}
