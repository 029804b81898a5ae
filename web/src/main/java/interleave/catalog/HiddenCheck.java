package interleave.catalog;

import interleave.catalog.Lesson.Part;
import interleave.catalog.Lesson.Role;
import interleave.check.Verdict;
import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.notebook.Study;
import interleave.notebook.Verdict.Check;
import interleave.notebook.Verdict.End;
import interleave.notebook.Verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The check of an exercise: what runs in the reader's kernel, and what its answer means. The text
 * never leaves the server except to be compiled.
 */
public final class HiddenCheck {
  /**
   * On the line of the check's first, so that lines stay what they are. No annotation and no
   * import: a reader may have a type of any name.
   */
  private static final String BEFORE =
      "new interleave.check.Checks() { protected void hiddenCheck() throws java.lang.Throwable { ";

  private static final String AFTER = "\n}}.verdict()";

  private static final Pattern NAME = Pattern.compile("\\bcheck\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A method that begins a line, or a type. */
  private static final Pattern DECLARED =
      Pattern.compile(
          "(?m)^[\\w<][\\w<>\\[\\], .?]*\\s(\\w+)\\s*\\(|\\b(?:class|record|interface|enum)\\s+(\\w+)");

  private final Lesson lesson;
  private final Part exercise;
  private final Part check;

  private HiddenCheck(Lesson lesson, Part exercise, Part check) {
    this.lesson = lesson;
    this.exercise = exercise;
    this.check = check;
  }

  /** Empty if the lesson has no such exercise. */
  public static Optional<HiddenCheck> of(Lesson lesson, CellId exercise) {
    return lesson
        .part(exercise)
        .filter(part -> part.role() == Role.EXERCISE)
        .flatMap(part ->
            lesson.about(exercise, Role.CHECK).stream()
                .findFirst()
                .map(check -> new HiddenCheck(lesson, part, check)));
  }

  /** The name of the cell under which it runs. */
  public CellId cell() {
    return Study.checkOf(exercise.cell().id());
  }

  public Part part() {
    return check;
  }

  /** What is to be run. */
  public String source() {
    return BEFORE + QualifiedNames.in(check.cell().source(), lesson.ownTypes()) + AFTER;
  }

  /** The names of its checks, in order. */
  public List<String> names() {
    return names(check.cell().source());
  }

  static List<String> names(String source) {
    return NAME.matcher(source).results().map(found -> found.group(1)).distinct().toList();
  }

  /**
   * The verdict on a cell that does not declare what the check calls; empty if it does. Java would
   * find what an earlier run of the cell has declared, and the check would judge that.
   */
  public Optional<interleave.notebook.Verdict> missing(String source) {
    return DECLARED
        .matcher(exercise.cell().source())
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(name -> mentions(check.cell().source(), name) && !mentions(source, name))
        .findFirst()
        .map(name ->
            ended(
                End.REJECTED,
                "There is no "
                    + name
                    + " in the cell any more, and the check calls it."
                    + " Keep the name, the parameters and the result that the task gives."));
  }

  private static boolean mentions(String source, String name) {
    return Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(source).find();
  }

  /** The Java of a solution or another answer. */
  public static Optional<String> java(Part answer) {
    return LessonCode.java(answer.cell().source());
  }

  /** What the run says, with nothing in it of the check's text. */
  public interleave.notebook.Verdict verdict(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed(var value)
          when value != null && value.forms().containsKey(Verdict.TYPE) ->
          verdict(FileJson.tree(value.forms().getOrDefault(Verdict.TYPE, "")));
      case Outcome.Completed _ -> ended(End.REJECTED, "The check gave no answer. Check again.");
      case Outcome.Rejected(var diagnostics) ->
          ended(
              End.REJECTED,
              "The check could not call your code"
                  + diagnostics.stream()
                      .findFirst()
                      .map(first -> ": " + first.message() + ". ")
                      .orElse(". ")
                  + "Keep the name, the parameters and the result that the task gives.");
      case Outcome.Threw(var failure) ->
          ended(
              End.THREW,
              failure.type() + (failure.message() == null ? "" : ": " + failure.message()));
      case Outcome.Stopped _ -> ended(End.STOPPED, "The check was stopped before its end.");
      case Outcome.WorkerLost(var reason) -> ended(End.LOST, reason);
    };
  }

  private interleave.notebook.Verdict ended(End end, String message) {
    return new interleave.notebook.Verdict(rest(List.of()), end, message, null, 0);
  }

  private interleave.notebook.Verdict verdict(JsonNode facts) {
    var checks = new ArrayList<Check>();
    for (var one : facts.path("checks")) {
      var name = one.path("name").asString("");
      boolean passed = one.path("passed").asBoolean(false);
      checks.add(
          new Check(
              name,
              passed ? Status.PASSED : Status.FAILED,
              one.path("message").asString(""),
              passed ? "" : machine(name)));
    }
    var end = end(facts.path("end").asString(""));
    if (end != End.PASSED) {
      checks.addAll(rest(checks));
    }
    var place = place(facts.path("frames"));
    return new interleave.notebook.Verdict(
        checks,
        end,
        end == End.FAILED ? "" : facts.path("message").asString(""),
        place == null ? null : place.cell(),
        place == null ? 0 : place.line());
  }

  private static End end(String word) {
    return switch (word) {
      case "passed" -> End.PASSED;
      case "failed" -> End.FAILED;
      case "stopped" -> End.STOPPED;
      default -> End.THREW;
    };
  }

  private List<Check> rest(List<Check> reached) {
    return names().stream()
        .filter(name -> reached.stream().noneMatch(check -> check.name().equals(name)))
        .map(name -> new Check(name, Status.NOT_REACHED, "", ""))
        .toList();
  }

  private record Place(CellId cell, int line) {}

  /** Where the learner's code was; the check's own lines are nobody's business. */
  private @Nullable Place place(JsonNode frames) {
    for (var frame : frames) {
      var cell = frame.path("file").asString("").replaceFirst("^cell ", "");
      if (!cell.equals(cell().value()) && !cell.isBlank()) {
        try {
          return new Place(new CellId(cell), frame.path("line").asInt(0));
        } catch (IllegalArgumentException e) {
          return null; // named by a program of the learner's
        }
      }
    }
    return null;
  }

  /**
   * For which machine the answer would be right: what the author wrote about the one wrong answer
   * that fails here. If several do, the evidence cannot tell which it is.
   */
  private String machine(String name) {
    var wrong =
        lesson.about(exercise.cell().id(), Role.WRONG).stream()
            .filter(part -> part.fails().equals(Optional.of(name)))
            .toList();
    return wrong.size() == 1 ? LessonCode.prose(wrong.getFirst().cell().source()) : "";
  }
}
