package interleave.web;

import interleave.catalog.Names;
import interleave.kernel.CellId;
import interleave.notebook.Operation.ByReader;
import interleave.session.Question;
import java.util.List;
import java.util.Optional;
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

  private static final List<String> TYPES =
      List.of(
          "run-cell",
          "run-all",
          "run-above",
          "run-outdated",
          "stop",
          "answer-input",
          "kill",
          "restart",
          "cancel-cell",
          "edit-cell",
          "insert-cell",
          "delete-cell",
          "complete",
          "call",
          "explain",
          "check");

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
          case "check" -> new Question.Check(number("request"), cell("cell"), source());
          default -> null;
        });
  }

  private ByReader operation(String by) {
    return switch (type) {
      case "run-cell" -> new ByReader.RunCell(cell("cell"), source(), by);
      case "run-all" -> new ByReader.RunAll();
      case "run-above" -> new ByReader.RunAbove(cell("cell"));
      case "run-outdated" -> new ByReader.RunOutdated(cell("cell"), source(), by);
      case "stop" -> new ByReader.Stop();
      case "answer-input" -> new ByReader.AnswerInput(number("input"), line());
      case "kill" -> new ByReader.Kill();
      case "restart" -> new ByReader.Restart();
      case "cancel-cell" -> new ByReader.CancelCell(cell("cell"));
      case "edit-cell" -> new ByReader.EditCell(cell("cell"), source(), by);
      case "insert-cell" -> new ByReader.InsertCell(cell("cell"), kind(), after());
      case "delete-cell" -> new ByReader.DeleteCell(cell("cell"));
      default ->
          throw new Refusal("unknown message type '" + type + "'" + Names.suggestion(type, TYPES));
    };
  }

  private CellId cell(String key) {
    try {
      return new CellId(text(key, "the id of a cell"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(type + ": " + e.getMessage());
    }
  }

  private String source() {
    return text("source", "the text of the cell");
  }

  private @Nullable String line() {
    return message.path("line").isNull() ? null : text("line", "what was typed, or null");
  }

  private ByReader.Kind kind() {
    var kind = text("kind", "code or markdown");
    return switch (kind) {
      case "code" -> ByReader.Kind.CODE;
      case "markdown" -> ByReader.Kind.MARKDOWN;
      default -> throw new Refusal(type + ": kind is code or markdown, found: '" + kind + "'");
    };
  }

  private @Nullable CellId after() {
    var after = message.path("after");
    return after.isMissingNode() || after.isNull() ? null : cell("after");
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
