package interleave.session;

import interleave.catalog.HiddenCheck;
import interleave.catalog.Lesson;
import interleave.catalog.Lesson.Role;
import interleave.catalog.LessonException;
import interleave.catalog.Lessons;
import interleave.catalog.Measurements;
import interleave.catalog.UnreadableException;
import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Notebook;
import interleave.notebook.Operation.ByKernel.CheckFinished;
import interleave.notebook.Operation.ByLesson;
import interleave.notebook.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Knows what the lesson of a notebook keeps back: checks, hints, solutions. The lesson is read anew
 * each time, so an author who edits it is answered by what stands there now.
 */
final class Tutor {
  private static final Verdict GONE =
      new Verdict(
          List.of(),
          Verdict.End.REJECTED,
          "The lesson of this notebook is not here any more, so nothing can check it.",
          null,
          0);

  private final Lessons lessons;

  Tutor(Lessons lessons) {
    this.lessons = lessons;
  }

  private Optional<Lesson> lesson(Notebook notebook) {
    return notebook.origin().flatMap(origin -> lessons.readable(origin.lesson()));
  }

  /** Runs the hidden check of an exercise and says what it found. */
  CheckFinished check(
      Notebook notebook,
      CellId exercise,
      String source,
      int kernel,
      Function<HiddenCheck, Run> run) {
    var check = lesson(notebook).flatMap(lesson -> HiddenCheck.of(lesson, exercise));
    if (check.isEmpty()) {
      var none = new Run(new Outcome.Completed(null), Duration.ZERO, Duration.ZERO);
      return new CheckFinished(kernel, exercise, GONE, none);
    }
    var missing = check.get().missing(source);
    if (missing.isPresent()) {
      var none = new Run(new Outcome.Completed(null), Duration.ZERO, Duration.ZERO);
      return new CheckFinished(kernel, exercise, missing.get(), none);
    }
    var ran = run.apply(check.get());
    return new CheckFinished(kernel, exercise, check.get().verdict(ran.outcome()), ran);
  }

  /** The hint of that number, from 1; 0 for the solution. Empty if the lesson has none. */
  Optional<ByLesson> reveal(Notebook notebook, CellId exercise, int hint) {
    var role = hint == 0 ? Role.SOLUTION : Role.HINT;
    return lesson(notebook)
        .map(lesson -> lesson.about(exercise, role))
        .flatMap(parts -> parts.stream().skip(Math.max(0, hint - 1)).findFirst())
        .map(part -> (MarkdownCell) part.cell())
        .map(text -> new ByLesson.Revealed(exercise, hint, text));
  }

  /** What the last run of a cell says to the predictions about it. */
  List<ByLesson> measure(Notebook notebook, CellId cell) {
    return notebook
        .cell(cell)
        .filter(CodeCell.class::isInstance)
        .map(found -> Measurements.of((CodeCell) found))
        .map(measured ->
            notebook.study().predictions().entrySet().stream()
                .filter(entry -> entry.getValue().about().equals(cell))
                .<ByLesson>map(
                    entry -> new ByLesson.Measured(entry.getKey(), measured.of(entry.getValue())))
                .toList())
        .orElse(List.of());
  }

  Optional<ByLesson> fetch(Notebook notebook) {
    return lesson(notebook).map(lesson -> new ByLesson.Fetched(lesson.copy()));
  }

  /** What is wrong with the lesson as it stands, for its author; empty if nothing is. */
  Optional<String> mistakes(Notebook notebook) {
    try {
      var ignored = notebook.origin().flatMap(origin -> lessons.find(origin.lesson()));
      return Optional.empty();
    } catch (LessonException | UnreadableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
