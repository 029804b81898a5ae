package interleave.timeline;

import java.util.List;

/**
 * What was seen of one thread while a cell ran.
 *
 * @param group what the thread belongs to: the same object for all threads of one executor or scope
 * @param to when it ended, or when the cell did
 * @param alive it went on when the cell ended
 * @param bars in order, without gaps; may be fewer than the totals tell of
 */
public record ThreadLife(
    String name,
    boolean virtual,
    Belonging group,
    Precision precision,
    long from,
    long to,
    boolean alive,
    Totals totals,
    List<Bar> bars) {

  public ThreadLife {
    bars = List.copyOf(bars);
  }

  /**
   * An executor, a scope, or none.
   *
   * @param id tells one executor from the next of its kind
   * @param own the thread that runs the cell
   */
  public record Belonging(long id, String kind, boolean own) {}
}
