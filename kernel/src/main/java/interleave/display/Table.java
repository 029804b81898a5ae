package interleave.display;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value as rows and columns.
 *
 * @param missingRows how many more rows there are than shown
 * @param missingColumns how many more columns there are than shown
 * @param keyed whether the first column names its row
 */
record Table(
    List<Column> columns,
    List<List<String>> rows,
    long missingRows,
    int missingColumns,
    boolean keyed) {

  /**
   * @param number everything in it is a number, or missing
   */
  record Column(String name, boolean number) {}

  /** For our page; the example is {@code web/protocol/server/output-added-table.json}. */
  String json() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put(
        "columns",
        columns.stream()
            .map(column -> Map.of("name", column.name(), "number", column.number()))
            .toList());
    facts.put("rows", rows);
    facts.put("missingRows", missingRows);
    facts.put("missingColumns", missingColumns);
    facts.put("keyed", keyed);
    return Json.text(facts);
  }

  /** For programs that do not know our page. */
  String html() {
    var html = new StringBuilder("<table><thead><tr>");
    for (Column column : columns) {
      html.append("<th scope=\"col\"").append(aligned(column)).append('>');
      html.append(escaped(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        boolean names = keyed && i == 0;
        html.append(names ? "<th scope=\"row\"" : "<td");
        html.append(aligned(columns.get(i))).append('>');
        html.append(escaped(row.get(i))).append(names ? "</th>" : "</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").append(notice()).toString();
  }

  private String notice() {
    var notice = new StringBuilder();
    if (missingRows > 0) {
      notice.append("<p>").append(rows.size()).append(" of ");
      notice.append(Amounts.grouped(rows.size() + missingRows)).append(" rows are shown</p>");
    }
    if (missingColumns > 0) {
      notice.append("<p>").append(columns.size()).append(" of ");
      notice
          .append(Amounts.grouped(columns.size() + (long) missingColumns))
          .append(" columns are shown</p>");
    }
    return notice.toString();
  }

  private static String aligned(Column column) {
    return column.number() ? " style=\"text-align:right\"" : "";
  }

  /** Text that means itself in HTML, between tags and in quoted attributes alike. */
  private static String escaped(String text) {
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
