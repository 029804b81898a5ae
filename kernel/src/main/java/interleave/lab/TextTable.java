package interleave.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows as lines of text with aligned columns. */
final class TextTable {

  private TextTable() {}

  static String of(List<String> columns, List<Map<String, Object>> rows) {
    var lines = new ArrayList<List<String>>();
    lines.add(columns);
    for (Map<String, Object> row : rows) {
      lines.add(columns.stream().map(column -> String.valueOf(row.get(column))).toList());
    }
    var text = new ArrayList<String>();
    for (List<String> line : lines) {
      var words = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        int column = i;
        int width = lines.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        words.append(i == 0 ? "" : "  ").append(line.get(i));
        words.append(" ".repeat(width - line.get(i).length()));
      }
      text.add(words.toString().stripTrailing());
    }
    return String.join("\n", text);
  }
}
