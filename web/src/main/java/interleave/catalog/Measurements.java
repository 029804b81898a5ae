package interleave.catalog;

import interleave.display.MimeBundle;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Output;
import interleave.notebook.Prediction;
import interleave.notebook.RunState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the last run of a cell has told, by the names that predictions use. */
public final class Measurements {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Measurements() {}

  public static Measurements of(CodeCell cell) {
    var found = new Measurements();
    for (var output : cell.outputs()) {
      found.add(output);
    }
    if (cell.run() instanceof RunState.Ended ended) {
      found.values.putIfAbsent("wall time", number(ended.elapsed().toNanos() / 1e6));
    }
    return found;
  }

  /** Every value, by its name. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** The right answer; empty if the run has not told. */
  public List<String> of(Prediction prediction) {
    if (prediction.scale() instanceof Prediction.Scale.Ranking(var items)) {
      return values.keySet().containsAll(items)
          ? items.stream().sorted(Comparator.comparingDouble(this::asNumber)).toList()
          : List.of();
    }
    var value = values.get(prediction.measured());
    return value == null ? List.of() : List.of(value);
  }

  private double asNumber(String label) {
    try {
      return Double.parseDouble(values.getOrDefault(label, ""));
    } catch (NumberFormatException e) {
      return Double.MAX_VALUE;
    }
  }

  private void add(Output output) {
    switch (output) {
      case Output.Display(_, _, var data) -> {
        data.forms()
            .forEach((type, text) -> {
              if (type.equals(MimeBundle.COMPARISON)) {
                addWays(FileJson.tree(text));
              } else if (type.equals(MimeBundle.MEASURED)) {
                var fact = FileJson.tree(text);
                values.put(fact.path("label").asString(""), text(fact.path("value")));
              }
            });
      }
      case Output.Threads(var timeline) -> {
        var totals = timeline.totals();
        values.put("wall time", number(timeline.wallNanos() / 1e6));
        values.put("doing", number(totals.doing() / 1e6));
        values.put("waiting", number(totals.waiting() / 1e6));
        double both = totals.doing() + totals.waiting();
        values.put("waiting share", number(both == 0 ? 0 : 100 * totals.waiting() / both));
        values.put("threads started", String.valueOf(timeline.started()));
        values.put("threads alive", String.valueOf(timeline.alive()));
      }
      case Output.Text _,
          Output.Failed _,
          Output.Diagnostics _,
          Output.StillRunning _,
          Output.Deadlocked _,
          Output.Notice _,
          Output.Imported _ -> {}
    }
  }

  private void addWays(JsonNode comparison) {
    for (var way : comparison.path("ways")) {
      values.put(way.path("label").asString(""), number(way.path("medianMs").asDouble(0)));
    }
  }

  private static String text(JsonNode value) {
    return value.isNumber() ? number(value.asDouble()) : value.asString("");
  }

  /** To a thousandth, and 200 rather than 200.0. */
  private static String number(double value) {
    double rounded = Math.round(value * 1e3) / 1e3;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? String.valueOf((long) rounded)
        : String.valueOf(rounded);
  }
}
