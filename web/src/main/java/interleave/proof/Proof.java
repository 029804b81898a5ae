package interleave.proof;

import interleave.catalog.Mistake;
import java.time.Duration;
import java.util.List;

/**
 * What a proof of one lesson has found.
 *
 * @param mistakes in the order of their lines; none if the lesson is proved
 * @param notes what is no mistake, and is worth knowing
 * @param cells how many ordinary cells ran
 * @param answers how many answers to exercises were judged
 */
public record Proof(
    String lesson,
    List<Mistake> mistakes,
    List<Mistake> notes,
    int cells,
    int answers,
    Duration took) {

  public Proof {
    mistakes = List.copyOf(mistakes);
    notes = List.copyOf(notes);
  }

  public boolean holds() {
    return mistakes.isEmpty();
  }

  @Override
  public String toString() {
    return lesson
        + (holds() ? " is proved: " : " has " + mistakes.size() + " mistakes: ")
        + cells
        + " cells, "
        + answers
        + " answers, "
        + Math.round(took.toMillis() / 100.0) / 10.0
        + " s";
  }
}
