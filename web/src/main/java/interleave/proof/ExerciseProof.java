package interleave.proof;

import interleave.catalog.HiddenCheck;
import interleave.catalog.Lesson;
import interleave.catalog.Lesson.Part;
import interleave.catalog.Lesson.Role;
import interleave.catalog.Mistake;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Outcome;
import interleave.notebook.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Gives every answer that an author wrote to an exercise's check, the solution last: it stays. */
final class ExerciseProof {
  private final Lesson lesson;
  private final Part exercise;
  private final Stage stage;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Mistake> notes = new ArrayList<>();
  private final List<String> proved = new ArrayList<>();
  private int answers;

  ExerciseProof(Lesson lesson, Part exercise, Stage stage) {
    this.lesson = lesson;
    this.exercise = exercise;
    this.stage = stage;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  List<Mistake> notes() {
    return notes;
  }

  int answers() {
    return answers;
  }

  /** What became of one answer: the name of the check that failed, or of the ending. */
  record Judged(String end, String message) {}

  void run() {
    var check = HiddenCheck.of(lesson, id());
    if (check.isEmpty()) {
      return; // the reader has said so
    }
    fails(check.get(), exercise, exercise.cell().source(), "the starter");
    for (var wrong : lesson.about(id(), Role.WRONG)) {
      fails(check.get(), wrong, java(wrong), "this wrong answer");
    }
    for (var right : lesson.about(id(), Role.RIGHT)) {
      passes(check.get(), right, "this right answer");
    }
    for (var solution : lesson.about(id(), Role.SOLUTION)) {
      passes(check.get(), solution, "the solution");
    }
    for (var name : check.get().names()) {
      if (!proved.contains(name)) {
        notes.add(
            at(check.get().part(), "no answer fails '" + name + "' first: nothing proves it"));
      }
    }
  }

  private CellId id() {
    return exercise.cell().id();
  }

  private static String java(Part part) {
    return HiddenCheck.java(part).orElse("");
  }

  private void fails(HiddenCheck check, Part answer, String source, String what) {
    var expected = answer.fails().orElse("");
    var judged = judge(check, source);
    if (judged.end().isEmpty()) {
      mistakes.add(at(answer, what + " passed every check"));
    } else if (judged.end().equals(expected)) {
      proved.add(expected);
    } else {
      mistakes.add(
          at(
              answer,
              what
                  + " was to fail '"
                  + expected
                  + "', but failed '"
                  + judged.end()
                  + "': "
                  + judged.message()));
    }
  }

  private void passes(HiddenCheck check, Part answer, String what) {
    var judged = judge(check, java(answer));
    if (!judged.end().isEmpty()) {
      mistakes.add(at(answer, what + " failed '" + judged.end() + "': " + judged.message()));
    }
  }

  private Judged judge(HiddenCheck check, String source) {
    answers++;
    var own = stage.run(id(), source).outcome();
    if (!(own instanceof Outcome.Completed)) {
      return ended(own);
    }
    var missing = check.missing(source);
    if (missing.isPresent()) {
      return judged(missing.get());
    }
    var judged = judged(check.verdict(stage.run(check.cell(), check.source()).outcome()));
    stage.sweep();
    return judged;
  }

  static Judged ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> new Judged("", "");
      case Outcome.Rejected(var diagnostics) ->
          new Judged(
              "rejected", diagnostics.stream().findFirst().map(Diagnostic::message).orElse(""));
      case Outcome.Threw(var failure) ->
          new Judged("threw", failure.type() + ": " + failure.message());
      case Outcome.Stopped _ -> new Judged("stopped", "");
      case Outcome.WorkerLost(var reason) -> new Judged("lost", reason);
    };
  }

  private static Judged judged(Verdict verdict) {
    return switch (verdict.end()) {
      case PASSED -> new Judged("", "");
      case FAILED ->
          verdict.checks().stream()
              .filter(check -> check.status() == Verdict.Status.FAILED)
              .findFirst()
              .map(check -> new Judged(check.name(), check.message()))
              .orElse(new Judged("?", ""));
      case THREW -> new Judged("threw", verdict.message());
      case STOPPED -> new Judged("stopped", verdict.message());
      case REJECTED -> new Judged("rejected", verdict.message());
      case LOST -> new Judged("lost", verdict.message());
    };
  }

  private Mistake at(Part part, String message) {
    return new Mistake(lesson.id() + ".md", part.line(), message);
  }
}
