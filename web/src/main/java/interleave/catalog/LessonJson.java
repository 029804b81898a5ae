package interleave.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metadata on a {@code +++} line, as Python writes JSON: keys in order, ASCII, one line. */
final class LessonJson {
  private LessonJson() {}

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((key, inner) -> sorted.put(String.valueOf(key), inner));
        yield sorted.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ": " + text(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
      }
      case List<?> list ->
          list.stream().map(LessonJson::text).collect(Collectors.joining(", ", "[", "]"));
      case String text -> quoted(text);
      default -> String.valueOf(value);
    };
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '\n') {
        json.append("\\n");
      } else if (c < ' ' || c > '~') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
