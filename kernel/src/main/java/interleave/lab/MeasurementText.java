package interleave.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A measurement as lines of text with aligned columns. */
final class MeasurementText {

  private MeasurementText() {}

  static String of(Measurement measurement) {
    var lines = new ArrayList<>(table(measurement));
    if (measurement.ways().size() > 1) {
      lines.add(
          measurement
              .winner()
              .map(way -> "Fastest: " + way.label() + ".")
              .orElse("No winner: the times of the fastest ways overlap."));
    }
    guesses(measurement).forEach(lines::add);
    if (measurement.hasLimit()) {
      String requests = measurement.requests() == 1 ? " request" : " requests";
      lines.add(
          Numbers.whole(measurement.requests())
              + requests
              + ", the slowest address waits "
              + Numbers.time(measurement.limitNanos())
              + ": that is the limit.");
      lines.add(Measurement.NOTE);
    }
    return String.join("\n", lines);
  }

  private static Stream<String> guesses(Measurement measurement) {
    return measurement.ways().stream()
        .flatMap(way ->
            Guesses.of(way.label()).stream()
                .map(guess ->
                    "You said "
                        + Numbers.time(guess.toNanos())
                        + " for "
                        + way.label()
                        + ": it took "
                        + Numbers.times((double) way.medianNanos() / guess.toNanos())
                        + " of that."));
  }

  private static List<String> table(Measurement measurement) {
    var rows = new ArrayList<List<String>>();
    rows.add(row(measurement, "", "time", "of the limit", "speed-up", ""));
    for (Way way : measurement.ways()) {
      rows.add(
          row(
              measurement,
              way.label(),
              Numbers.time(way.medianNanos()),
              measurement.hasLimit() ? Numbers.times(measurement.timesTheLimit(way)) : "",
              Numbers.decimals(measurement.speedUp(way), 1) + " ×",
              range(way)));
    }
    return aligned(rows);
  }

  private static List<String> row(
      Measurement measurement,
      String label,
      String time,
      String ofTheLimit,
      String speedUp,
      String range) {
    var row = new ArrayList<>(List.of(label, time));
    if (measurement.hasLimit()) {
      row.add(ofTheLimit);
    }
    if (measurement.ways().size() > 1) {
      row.add(speedUp);
    }
    row.add(range);
    return row;
  }

  private static String range(Way way) {
    return way.runs() == 1
        ? ""
        : way.runs()
            + " runs, "
            + Numbers.time(way.lowNanos())
            + " to "
            + Numbers.time(way.highNanos());
  }

  /** Text to the left in the first and last column, figures to the right in between. */
  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    var widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      boolean left = i == 0 || i == widths.length - 1;
      line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + padding : padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
