package interleave.display;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records, lists of one kind of record, and maps as rows and columns.
 *
 * @param missing how many more rows there are than shown
 * @param keyed whether the first column names its row
 */
record Table(List<String> columns, List<List<String>> rows, long missing, boolean keyed) {

  private static final int MOST_ROWS = 500;
  private static final int MOST_CHARACTERS_A_CELL = 1_000;

  /** The table of a value, if it is a kind of value that reads better as one. */
  static Optional<Table> of(Object value) {
    if (value instanceof Record row) {
      return ofRecords(List.of(row), row.getClass());
    }
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      return Optional.of(ofMap(map));
    }
    if (value instanceof List<?> list
        && !list.isEmpty()
        && list.getFirst() instanceof Record first) {
      return ofRecords(list, first.getClass());
    }
    return Optional.empty();
  }

  private static Table ofMap(Map<?, ?> map) {
    var rows = new ArrayList<List<String>>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (rows.size() == MOST_ROWS) {
        break;
      }
      rows.add(List.of(text(entry.getKey()), text(entry.getValue())));
    }
    return new Table(List.of("key", "value"), rows, map.size() - rows.size(), true);
  }

  /**
   * No table when the rows are of different kinds, or when their components may not be read from
   * here.
   */
  private static Optional<Table> ofRecords(List<?> records, Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    if (components.length == 0) {
      return Optional.empty();
    }
    for (RecordComponent component : components) {
      if (!component.getAccessor().trySetAccessible()) {
        return Optional.empty();
      }
    }
    var rows = new ArrayList<List<String>>();
    for (Object row : records) {
      if (rows.size() == MOST_ROWS) {
        break;
      }
      if (row == null || row.getClass() != kind) {
        return Optional.empty();
      }
      rows.add(Arrays.stream(components).map(component -> cell(component, row)).toList());
    }
    List<String> columns = Arrays.stream(components).map(RecordComponent::getName).toList();
    return Optional.of(new Table(columns, rows, records.size() - rows.size(), false));
  }

  private static String cell(RecordComponent component, Object row) {
    try {
      return text(component.getAccessor().invoke(row));
    } catch (InvocationTargetException e) {
      return ReadableText.failure(
          row, component.getName() + "()", e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("accessor was made accessible, yet is not: " + component, e);
    }
  }

  private static String text(Object value) {
    return ReadableText.of(value, MOST_CHARACTERS_A_CELL);
  }

  String html() {
    var html = new StringBuilder("<table><thead><tr>");
    columns.forEach(
        column -> html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        boolean names = keyed && i == 0;
        html.append(names ? "<th scope=\"row\">" : "<td>")
            .append(escaped(row.get(i)))
            .append(names ? "</th>" : "</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    if (missing > 0) {
      html.append("<p>").append(missing).append(" more rows are not shown</p>");
    }
    return html.toString();
  }

  /** Text that means itself in HTML, between tags and in quoted attributes alike. */
  static String escaped(String text) {
    var html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(text.charAt(i));
      }
    }
    return html.toString();
  }
}
