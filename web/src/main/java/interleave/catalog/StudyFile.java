package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Cell;
import interleave.notebook.Exercise;
import interleave.notebook.Notebook;
import interleave.notebook.Prediction;
import interleave.notebook.Study;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reader has done with a lesson, in the metadata of an .ipynb file: a prediction has its
 * answer and result, an exercise its tries, beside the keys that the lesson gave them.
 */
final class StudyFile {
  private static final List<String> OF_CELLS =
      List.of("answer", "result", "skipped", "attempts", "hints", "solution", "passed");

  private StudyFile() {}

  /** Takes the reader's part out of a cell's metadata and remembers it. */
  static final class Reading {
    private final Map<CellId, Prediction> predictions = new LinkedHashMap<>();
    private final Map<CellId, Exercise> exercises = new LinkedHashMap<>();

    void take(CellId cell, ObjectNode rest) {
      if (!(rest.path("metadata").get("interleave") instanceof ObjectNode ours)) {
        return;
      }
      switch (ours.path("role").asString("")) {
        case "predict" ->
            Questions.read(FileJson.MAPPER.convertValue(ours, Map.class), _ -> {})
                .ifPresent(asked ->
                    predictions.put(
                        cell,
                        new Prediction(
                            asked.about(),
                            asked.measured(),
                            asked.scale(),
                            texts(ours.path("answer")),
                            ours.path("skipped").asBoolean(false),
                            texts(ours.path("result")))));
        case "exercise" ->
            exercises.put(
                cell,
                new Exercise(
                    0,
                    ours.path("attempts").asInt(0),
                    ours.path("hints").asInt(0),
                    ours.path("solution").asBoolean(false),
                    instant(ours.path("passed").asString("")),
                    null));
        default -> {
          return;
        }
      }
      ours.remove(OF_CELLS);
    }

    Study study(ObjectNode root, List<Cell> cells) {
      var ours = root.path("metadata").path("interleave");
      var place = id(ours.path("place").asString(""));
      var view = ours.path("view").asString("").equals("page") ? Study.View.PAGE : Study.View.STEPS;
      Set<CellId> seen = new HashSet<>();
      ours.path("seen")
          .forEach(step -> {
            var id = id(step.asString(""));
            if (id != null) {
              seen.add(id);
            }
          });
      return new Study(
          predictions,
          exercises,
          Map.of(),
          copied(ours.path("copied"), cells),
          place,
          view,
          seen,
          false,
          null);
    }

    private static Map<CellId, Optional<String>> copied(JsonNode hashes, List<Cell> cells) {
      var copied = new LinkedHashMap<CellId, Optional<String>>();
      for (var entry : hashes.properties()) {
        var id = id(entry.getKey());
        if (id != null) {
          copied.put(
              id,
              cells.stream()
                  .filter(cell ->
                      cell.id().equals(id)
                          && hash(cell.source()).equals(entry.getValue().asString("")))
                  .findFirst()
                  .map(Cell::source));
        }
      }
      return copied;
    }
  }

  /** Adds the reader's part to the metadata of a cell. */
  static void write(Study study, CellId cell, ObjectNode metadata) {
    var prediction = study.predictions().get(cell);
    if (prediction != null) {
      var ours = FileJson.objectAt(metadata, "interleave");
      put(ours, "answer", prediction.answer());
      put(ours, "result", prediction.result());
      if (prediction.skipped()) {
        ours.put("skipped", true);
      }
    }
    var exercise = study.exercises().get(cell);
    if (exercise != null && !exercise.equals(Exercise.begun(exercise.rungs()))) {
      var ours = FileJson.objectAt(metadata, "interleave");
      ours.put("attempts", exercise.attempts()).put("hints", exercise.hints());
      if (exercise.solution()) {
        ours.put("solution", true);
      }
      if (exercise.passed() != null) {
        ours.put("passed", exercise.passed().toString());
      }
    }
  }

  /** Adds to the metadata of the notebook where the reader is, and what the lesson said then. */
  static void write(Notebook notebook, ObjectNode ours) {
    var study = notebook.study();
    ours.remove(List.of("place", "seen", "view"));
    if (study.place() != null) {
      ours.put("place", study.place().value());
    }
    if (study.view() == Study.View.PAGE) {
      ours.put("view", "page");
    }
    if (!study.seen().isEmpty()) {
      var seen = ours.putArray("seen");
      study.seen().stream().map(CellId::value).sorted().forEach(seen::add);
    }
    if (!study.copied().isEmpty()) {
      // What the reader has changed since is not known as text any more, and keeps its hash.
      var before = ours.path("copied").deepCopy();
      var hashes = ours.putObject("copied");
      study
          .copied()
          .forEach((cell, source) ->
              hashes.put(
                  cell.value(),
                  source.map(StudyFile::hash).orElse(before.path(cell.value()).asString(""))));
    }
  }

  private static String hash(String source) {
    return ContentHash.of(source.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  private static void put(ObjectNode ours, String key, List<String> values) {
    if (values.size() == 1) {
      var text = values.getFirst();
      ours.set(key, isNumber(text) ? FileJson.tree(text) : FileJson.text(text));
    } else if (!values.isEmpty()) {
      var list = ours.putArray(key);
      values.forEach(list::add);
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("-?(0|[1-9]\\d{0,14})(\\.\\d{1,9})?");
  }

  private static List<String> texts(JsonNode value) {
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(one -> texts.add(one.asString("")));
    } else if (!value.isMissingNode() && !value.isNull()) {
      texts.add(value.asString(""));
    }
    return texts;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null; // edited by hand
    }
  }

  private static @Nullable CellId id(String text) {
    try {
      return text.isEmpty() ? null : new CellId(text);
    } catch (IllegalArgumentException e) {
      return null; // edited by hand
    }
  }
}
