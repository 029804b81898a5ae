package interleave.web;

import interleave.catalog.Names;
import interleave.kernel.CellId;
import interleave.notebook.Fold;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Study;
import interleave.notebook.TextChange;
import interleave.session.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page may say, from JSON. What it does to the notebook is always an operation by a reader:
 * there is no text that a browser could send to claim what a kernel or the saver did. What a page
 * is told is in {@link JsonMessages}; no other file knows the format.
 */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private static final String PARTS = "a list of [from, to, \"what stands there now\"]";

  private static final List<String> TYPES =
      List.of(
          "run-cell",
          "run-all",
          "run-above",
          "run-below",
          "run-cells",
          "run-outdated",
          "stop",
          "stop-leftovers",
          "answer-input",
          "kill",
          "restart",
          "cancel-cell",
          "edit-cell",
          "change-text",
          "insert-cells",
          "delete-cells",
          "restore-cells",
          "empty-bin",
          "move-cells",
          "split-cell",
          "merge-cells",
          "set-kind",
          "fold-cells",
          "replace-sources",
          "clear-outputs",
          "undo",
          "redo",
          "predict",
          "check-exercise",
          "open-hint",
          "open-solution",
          "go-to-step",
          "show-as",
          "reset-cell",
          "reset-step",
          "undo-reset",
          "renew-lesson",
          "complete",
          "call",
          "explain",
          "check",
          "ping",
          "format");

  private final JsonNode message;
  private final String type;

  private Json(JsonNode message, String type) {
    this.message = message;
    this.type = type;
  }

  /**
   * What the page wants.
   *
   * @param by the page's name
   * @throws Refusal if it cannot be understood
   */
  static PageMessage read(String text, String by) {
    var message = parse(text);
    var type = message.path("type");
    if (!type.isString()) {
      throw new Refusal(
          "expected an object with a type, such as {\"type\": \"stop\"}, found: " + start(text));
    }
    var json = new Json(message, type.asString());
    if (json.type.equals("ping")) {
      return new PageMessage.Ping();
    }
    return json.question()
        .<PageMessage>map(PageMessage.Ask::new)
        .orElseGet(() -> new PageMessage.Operate(json.operation(by)));
  }

  private Optional<Question> question() {
    return Optional.ofNullable(
        switch (type) {
          case "complete" -> new Question.Complete(number("request"), source(), number("cursor"));
          case "call" -> new Question.Call(number("request"), source(), number("cursor"));
          case "explain" -> new Question.Explain(number("request"), source(), number("cursor"));
          case "format" -> new Question.Format(number("request"), source());
          case "check" -> new Question.Check(number("request"), cell("cell"), source());
          default -> null;
        });
  }

  private ByReader operation(String by) {
    return switch (type) {
      case "run-cell" -> new ByReader.RunCell(cell("cell"), source());
      case "run-all" -> new ByReader.RunAll();
      case "run-above" -> new ByReader.RunAbove(cell("cell"));
      case "run-below" -> new ByReader.RunBelow(cell("cell"));
      case "run-cells" -> new ByReader.RunCells(cells("cells"));
      case "run-outdated" -> new ByReader.RunOutdated(cell("cell"), source());
      case "stop" -> new ByReader.Stop();
      case "stop-leftovers" -> new ByReader.StopLeftovers(cell("cell"));
      case "answer-input" -> new ByReader.AnswerInput(number("input"), line());
      case "kill" -> new ByReader.Kill();
      case "restart" -> new ByReader.Restart();
      case "cancel-cell" -> new ByReader.CancelCell(cell("cell"));
      case "edit-cell" -> new ByReader.EditCell(cell("cell"), source(), by);
      case "change-text" -> new ByReader.ChangeText(cell("cell"), number("version"), parts(), by);
      case "insert-cells" -> new ByReader.InsertCells(newCells(), after());
      case "delete-cells" -> new ByReader.DeleteCells(cells("cells"));
      case "restore-cells" -> new ByReader.RestoreCells(cells("cells"), place());
      case "empty-bin" -> new ByReader.EmptyBin();
      case "move-cells" -> new ByReader.MoveCells(cells("cells"), after());
      case "split-cell" -> new ByReader.SplitCell(cell("cell"), source(), offsets(), cells("into"));
      case "merge-cells" -> new ByReader.MergeCells(cells("cells"));
      case "set-kind" -> new ByReader.SetKind(cells("cells"), kind(), heading());
      case "fold-cells" -> new ByReader.FoldCells(cells("cells"), part(), truth("folded"));
      case "replace-sources" -> new ByReader.ReplaceSources(replacements());
      case "clear-outputs" -> new ByReader.ClearOutputs(cells("cells"));
      case "undo" -> new ByReader.Undo();
      case "redo" -> new ByReader.Redo();
      case "predict" -> new ByReader.Predict(cell("cell"), texts("answer"));
      case "check-exercise" -> new ByReader.CheckExercise(cell("cell"), source());
      case "open-hint" -> new ByReader.OpenHint(cell("cell"));
      case "open-solution" -> new ByReader.OpenSolution(cell("cell"));
      case "go-to-step" -> new ByReader.GoToStep(cell("step"));
      case "show-as" -> new ByReader.ShowAs(view());
      case "reset-cell" -> new ByReader.ResetCell(cell("cell"));
      case "reset-step" -> new ByReader.ResetStep(cell("step"));
      case "undo-reset" -> new ByReader.UndoReset();
      case "renew-lesson" -> new ByReader.RenewLesson();
      default ->
          throw new Refusal("unknown message type '" + type + "'" + Names.suggestion(type, TYPES));
    };
  }

  private CellId cell(String key) {
    return id(text(key, "the id of a cell"));
  }

  private List<CellId> cells(String key) {
    return each(key, "ids of cells", JsonNode::isString, one -> id(one.asString()));
  }

  private CellId id(String id) {
    try {
      return new CellId(id);
    } catch (IllegalArgumentException e) {
      throw new Refusal(type + ": " + e.getMessage());
    }
  }

  private String source() {
    return text("source", "the text of the cell");
  }

  private List<TextChange> parts() {
    var parts = message.path("parts");
    if (!parts.isArray()) {
      throw needs("parts", PARTS, parts);
    }
    return parts.valueStream().map(this::part).toList();
  }

  private TextChange part(JsonNode part) {
    if (!part.path(0).isInt() || !part.path(1).isInt() || !part.path(2).isString()) {
      throw needs("parts", PARTS, part);
    }
    return new TextChange(part.get(0).asInt(), part.get(1).asInt(), part.get(2).asString());
  }

  private @Nullable String line() {
    return message.path("line").isNull() ? null : text("line", "what was typed, or null");
  }

  private List<ByReader.NewCell> newCells() {
    return each(
        "cells",
        "new cells",
        JsonNode::isObject,
        one -> {
          var cell = new Json(one, type);
          return new ByReader.NewCell(
              cell.cell("cell"), cell.kind(), cell.source(), cell.optionalCell("of"));
        });
  }

  private List<ByReader.Replacement> replacements() {
    return each(
        "cells",
        "cells with another text",
        JsonNode::isObject,
        one -> {
          var cell = new Json(one, type);
          return new ByReader.Replacement(
              cell.cell("cell"),
              cell.text("before", "the text that it had"),
              cell.text("after", "the text that it gets"));
        });
  }

  private List<Integer> offsets() {
    return each("at", "offsets into the source", JsonNode::isInt, JsonNode::asInt);
  }

  private <T> List<T> each(
      String key, String meaning, Predicate<JsonNode> fits, Function<JsonNode, T> read) {
    var values = message.path(key);
    if (!values.isArray() || values.valueStream().anyMatch(fits.negate())) {
      throw needs(key, "a list of " + meaning, values);
    }
    return values.valueStream().map(read).toList();
  }

  private ByReader.Kind kind() {
    return word("kind", ByReader.Kind.values());
  }

  private Fold part() {
    return word("part", Fold.values());
  }

  private <E extends Enum<E>> E word(String key, E[] words) {
    var meaning = Arrays.stream(words).map(JsonMessages::word).collect(Collectors.joining(" or "));
    var found = text(key, meaning);
    return Arrays.stream(words)
        .filter(one -> JsonMessages.word(one).equals(found))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(type + ": " + key + " is " + meaning + ", found: '" + found + "'"));
  }

  private @Nullable Integer heading() {
    if (message.path("heading").isNull() || message.path("heading").isMissingNode()) {
      return null;
    }
    int level = number("heading");
    if (level < 1 || level > 6) {
      throw new Refusal(type + ": heading is a level from 1 to 6, or null, found: " + level);
    }
    return level;
  }

  private boolean truth(String key) {
    var value = message.path(key);
    if (!value.isBoolean()) {
      throw needs(key, "true or false", value);
    }
    return value.asBoolean();
  }

  private ByReader.@Nullable Place place() {
    var to = message.path("to");
    return to.isObject() ? new ByReader.Place(new Json(to, type).after()) : null;
  }

  private Study.View view() {
    var view = text("view", "steps or page");
    return switch (view) {
      case "steps" -> Study.View.STEPS;
      case "page" -> Study.View.PAGE;
      default -> throw new Refusal(type + ": view is steps or page, found: '" + view + "'");
    };
  }

  private List<String> texts(String key) {
    var values = message.path(key);
    if (!values.isArray() || values.valueStream().anyMatch(value -> !value.isString())) {
      throw needs(key, "a list of texts, empty to skip", values);
    }
    return values.valueStream().map(JsonNode::asString).toList();
  }

  private @Nullable CellId after() {
    return optionalCell("after");
  }

  private @Nullable CellId optionalCell(String key) {
    var value = message.path(key);
    return value.isMissingNode() || value.isNull() ? null : cell(key);
  }

  private String text(String key, String meaning) {
    var value = message.path(key);
    if (!value.isString()) {
      throw needs(key, meaning, value);
    }
    return value.asString();
  }

  private int number(String key) {
    var value = message.path(key);
    if (!value.isInt()) {
      throw needs(key, "a whole number", value);
    }
    return value.asInt();
  }

  private Refusal needs(String key, String meaning, JsonNode found) {
    return new Refusal(
        type
            + " needs '"
            + key
            + "', "
            + meaning
            + ", found: "
            + (found.isMissingNode() ? "nothing" : start(found.toString())));
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new Refusal("expected JSON, found: " + start(text));
    }
  }

  private static String start(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
