package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import java.util.List;
import java.util.Optional;

/** Everything that can be opened: the lessons, and the notebooks of the workspace. */
public record Library(Lessons lessons, Workspace workspace) {

  /**
   * The learner's file if there is one, else a fresh copy of the lesson of that name, else an empty
   * notebook. Writes nothing: a file begins with the first change.
   *
   * @throws UnreadableException if there is nothing that could be opened by that name
   * @throws LessonException if it is a lesson with mistakes in it
   */
  public Notebook open(String name) {
    if (workspace.has(name)) {
      return withLesson(workspace.load(name));
    }
    var lesson = lessons.find(name);
    if (lesson.isPresent()) {
      return lesson.get().copy();
    }
    if (name.matches("\\d\\d-.*")) {
      throw new UnreadableException(
          "no lesson '" + name + "'" + Names.suggestion(name, lessons.ids()), null);
    }
    var first = CodeCell.of(new CellId("start-1"), "");
    return Notebook.of(name, name, Optional.empty(), List.of(first), Foreign.NONE);
  }

  /** With what its lesson says now, and whether that has changed since. */
  private Notebook withLesson(Notebook notebook) {
    return notebook
        .origin()
        .flatMap(origin ->
            lessons
                .readable(origin.lesson())
                .map(lesson ->
                    notebook.with(
                        notebook
                            .study()
                            .of(lesson.study(), !lesson.revision().equals(origin.revision())))))
        .orElse(notebook);
  }

  /** The workspace's notebooks that are not copies of a lesson by its name. */
  public List<Workspace.Entry> notebooks() {
    var ids = lessons.ids();
    return workspace.entries().stream().filter(entry -> !ids.contains(entry.name())).toList();
  }
}
