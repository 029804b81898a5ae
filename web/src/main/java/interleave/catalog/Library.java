package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import interleave.notebook.Section;
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
    return Notebook.of(
        name, Notebook.titleOf(name), Optional.empty(), List.of(first), Foreign.NONE);
  }

  /**
   * What there is to open by that name, without beginning to watch its file.
   *
   * @throws UnreadableException if there is nothing, or it cannot be read
   * @throws LessonException if it is a lesson with mistakes in it
   */
  public Notebook look(String name) {
    if (workspace.has(name)) {
      return withLesson(workspace.onDisk(name));
    }
    return lessons
        .find(name)
        .map(Lesson::copy)
        .orElseThrow(() -> new UnreadableException("There is no notebook “" + name + "”.", null));
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

  /**
   * How far a reader is with a lesson.
   *
   * @param done steps, of so many
   * @param at the title of the step that was shown last, empty if none was
   * @param updated the lesson has changed since the reader began
   */
  public record Progress(int done, int steps, String at, boolean updated) {}

  /** Empty if the reader has not begun. */
  public Optional<Progress> progress(String lesson) {
    return workspace
        .glance(lesson)
        .map(this::withLesson)
        .map(notebook -> {
          var sections = notebook.studyView().sections();
          var study = notebook.study();
          var at =
              sections.stream()
                  .filter(section -> section.first().equals(study.place()))
                  .findFirst()
                  .map(Section::title)
                  .orElse("");
          int done = (int) sections.stream().filter(Section::done).count();
          return new Progress(done, sections.size(), at, study.updated());
        });
  }

  /** The workspace's notebooks that are not copies of a lesson by its name. */
  public List<Workspace.Entry> notebooks() {
    var ids = lessons.ids();
    return workspace.entries().stream().filter(entry -> !ids.contains(entry.name())).toList();
  }
}
