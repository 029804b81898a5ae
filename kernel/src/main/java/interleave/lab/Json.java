package interleave.lab;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers and nulls as JSON. */
final class Json {

  private Json() {}

  static String text(@Nullable Object value) {
    var json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    switch (value) {
      case null -> json.append("null");
      case String text -> writeString(text, json);
      case Double number when !Double.isFinite(number) ->
          json.append("null"); // JSON has no such number
      case Number number -> json.append(number);
      case List<?> list -> writeAll(list.iterator(), json);
      case Map<?, ?> map -> writeEntries(map.entrySet().iterator(), json);
      default ->
          throw new IllegalArgumentException("expected a JSON value, found " + value.getClass());
    }
  }

  private static void writeAll(Iterator<?> elements, StringBuilder json) {
    json.append('[');
    while (elements.hasNext()) {
      write(elements.next(), json);
      json.append(elements.hasNext() ? "," : "");
    }
    json.append(']');
  }

  private static void writeEntries(
      Iterator<? extends Map.Entry<?, ?>> entries, StringBuilder json) {
    json.append('{');
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      writeString(String.valueOf(entry.getKey()), json);
      json.append(':');
      write(entry.getValue(), json);
      json.append(entries.hasNext() ? "," : "");
    }
    json.append('}');
  }

  private static void writeString(String text, StringBuilder json) {
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
