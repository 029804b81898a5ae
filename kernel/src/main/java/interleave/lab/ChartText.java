package interleave.lab;

import interleave.lab.Chart.Series;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a chart in words, for who cannot see it. */
final class ChartText {

  private static final int MOST_POINTS = 20;

  private ChartText() {}

  static String of(String title, List<Series> series, String xName, String yName) {
    var lines = new ArrayList<String>();
    lines.add(title + axes(xName, yName));
    for (Series each : series) {
      var line = new StringBuilder(each.label().isEmpty() ? "" : each.label() + ": ");
      int points = each.y().length;
      int step = Math.max(1, (points + MOST_POINTS - 1) / MOST_POINTS);
      for (int i = 0; i < points; i += step) {
        line.append(i == 0 ? "" : ", ")
            .append(name(each, i))
            .append(' ')
            .append(number(each.y()[i]));
      }
      if (step > 1) {
        line.append(" (every ").append(step).append("th of ").append(points).append(" points)");
      }
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }

  private static String axes(String xName, String yName) {
    String across = xName.isEmpty() ? "" : "across: " + xName;
    String up = yName.isEmpty() ? "" : "up: " + yName;
    String both = across + (across.isEmpty() || up.isEmpty() ? "" : ", ") + up;
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  static String name(Series series, int i) {
    return series.names().isEmpty() ? number(series.x()[i]) + ":" : series.names().get(i) + ":";
  }

  /** Three digits are enough to read, and whole numbers are whole. */
  static String number(double value) {
    double size = Math.abs(value);
    boolean whole = value == Math.rint(value);
    return Numbers.decimals(value, whole || size >= 100 ? 0 : size >= 10 ? 1 : 2);
  }
}
