package interleave.display;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers, truth values and nulls as JSON. */
public final class Json {
  private static final int INDENT = 2;

  private final StringBuilder json = new StringBuilder();
  private final boolean lines;
  private int depth;

  private Json(boolean lines) {
    this.lines = lines;
  }

  /** On one line, as short as can be. */
  public static String text(@Nullable Object value) {
    return written(value, false);
  }

  /** On many lines, indented, for people. */
  static String indented(@Nullable Object value) {
    return written(value, true);
  }

  private static String written(@Nullable Object value, boolean lines) {
    var json = new Json(lines);
    json.write(value);
    return json.json.toString();
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> json.append("null");
      case String text -> writeString(text);
      case Double number when !Double.isFinite(number) ->
          json.append("null"); // JSON has no such number
      case Number number -> json.append(number);
      case Boolean truth -> json.append(truth);
      case List<?> list when list.isEmpty() -> json.append("[]");
      case List<?> list -> writeAll(list.iterator());
      case Map<?, ?> map when map.isEmpty() -> json.append("{}");
      case Map<?, ?> map -> writeEntries(map.entrySet().iterator());
      default ->
          throw new IllegalArgumentException("expected a JSON value, found " + value.getClass());
    }
  }

  private void writeAll(Iterator<?> elements) {
    json.append('[');
    line(1);
    while (elements.hasNext()) {
      write(elements.next());
      if (elements.hasNext()) {
        json.append(',');
        line(0);
      }
    }
    line(-1);
    json.append(']');
  }

  private void writeEntries(Iterator<? extends Map.Entry<?, ?>> entries) {
    json.append('{');
    line(1);
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      writeString(String.valueOf(entry.getKey()));
      json.append(lines ? ": " : ":");
      write(entry.getValue());
      if (entries.hasNext()) {
        json.append(',');
        line(0);
      }
    }
    line(-1);
    json.append('}');
  }

  private void line(int deeper) {
    depth += deeper;
    if (lines) {
      json.append('\n').repeat(' ', INDENT * depth);
    }
  }

  private void writeString(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        default -> {
          // Half of a pair of surrogates alone has no UTF-8 form, so it travels as an escape, like
          // control characters.
          if (c < ' ' || Character.isSurrogate(c)) {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
