package interleave.notebook;

import interleave.notebook.Prediction.Scale;
import java.util.List;
import java.util.Locale;

/**
 * A guess beside what came out of it, in a sentence. Nothing is right or wrong, only far or near.
 */
final class Difference {
  /** Nobody can be nearer than a machine repeats itself. */
  private static final double NEAR = 1.25;

  private static final double TWICE = 1.8;

  private Difference() {}

  static String of(Prediction prediction) {
    if (prediction.result().isEmpty()) {
      return "";
    }
    var answer = prediction.answer();
    var result = prediction.result();
    return switch (prediction.scale()) {
      case Scale.Range(_, _, var unit) -> number(answer, result.getFirst(), unit);
      case Scale.Choices choices when choices.areNumbers() ->
          choice(answer, result.getFirst(), choices);
      case Scale.Choices choices -> text(answer, result.getFirst(), choices.unit());
      case Scale.Ranking _ -> ranking(answer, result);
    };
  }

  private static String number(List<String> answer, String result, String unit) {
    var measured = amount(result, unit);
    if (answer.isEmpty()) {
      return "No guess this time. It was " + measured + ".";
    }
    return "You said "
        + amount(answer.getFirst(), unit)
        + ", it was "
        + measured
        + ": "
        + ratio(answer.getFirst(), result)
        + ".";
  }

  private static String ratio(String said, String was) {
    var guess = Prediction.number(said);
    var value = Prediction.number(was);
    if (guess == null || value == null) {
      return said.equals(was) ? "the same" : "not the same";
    }
    if (guess.equals(value)) {
      return "exactly";
    }
    if (guess <= 0 || value <= 0) {
      return value > guess ? "more than you thought" : "less than you thought";
    }
    double times = Math.max(guess / value, value / guess);
    var direction = value > guess ? "more" : "less";
    if (times < NEAR) {
      return "near enough to be the same";
    }
    if (times < TWICE) {
      return "close, and still " + times(times) + " times " + direction;
    }
    return times(times) + " times " + direction + " than you thought";
  }

  private static String times(double times) {
    return times < 10
        ? String.format(Locale.ROOT, "%.1f", times).replace(".0", "")
        : grouped(Math.round(times));
  }

  private static String choice(List<String> answer, String result, Scale.Choices choices) {
    var nearest = nearest(result, choices.choices());
    var measured = amount(result, choices.unit());
    if (answer.isEmpty()) {
      return "No guess this time. It was " + measured + ".";
    }
    var said = amount(answer.getFirst(), choices.unit());
    return answer.getFirst().equals(nearest)
        ? "You said about " + said + ", and it was " + measured + "."
        : number(answer, result, choices.unit());
  }

  /** The choice that is nearest by ratio. */
  static String nearest(String result, List<String> choices) {
    var value = Prediction.number(result);
    var nearest = choices.getFirst();
    double least = Double.MAX_VALUE;
    for (var choice : choices) {
      var number = Prediction.number(choice);
      if (value == null || number == null) {
        continue;
      }
      // Zero has no ratio to anything: then by the distance.
      double distance =
          value > 0 && number > 0 ? Math.abs(Math.log(value / number)) : Math.abs(value - number);
      if (distance < least) {
        least = distance;
        nearest = choice;
      }
    }
    return nearest;
  }

  private static String text(List<String> answer, String result, String unit) {
    var was = unit.isEmpty() ? result : result + " " + unit;
    if (answer.isEmpty()) {
      return "No guess this time. It was: " + was + ".";
    }
    return answer.getFirst().equals(result)
        ? "You said so, and it was: " + was + "."
        : "You said " + answer.getFirst() + ", it was: " + was + ".";
  }

  private static String ranking(List<String> answer, List<String> result) {
    var order = String.join(", ", result);
    if (answer.isEmpty()) {
      return "No guess this time. From first to last: " + order + ".";
    }
    if (answer.equals(result)) {
      return "The order is yours: " + order + ".";
    }
    int same = 0;
    for (int i = 0; i < result.size(); i++) {
      same += result.get(i).equals(answer.get(i)) ? 1 : 0;
    }
    return same
        + " of "
        + result.size()
        + " where you put them. From first to last: "
        + order
        + ".";
  }

  /** With its unit, thin spaces between thousands and no more figures than mean something. */
  static String amount(String number, String unit) {
    var value = Prediction.number(number);
    if (value == null) {
      return number;
    }
    var text =
        value >= 10 || value == Math.rint(value)
            ? grouped(Math.round(value))
            : String.format(Locale.ROOT, "%.1f", value);
    return unit.isEmpty() ? text : text + " " + unit;
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }
}
