package interleave.proof;

import interleave.catalog.Lesson;
import interleave.catalog.Lesson.Part;
import interleave.catalog.Lesson.Role;
import interleave.catalog.Measurements;
import interleave.catalog.Mistake;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.KernelFactory;
import interleave.kernel.Outcome;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Prediction;
import interleave.notebook.Prediction.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a lesson from top to bottom on a kernel of its own, as its best reader would: every cell,
 * and every answer to every exercise. Goes on after a mistake, so that an author learns of all.
 */
final class LessonProof {
  /** A value this far from a choice is still that choice. */
  private static final double NEAR = 1.5;

  /** A machine may be busy for once; a prediction that fails so often is wrong. */
  private static final int MOST_RUNS = 3;

  private final Lesson lesson;
  private final Stage stage;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Mistake> notes = new ArrayList<>();
  private int cells;
  private int answers;

  private LessonProof(Lesson lesson, Stage stage) {
    this.lesson = lesson;
    this.stage = stage;
  }

  static Proof of(Lesson lesson, KernelFactory kernels) {
    long start = System.nanoTime();
    try (var stage = new Stage(kernels)) {
      var proof = new LessonProof(lesson, stage);
      proof.run();
      proof.mistakes.sort(Comparator.comparingInt(Mistake::line));
      return new Proof(
          lesson.id(),
          proof.mistakes,
          proof.notes,
          proof.cells,
          proof.answers,
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private void run() {
    for (var part : lesson.parts()) {
      if (part.role() == Role.EXERCISE) {
        var proof = new ExerciseProof(lesson, part, stage);
        proof.run();
        mistakes.addAll(proof.mistakes());
        notes.addAll(proof.notes());
        answers += proof.answers();
      } else if (part.role() == Role.ORDINARY && part.cell() instanceof CodeCell code) {
        cells++;
        runCell(part, code);
      }
    }
  }

  private void runCell(Part part, CodeCell code) {
    if (part.fails().isPresent()) {
      runFailing(part, code, part.fails().get());
      return;
    }
    var asked = lesson.about(code.id(), Role.PREDICT);
    for (int run = 1; ; run++) {
      var ran = stage.run(code.id(), code.source());
      var complaint = complaint(part.sourceLine(), ran.outcome());
      if (complaint.isPresent()) {
        mistakes.add(complaint.get());
        return;
      }
      var wrong = unmet(asked, Measurements.of(ran.shown()), code);
      if (wrong.isEmpty() || run == MOST_RUNS) {
        mistakes.addAll(wrong);
        return;
      }
    }
  }

  private void runFailing(Part part, CodeCell code, String expected) {
    var outcome =
        expected.equals("stopped")
            ? stage.stopped(code.id(), code.source())
            : stage.run(code.id(), code.source()).outcome();
    var ended = ExerciseProof.ended(outcome).end();
    if (!ended.equals(expected)) {
      var found = ended.isEmpty() ? "ran to its end" : "was " + ended;
      mistake(part.line(), "this cell was to be " + expected + ", but " + found)
          .ifPresent(mistakes::add);
    }
  }

  /** What an author is told of a cell that does not run to its end. */
  private Optional<Mistake> complaint(int line, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> Optional.empty();
      case Outcome.Rejected(var diagnostics) -> {
        var first = diagnostics.stream().findFirst();
        yield mistake(
            line + first.map(Diagnostic::from).map(at -> at.line() - 1).orElse(0),
            "this does not compile: " + first.map(Diagnostic::message).orElse("?"));
      }
      case Outcome.Threw(var failure) ->
          mistake(line + lineOf(failure), "this throws " + failure.type() + said(failure));
      case Outcome.Stopped _ -> mistake(line, "this was still running after a minute");
      case Outcome.WorkerLost(var reason) -> mistake(line, "this ends Java: " + reason);
    };
  }

  private static int lineOf(Failure failure) {
    return failure.frames().stream()
        .filter(frame -> frame.cell() != null)
        .findFirst()
        .map(frame -> Math.max(0, frame.line() - 1))
        .orElse(0);
  }

  private static String said(Failure failure) {
    return failure.message() == null ? "" : ": " + failure.message();
  }

  private Optional<Mistake> mistake(int line, String message) {
    return Optional.of(new Mistake(lesson.id() + ".md", line, message));
  }

  private List<Mistake> unmet(List<Part> asked, Measurements measured, CodeCell code) {
    return asked.stream()
        .flatMap(part ->
            part.asked().stream()
                .flatMap(question -> unmet(question, measured, code).stream())
                .map(message -> new Mistake(lesson.id() + ".md", part.line(), message)))
        .toList();
  }

  private static Optional<String> unmet(Prediction question, Measurements measured, CodeCell code) {
    var found = measured.of(question);
    if (found.isEmpty()) {
      var what =
          question.scale() instanceof Scale.Ranking(var items)
              ? String.join("', '", items)
              : question.measured();
      return Optional.of(
          "no measurement '"
              + what
              + "' in cell '"
              + code.id()
              + "' (it has: "
              + measured.values().keySet().stream().sorted().collect(Collectors.joining(", "))
              + ")");
    }
    var value = found.getFirst();
    return switch (question.scale()) {
      case Scale.Range(var low, var high, _) -> {
        var number = number(value);
        yield number.isPresent() && low <= number.get() && number.get() <= high
            ? Optional.empty()
            : Optional.of("it measured " + value + ", outside the range " + low + " to " + high);
      }
      case Scale.Choices choices when choices.areNumbers() -> {
        long near = choices.choices().stream().filter(choice -> isNear(choice, value)).count();
        yield near == 1
            ? Optional.empty()
            : Optional.of(
                "it measured "
                    + value
                    + ", within a factor of 1.5 of "
                    + (near == 0 ? "no choice" : near + " choices"));
      }
      case Scale.Choices(var choices, _) ->
          choices.contains(value)
              ? Optional.empty()
              : Optional.of("it measured '" + value + "', which is no choice");
      case Scale.Ranking _ -> Optional.empty();
    };
  }

  private static boolean isNear(String choice, String value) {
    double one = number(choice).orElse(0.0);
    double other = number(value).orElse(0.0);
    // Zero is near to zero alone, as a count is.
    return one == other || (one > 0 && other > 0 && Math.max(one / other, other / one) <= NEAR);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
