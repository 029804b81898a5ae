package interleave.timeline;

import java.util.List;

/**
 * The threads of one executor, one scope, or of none.
 *
 * @param machinery they belong to Java and not to the cell; in no totals but their own
 * @param threads how many; there may be fewer lanes, but never fewer than that in the band
 * @param lanes in the order in which they started; empty if there are too many to draw
 * @param band how many threads were in each state over time; empty if every lane is there and few
 */
public record Group(
    String name,
    boolean machinery,
    int threads,
    long from,
    long to,
    Totals totals,
    List<Lane> lanes,
    List<Step> band) {

  public Group {
    lanes = List.copyOf(lanes);
    band = List.copyOf(band);
  }

  /** How many threads are in which state, on average, from here to the next step. */
  public record Step(
      long from,
      double doing,
      double waiting,
      double task,
      double blocked,
      double ready,
      double pinned) {

    double of(State state) {
      return switch (state) {
        case DOING -> doing;
        case WAITING -> waiting;
        case TASK -> task;
        case BLOCKED -> blocked;
        case READY -> ready;
        case PINNED -> pinned;
        case IDLE -> 0;
      };
    }

    double all() {
      return doing + waiting + task + blocked + ready + pinned;
    }
  }

  /** The most threads that were there at once, on average over a step of the band. */
  double most() {
    return band.stream().mapToDouble(Step::all).max().orElse(0);
  }

  Group gone() {
    return with(lanes.stream().map(Lane::gone).toList());
  }

  Group with(List<Lane> fewer) {
    return new Group(name, machinery, threads, from, to, totals, fewer, band);
  }
}
