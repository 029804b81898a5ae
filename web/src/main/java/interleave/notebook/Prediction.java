package interleave.notebook;

import interleave.kernel.CellId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that a reader answers before a cell is run.
 *
 * @param about the cell that will tell
 * @param measured what of that cell's run is the right answer; empty for a ranking, whose items say
 *     it
 * @param answer empty if there is none yet; one entry, or for a ranking one an item
 * @param skipped the reader has openly decided not to guess
 * @param result as the answer, from the last run that told; empty if there was none
 */
public record Prediction(
    CellId about,
    String measured,
    Scale scale,
    List<String> answer,
    boolean skipped,
    List<String> result) {

  public Prediction {
    answer = List.copyOf(answer);
    result = List.copyOf(result);
  }

  public static Prediction open(CellId about, String measured, Scale scale) {
    return new Prediction(about, measured, scale, List.of(), false, List.of());
  }

  /** What can be answered. */
  public sealed interface Scale {

    /** A number from {@code low} to {@code high}; the unit may be empty. */
    record Range(double low, double high, String unit) implements Scale {}

    /** One of these: all numbers, or texts. */
    record Choices(List<String> choices, String unit) implements Scale {
      public Choices {
        choices = List.copyOf(choices);
      }

      public boolean areNumbers() {
        return choices.stream().allMatch(choice -> number(choice) != null);
      }
    }

    /** An order of these labels, the smallest value first. */
    record Ranking(List<String> items) implements Scale {
      public Ranking {
        items = List.copyOf(items);
      }
    }
  }

  /** Nobody has to wait for an answer any more. */
  public boolean isSettled() {
    return skipped || !answer.isEmpty();
  }

  Prediction answered(List<String> given) {
    return new Prediction(about, measured, scale, given, given.isEmpty(), result);
  }

  Prediction with(List<String> value) {
    return new Prediction(about, measured, scale, answer, skipped, value);
  }

  Prediction reset() {
    return open(about, measured, scale);
  }

  /** Whether the answer is one that the question admits; an empty one, to skip it, always is. */
  boolean admits(List<String> given) {
    return given.isEmpty()
        || switch (scale) {
          case Scale.Range _ -> given.size() == 1 && isNumber(given.getFirst());
          case Scale.Choices(var choices, _) ->
              given.size() == 1 && choices.contains(given.getFirst());
          case Scale.Ranking(var items) ->
              given.size() == items.size() && List.copyOf(given).containsAll(items);
        };
  }

  private static boolean isNumber(String text) {
    var number = number(text);
    return number != null && number >= 0;
  }

  /** The text as a number, null if it is none. */
  static @Nullable Double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What the guess and the run say to each other, empty as long as one of them is missing. */
  public String difference() {
    return Difference.of(this);
  }
}
