package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Prediction;
import interleave.notebook.Prediction.Scale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A prediction from the keys of its cell. */
final class Questions {
  private final Map<?, ?> keys;
  private final Consumer<String> complaints;

  private Questions(Map<?, ?> keys, Consumer<String> complaints) {
    this.keys = keys;
    this.complaints = complaints;
  }

  /** Empty, with a complaint, if the keys make no question. */
  static Optional<Prediction> read(Map<?, ?> keys, Consumer<String> complaints) {
    return new Questions(keys, complaints).read();
  }

  private Optional<Prediction> read() {
    if (!(keys.get("for") instanceof String about)) {
      return Optional.empty(); // said already
    }
    var scale = scale();
    if (scale.isEmpty()) {
      return Optional.empty();
    }
    var measured = keys.get("measured") instanceof String label ? label : "";
    if (measured.isEmpty() && !(scale.get() instanceof Scale.Ranking)) {
      complaints.accept("a prediction says what is 'measured' in the cell it is for");
      return Optional.empty();
    }
    try {
      return Optional.of(Prediction.open(new CellId(about), measured, scale.get()));
    } catch (IllegalArgumentException e) {
      complaints.accept(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Scale> scale() {
    var unit = keys.get("unit") instanceof String text ? text : "";
    if (keys.get("range") instanceof List<?> range) {
      if (range.size() == 2
          && range.getFirst() instanceof Number low
          && range.getLast() instanceof Number high
          && low.doubleValue() < high.doubleValue()) {
        return Optional.of(new Scale.Range(low.doubleValue(), high.doubleValue(), unit));
      }
      complaints.accept("range is [low, high], two numbers, found: " + range);
      return Optional.empty();
    }
    for (var key : List.of("choices", "ranking")) {
      if (keys.get(key) instanceof List<?> items) {
        var texts = items.stream().map(Questions::text).toList();
        if (texts.size() < 2 || texts.stream().distinct().count() < texts.size()) {
          complaints.accept(key + " are two or more, all different, found: " + items);
          return Optional.empty();
        }
        return Optional.of(
            key.equals("choices") ? new Scale.Choices(texts, unit) : new Scale.Ranking(texts));
      }
    }
    complaints.accept("a prediction has a range, choices or a ranking");
    return Optional.empty();
  }

  /** As it would be typed: 200 and not 200.0. */
  private static String text(Object item) {
    return item instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
        ? String.valueOf(number.longValue())
        : String.valueOf(item);
  }
}
