package interleave.timeline;

import interleave.timeline.Group.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Many lanes as one shape: how many threads were in which state, in slices of the time. */
final class Band {
  static final int SLICES = 240;

  private Band() {}

  /** Steps from 0 to the end; neighbours that are alike are one. */
  static List<Step> of(List<ThreadLife> lives, long end) {
    double slice = Math.max(1, end) / (double) SLICES;
    var shapes = new EnumMap<State, Shape>(State.class);
    for (State state : State.values()) {
      shapes.put(state, new Shape());
    }
    for (ThreadLife life : lives) {
      for (Bar bar : life.bars()) {
        Objects.requireNonNull(shapes.get(bar.state())).add(bar.from() / slice, bar.to() / slice);
      }
    }
    var steps = new ArrayList<Step>();
    for (int i = 0; i < SLICES; i++) {
      Step next = step(Math.round(i * slice), shapes, i);
      if (steps.isEmpty() || !alike(steps.getLast(), next)) {
        steps.add(next);
      }
    }
    return steps;
  }

  /**
   * The height of one state in each slice. A bar adds a part to its first and last slice, and a
   * whole to those between them; the wholes are noted where they begin and end, so that a bar costs
   * the same however long it is.
   */
  private static final class Shape {
    private final double[] parts = new double[SLICES + 1];
    private final double[] changes = new double[SLICES + 2];
    private double whole;

    void add(double from, double to) {
      int first = (int) from;
      int last = (int) to;
      if (first == last) {
        parts[first] += to - from;
        return;
      }
      parts[first] += first + 1 - from;
      parts[last] += to - last;
      changes[first + 1]++;
      changes[last]--;
    }

    /** To be asked slice after slice. */
    double height(int slice) {
      whole += changes[slice];
      return Math.round(100 * (whole + parts[slice])) / 100.0;
    }
  }

  private static Step step(long from, Map<State, Shape> shapes, int slice) {
    var heights = new EnumMap<State, Double>(State.class);
    shapes.forEach((state, shape) -> heights.put(state, shape.height(slice)));
    return new Step(
        from,
        heights.getOrDefault(State.DOING, 0.0),
        heights.getOrDefault(State.WAITING, 0.0),
        heights.getOrDefault(State.TASK, 0.0),
        heights.getOrDefault(State.BLOCKED, 0.0),
        heights.getOrDefault(State.READY, 0.0),
        heights.getOrDefault(State.PINNED, 0.0));
  }

  private static boolean alike(Step one, Step other) {
    return one.equals(
        new Step(
            one.from(),
            other.doing(),
            other.waiting(),
            other.task(),
            other.blocked(),
            other.ready(),
            other.pinned()));
  }
}
