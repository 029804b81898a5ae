package interleave.timeline;

import java.util.List;

/**
 * What is known of a run besides its threads.
 *
 * @param cores that Java may use
 * @param compilingNanos for which Java's compiler was at work meanwhile, beside the cell
 * @param note what the reader should know about how this was seen; empty if nothing
 * @param mostInFlight requests at a slow service at one moment; 0 if there was none
 */
public record Circumstances(
    int cores, long compilingNanos, String note, List<Mark> marks, int mostInFlight) {

  public Circumstances {
    marks = List.copyOf(marks);
  }
}
