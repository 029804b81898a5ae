package interleave.lab;

import interleave.display.Json;
import interleave.lab.Recording.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A measurement as the facts that the page draws; the example is {@code
 * web/protocol/server/output-added-comparison.json}.
 */
final class MeasurementJson {

  private static final int MOST_SPANS = 2_000;

  private MeasurementJson() {}

  static String of(Measurement measurement) {
    boolean limited = measurement.hasLimit();
    var facts = new LinkedHashMap<String, @Nullable Object>();
    facts.put("limitMs", limited ? millis(measurement.limitNanos()) : null);
    facts.put("requests", measurement.requests());
    facts.put("note", limited ? Measurement.NOTE : null);
    facts.put("ways", measurement.ways().stream().map(way -> facts(measurement, way)).toList());
    facts.put("winner", measurement.winner().map(Way::label).orElse(null));
    return Json.text(facts);
  }

  private static Map<String, @Nullable Object> facts(Measurement measurement, Way way) {
    var facts = new LinkedHashMap<String, @Nullable Object>();
    facts.put("label", way.label());
    facts.put("medianMs", millis(way.medianNanos()));
    facts.put("lowMs", millis(way.lowNanos()));
    facts.put("highMs", millis(way.highNanos()));
    facts.put("runs", way.runs());
    facts.put(
        "predictedMs", Guesses.of(way.label()).map(guess -> millis(guess.toNanos())).orElse(null));
    facts.put(
        "timesTheLimit", measurement.hasLimit() ? rounded(measurement.timesTheLimit(way)) : null);
    facts.put("speedUp", rounded(measurement.speedUp(way)));
    facts.put("mostInFlight", way.fetches().mostInFlight());
    facts.put(
        "spans", way.fetches().sample(MOST_SPANS).stream().map(MeasurementJson::ends).toList());
    return facts;
  }

  private static List<Double> ends(Span span) {
    return List.of(millis(span.start()), millis(span.end()));
  }

  private static double millis(long nanos) {
    return rounded(nanos / 1e6);
  }

  private static double rounded(double number) {
    return Math.round(1_000 * number) / 1_000.0;
  }
}
