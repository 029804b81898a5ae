package interleave.catalog;

import interleave.catalog.Lesson.Part;
import interleave.catalog.Lesson.Role;
import interleave.catalog.LessonReader.Complaints;
import interleave.notebook.Cell.CodeCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether what belongs together is complete and stands together, in the order of the format. */
final class LessonOrder {
  private static final int HINTS = 3;
  private static final int RIGHT_ANSWERS = 1;
  private static final int WRONG_ANSWERS = 3;
  private static final String PLAIN_WORDS = "[a-z0-9][a-z0-9 -]*";

  /** How a run may end besides at a check. */
  static final List<String> ENDINGS = List.of("rejected", "threw", "stopped");

  private final List<Part> parts;
  private final Complaints complaints;

  LessonOrder(List<Part> parts, Complaints complaints) {
    this.parts = parts;
    this.complaints = complaints;
  }

  void check() {
    parts.forEach(this::checkTarget);
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      checkKind(part);
      if (part.role() == Role.EXERCISE) {
        checkExercise(i);
      }
      if (part.role() == Role.PREDICT) {
        checkPrediction(i);
      }
    }
  }

  private void checkTarget(Part part) {
    switch (part.role()) {
      case ORDINARY, EXERCISE -> {}
      case PREDICT, CHECK, HINT, SOLUTION, RIGHT, WRONG -> {
        if (part.about().isEmpty()) {
          say(part, "a cell with a role says 'for' which cell it is");
        } else if (target(part).isEmpty()) {
          var ids = parts.stream().map(other -> other.cell().id().value()).toList();
          var about = part.about().get();
          say(part, "no cell '" + about + "'" + Names.suggestion(about, ids));
        } else if (part.role() != Role.PREDICT && target(part).get().role() != Role.EXERCISE) {
          say(part, "'" + part.about().get() + "' is no exercise: it needs role: exercise");
        }
      }
    }
  }

  private Optional<Part> target(Part part) {
    return parts.stream()
        .filter(other -> part.about().equals(Optional.of(other.cell().id().value())))
        .findFirst();
  }

  private void checkKind(Part part) {
    boolean code = part.cell() instanceof CodeCell;
    switch (part.role()) {
      case EXERCISE, CHECK -> {
        if (!code) {
          say(part, "an exercise and its check are code cells, found a Markdown cell");
        }
      }
      case PREDICT, HINT, SOLUTION, RIGHT, WRONG -> {
        if (code) {
          say(part, "only what a reader runs is a code cell: write this as +++ {…} and Markdown");
        }
      }
      case ORDINARY -> {}
    }
    if ((part.role() == Role.SOLUTION || part.role() == Role.RIGHT || part.role() == Role.WRONG)
        && !code
        && LessonCode.java(part.cell().source()).isEmpty()) {
      say(part, "a solution and an answer have one ```java block");
    }
    if (part.role() == Role.ORDINARY
        && part.fails().isPresent()
        && !ENDINGS.contains(part.fails().get())) {
      say(
          part,
          "a cell that is meant to fail does so by " + ENDINGS + ", found: " + part.fails().get());
    }
    if ((part.role() == Role.EXERCISE || part.role() == Role.WRONG) && part.fails().isEmpty()) {
      say(part, "it says which check it 'fails' first");
    }
  }

  private void checkExercise(int at) {
    var exercise = parts.get(at);
    var id = exercise.cell().id().value();
    var group = group(id);
    count(exercise, Role.CHECK, "check", 1, 1);
    count(exercise, Role.HINT, "hints", HINTS, HINTS);
    count(exercise, Role.SOLUTION, "solution", 1, 1);
    count(exercise, Role.RIGHT, "right answers besides the solution", RIGHT_ANSWERS, 99);
    count(exercise, Role.WRONG, "wrong answers", WRONG_ANSWERS, 99);
    int next = at + 1;
    var before = Role.EXERCISE;
    for (var part : group) {
      if (next >= parts.size() || !parts.get(next).equals(part)) {
        say(part, "this stands apart from its exercise '" + id + "': nothing may stand between");
        return;
      }
      if (part.role().compareTo(before) < 0) {
        say(
            part,
            "the order is exercise, check, hints, solution, right, wrong; this "
                + word(part.role())
                + " comes too late");
        return;
      }
      before = part.role();
      next++;
    }
    checkNames(exercise, group);
  }

  private List<Part> group(String id) {
    return parts.stream()
        .filter(part -> part.role() != Role.PREDICT && part.about().equals(Optional.of(id)))
        .toList();
  }

  private void count(Part exercise, Role role, String what, int least, int most) {
    var id = exercise.cell().id().value();
    long found = group(id).stream().filter(part -> part.role() == role).count();
    if (found < least || found > most) {
      say(
          exercise,
          "'"
              + id
              + "' has "
              + found
              + " "
              + what
              + ", needs "
              + (least == most ? least : least + " or more"));
    }
  }

  private void checkNames(Part exercise, List<Part> group) {
    var check = group.stream().filter(part -> part.role() == Role.CHECK).findFirst();
    if (check.isEmpty()) {
      return;
    }
    var names = HiddenCheck.names(check.get().cell().source());
    if (names.isEmpty()) {
      say(check.get(), "it has no check(\"name\", condition, message): nothing would be checked");
    }
    for (var name : names) {
      if (!name.matches(PLAIN_WORDS) || ENDINGS.contains(name)) {
        say(check.get(), "a check's name is plain lower-case words, found: '" + name + "'");
      }
    }
    var known = new ArrayList<>(names);
    known.addAll(ENDINGS);
    var all = new ArrayList<>(List.of(exercise));
    all.addAll(group);
    for (var part : all) {
      part.fails()
          .filter(name -> !known.contains(name))
          .ifPresent(name ->
              say(
                  part,
                  "no check '"
                      + name
                      + "' in '"
                      + exercise.cell().id()
                      + "'"
                      + Names.suggestion(name, known)));
    }
  }

  private void checkPrediction(int at) {
    var part = parts.get(at);
    int below = at + 1;
    while (below < parts.size() && parts.get(below).role() == Role.PREDICT) {
      below++;
    }
    var target = target(part);
    if (target.isPresent() && (below >= parts.size() || !parts.get(below).equals(target.get()))) {
      say(part, "a prediction is for the code cell right below it");
    } else if (target.isPresent() && !(target.get().cell() instanceof CodeCell)) {
      say(part, "a prediction is for a code cell, found a Markdown cell");
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void say(Part part, String message) {
    complaints.add(part.line(), message);
  }
}
