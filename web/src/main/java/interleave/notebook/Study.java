package interleave.notebook;

import interleave.kernel.CellId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has done with a lesson, beside running its cells.
 *
 * @param predictions by the cell that asks
 * @param exercises by the cell with the starter
 * @param originals what the lesson has in each cell of a copy, for a reader who wants to start over
 * @param copied what it had there when the copy was made, empty where that is not known any more
 *     because the reader has changed it since
 * @param place the first cell of the step that is shown, null before the first
 * @param view one step at a time, or the whole page
 * @param seen first cells of the steps that were shown
 * @param updated the lesson has changed since the copy was made
 * @param undo what the last reset has taken away, null if nothing
 */
public record Study(
    Map<CellId, Prediction> predictions,
    Map<CellId, Exercise> exercises,
    Map<CellId, String> originals,
    Map<CellId, Optional<String>> copied,
    @Nullable CellId place,
    View view,
    Set<CellId> seen,
    boolean updated,
    @Nullable Undo undo) {

  public static final Study NONE =
      new Study(Map.of(), Map.of(), Map.of(), Map.of(), null, View.STEPS, Set.of(), false, null);

  public enum View {
    STEPS,
    PAGE
  }

  /**
   * What there was before a reset.
   *
   * @param what in words: "The cell", "The step"
   */
  public record Undo(
      String what,
      List<Cell> cells,
      Map<CellId, Prediction> predictions,
      Map<CellId, Exercise> exercises) {}

  public Study {
    predictions = new LinkedHashMap<>(predictions);
    exercises = new LinkedHashMap<>(exercises);
    originals = Map.copyOf(originals);
    copied = Map.copyOf(copied);
    seen = Set.copyOf(seen);
  }

  private static final String CHECK = "-check";

  /** The name under which an exercise's hidden check runs; no cell of the notebook has it. */
  public static CellId checkOf(CellId exercise) {
    return new CellId(exercise.value() + CHECK);
  }

  /** The exercise whose hidden check runs under this name. */
  Optional<CellId> exerciseOf(CellId check) {
    return exercises.keySet().stream().filter(id -> checkOf(id).equals(check)).findFirst();
  }

  /** Whether a question about this cell waits for an answer. */
  public boolean locks(CellId cell) {
    return predictions.values().stream()
        .anyMatch(prediction -> prediction.about().equals(cell) && !prediction.isSettled());
  }

  Study with(CellId cell, Prediction prediction) {
    var next = new LinkedHashMap<>(predictions);
    next.put(cell, prediction);
    return new Study(next, exercises, originals, copied, place, view, seen, updated, undo);
  }

  Study with(CellId cell, Exercise exercise) {
    var next = new LinkedHashMap<>(exercises);
    next.put(cell, exercise);
    return new Study(predictions, next, originals, copied, place, view, seen, updated, undo);
  }

  /** The reader is at this step. */
  Study at(CellId step) {
    var next = new LinkedHashSet<>(seen);
    next.add(step);
    return new Study(predictions, exercises, originals, copied, step, view, next, updated, undo);
  }

  Study shownAs(View next) {
    return new Study(predictions, exercises, originals, copied, place, next, seen, updated, undo);
  }

  Study with(@Nullable Undo next) {
    return new Study(predictions, exercises, originals, copied, place, view, seen, updated, next);
  }

  Study with(Map<CellId, Prediction> answers, Map<CellId, Exercise> tries) {
    return new Study(answers, tries, originals, copied, place, view, seen, updated, undo);
  }

  /** As the lesson was copied now. */
  Study copiedAs(Map<CellId, Optional<String>> now) {
    return new Study(predictions, exercises, originals, now, place, view, seen, updated, undo);
  }

  /** What the lesson says now, with what the reader has done before. */
  public Study of(Study lesson, boolean changed) {
    var answers = new LinkedHashMap<>(lesson.predictions());
    answers.replaceAll((id, asked) -> {
      var given = predictions.get(id);
      return given == null || !given.scale().equals(asked.scale())
          ? asked
          : new Prediction(
              asked.about(),
              asked.measured(),
              asked.scale(),
              given.answer(),
              given.skipped(),
              given.result());
    });
    var tries = new LinkedHashMap<>(lesson.exercises());
    tries.replaceAll((id, begun) -> {
      var tried = exercises.get(id);
      return tried == null ? begun : tried.withRungs(begun.rungs());
    });
    return new Study(
        answers,
        tries,
        lesson.originals(),
        copied.isEmpty() && !changed ? lesson.copied() : copied,
        place,
        view,
        seen,
        changed,
        null);
  }
}
