package interleave.web;

import interleave.kernel.CellId;
import interleave.notebook.Exercise;
import interleave.notebook.Prediction;
import interleave.notebook.Prediction.Scale;
import interleave.notebook.Section;
import interleave.notebook.StudyView;
import interleave.notebook.Verdict;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a reader has done with a lesson, as JSON. */
final class JsonStudy {
  private JsonStudy() {}

  static ObjectNode json(StudyView view) {
    var study = view.study();
    var json =
        JsonMessages.object()
            .put("view", JsonMessages.word(study.view()))
            .put("place", study.place() == null ? null : study.place().value())
            .put("updated", study.updated())
            .put("undo", study.undo() == null ? null : study.undo().what());
    var sections = json.putArray("sections");
    view.sections().forEach(section -> sections.add(section(section)));
    var predictions = json.putArray("predictions");
    study.predictions().forEach((cell, one) -> predictions.add(prediction(cell, one)));
    var exercises = json.putArray("exercises");
    study
        .exercises()
        .forEach((cell, one) -> exercises.add(exercise(cell, one, view.checking().contains(cell))));
    return json;
  }

  private static ObjectNode section(Section section) {
    var json =
        JsonMessages.object()
            .put("step", section.first().value())
            .put("title", section.title())
            .put("done", section.done());
    var cells = json.putArray("cells");
    section.cells().forEach(cell -> cells.add(cell.value()));
    var todos = json.putArray("todos");
    for (var todo : section.todos()) {
      todos
          .addObject()
          .put("kind", JsonMessages.word(todo.kind()))
          .put("cell", todo.cell().value())
          .put("done", todo.done());
    }
    return json;
  }

  private static ObjectNode prediction(CellId cell, Prediction prediction) {
    var json =
        JsonMessages.object()
            .put("cell", cell.value())
            .put("about", prediction.about().value())
            .put("measured", prediction.measured());
    switch (prediction.scale()) {
      case Scale.Range(var low, var high, var unit) ->
          json.put("kind", "range").put("low", low).put("high", high).put("unit", unit);
      case Scale.Choices(var choices, var unit) ->
          json.put("kind", "choices").put("unit", unit).set("items", texts(choices));
      case Scale.Ranking(var items) ->
          json.put("kind", "ranking").put("unit", "").set("items", texts(items));
    }
    json.set("answer", texts(prediction.answer()));
    json.set("result", texts(prediction.result()));
    return json.put("skipped", prediction.skipped()).put("says", prediction.difference());
  }

  private static ObjectNode exercise(CellId cell, Exercise exercise, boolean checking) {
    var json =
        JsonMessages.object()
            .put("cell", cell.value())
            .put("checking", checking)
            .put("attempts", exercise.attempts())
            .put("hints", exercise.hints())
            .put("rungs", exercise.rungs())
            .put(
                "solution",
                exercise.solution() ? "open" : exercise.mayOpenSolution() ? "earned" : "closed")
            .put("passed", exercise.passed() == null ? null : exercise.passed().toString());
    var verdict = exercise.last();
    json.set("verdict", verdict == null ? null : verdict(verdict));
    return json;
  }

  private static ObjectNode verdict(Verdict verdict) {
    var json =
        JsonMessages.object()
            .put("end", JsonMessages.word(verdict.end()))
            .put("message", verdict.message())
            .put("cell", verdict.cell() == null ? null : verdict.cell().value())
            .put("line", verdict.line());
    var checks = json.putArray("checks");
    for (var check : verdict.checks()) {
      checks
          .addObject()
          .put("name", check.name())
          .put(
              "status",
              switch (check.status()) {
                case PASSED -> "passed";
                case FAILED -> "failed";
                case NOT_REACHED -> "not-reached";
              })
          .put("message", check.message())
          .put("machine", check.machine().isEmpty() ? "" : Markdown.html(check.machine()));
    }
    return json;
  }

  private static ArrayNode texts(List<String> values) {
    var json = JsonNodeFactory.instance.arrayNode();
    values.forEach(json::add);
    return json;
  }
}
