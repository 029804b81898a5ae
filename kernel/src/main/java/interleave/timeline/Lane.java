package interleave.timeline;

import java.util.List;

/** One thread as it is drawn. */
public record Lane(
    String name,
    boolean virtual,
    Precision precision,
    long from,
    long to,
    boolean alive,
    Totals totals,
    List<Bar> bars) {

  public Lane {
    bars = List.copyOf(bars);
  }

  static Lane of(ThreadLife life) {
    return new Lane(
        life.name(),
        life.virtual(),
        life.precision(),
        life.from(),
        life.to(),
        life.alive(),
        life.totals(),
        life.bars());
  }

  Lane gone() {
    return new Lane(name, virtual, precision, from, to, false, totals, bars);
  }

  Lane with(List<Bar> fewer) {
    return new Lane(name, virtual, precision, from, to, alive, totals, fewer);
  }
}
