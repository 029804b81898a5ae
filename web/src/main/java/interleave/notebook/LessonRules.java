package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Operation.ByLesson;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Study.Undo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What follows from what a reader does with a lesson, and from what the lesson says to it. */
final class LessonRules {
  private final Draft draft;

  LessonRules(Draft draft) {
    this.draft = draft;
  }

  void apply(ByReader operation) {
    switch (operation) {
      case ByReader.Predict(var cell, var answer) -> predict(cell, answer);
      case ByReader.CheckExercise(var cell, var source) -> check(cell, source);
      case ByReader.OpenHint(var cell) -> openHint(cell);
      case ByReader.OpenSolution(var cell) -> openSolution(cell);
      case ByReader.GoToStep(var step) -> goTo(step);
      case ByReader.ShowAs(var view) -> draft.study(draft.study().shownAs(view));
      case ByReader.ResetCell(var cell) -> reset("The cell", List.of(cell));
      case ByReader.ResetStep(var step) ->
          Section.of(draft.origin(), draft.cells(), draft.study()).stream()
              .filter(section -> section.first().equals(step))
              .findFirst()
              .ifPresent(section -> reset("The step", section.cells()));
      case ByReader.UndoReset _ -> undo();
      case ByReader.RenewLesson _ -> {
        if (draft.study().updated()) {
          draft.effect(new Effect.FetchLesson());
        }
      }
      default -> throw new IllegalArgumentException("not about a lesson: " + operation);
    }
  }

  void apply(ByLesson operation) {
    switch (operation) {
      case ByLesson.Revealed(var exercise, var hint, var text) -> reveal(exercise, hint, text);
      case ByLesson.Measured(var cell, var value) -> {
        var prediction = draft.study().predictions().get(cell);
        if (prediction != null) {
          draft.study(draft.study().with(cell, prediction.with(value)));
        }
      }
      case ByLesson.Fetched(var copy) -> new Renewing(draft).with(copy);
    }
  }

  private void predict(CellId cell, List<String> answer) {
    var prediction = draft.study().predictions().get(cell);
    // Another tab may have answered; the first guess counts, as it was made first.
    if (prediction != null && !prediction.isSettled() && prediction.admits(answer)) {
      draft.study(draft.study().with(cell, prediction.answered(answer)));
    }
  }

  private void check(CellId cell, String source) {
    var exercise = draft.study().exercises().get(cell);
    if (exercise == null || draft.code(cell).isEmpty()) {
      return;
    }
    draft.study(draft.study().with(cell, exercise.tried()));
    draft.runs(
        draft.runs().add(cell, source, draft.at()).add(Study.checkOf(cell), source, draft.at()));
    new Kernels(draft).runNext();
  }

  private void openHint(CellId cell) {
    var exercise = draft.study().exercises().get(cell);
    if (exercise != null && exercise.hints() < exercise.rungs()) {
      draft.effect(new Effect.Reveal(cell, exercise.hints() + 1));
    }
  }

  private void openSolution(CellId cell) {
    var exercise = draft.study().exercises().get(cell);
    if (exercise != null && !exercise.solution() && exercise.mayOpenSolution()) {
      draft.effect(new Effect.Reveal(cell, 0));
    }
  }

  private void reveal(CellId id, int hint, MarkdownCell text) {
    var exercise = draft.study().exercises().get(id);
    // Two tabs may have asked for the same.
    if (exercise == null || (hint > 0 ? hint <= exercise.hints() : exercise.solution())) {
      return;
    }
    if (draft.cell(text.id()).isEmpty()) {
      draft.insert(placeBelow(id), text);
    }
    draft.study(
        draft.study().with(id, hint > 0 ? exercise.withHints(hint) : exercise.withSolution()));
  }

  /** Below the exercise and what was revealed of it before. */
  private int placeBelow(CellId exercise) {
    var cells = draft.cells();
    int place = cells.size();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).id().equals(exercise)) {
        place = i + 1;
      } else if (i == place && isRevealed(cells.get(i).id(), exercise)) {
        place = i + 1;
      }
    }
    return place;
  }

  private static boolean isRevealed(CellId cell, CellId exercise) {
    return cell.value().startsWith(exercise.value() + "-hint-")
        || cell.value().equals(exercise.value() + "-solution");
  }

  private void goTo(CellId step) {
    if (draft.cell(step).isPresent()) {
      draft.study(draft.study().at(step));
    }
  }

  private void reset(String what, List<CellId> ids) {
    var study = draft.study();
    var touched = ids.stream().filter(id -> study.originals().containsKey(id)).toList();
    var before = touched.stream().flatMap(id -> draft.cell(id).stream()).toList();
    if (before.isEmpty()) {
      return;
    }
    var predictions = new LinkedHashMap<>(study.predictions());
    var exercises = new LinkedHashMap<>(study.exercises());
    for (var cell : before) {
      predictions.computeIfPresent(cell.id(), (_, prediction) -> prediction.reset());
      exercises.computeIfPresent(cell.id(), (_, exercise) -> exercise.reset());
      var original = study.originals().get(cell.id());
      if (original != null && !original.equals(cell.source())) {
        draft.source(cell, original, "");
      }
      if (draft
          .code(cell.id())
          .map(CodeCell::run)
          .filter(RunState.Ended.class::isInstance)
          .isPresent()) {
        draft.clearOutputs(cell.id());
      }
    }
    var undo = new Undo(what, before, study.predictions(), study.exercises());
    draft.study(study.with(predictions, exercises).with(undo));
  }

  private void undo() {
    var undo = draft.study().undo();
    if (undo == null) {
      return;
    }
    for (var before : undo.cells()) {
      draft
          .cell(before.id())
          .ifPresent(now -> {
            if (!now.source().equals(before.source())) {
              draft.source(now, before.source(), "");
            }
          });
      if (before instanceof CodeCell code
          && draft.code(code.id()).map(CodeCell::outputs).filter(List::isEmpty).isPresent()) {
        new ArrayList<>(code.outputs()).forEach(output -> draft.addOutput(code.id(), output));
      }
    }
    draft.study(draft.study().with(undo.predictions(), undo.exercises()).with((Undo) null));
  }
}
