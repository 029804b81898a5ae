package interleave.timeline;

import java.util.List;

/**
 * How a state looks in a lane of 16 pixels: waiting is a thin thread, doing a block, so a chart
 * reads without colour too. {@code thread-states.ts} has the same figures.
 */
record Shape(double top, double height) {
  /** In the order of the legend, and from the bottom of a band to its top. */
  static final List<State> STACKED =
      List.of(State.DOING, State.WAITING, State.TASK, State.BLOCKED, State.READY, State.PINNED);

  /** Thin threads first, so that a short moment of doing lies above the wait it interrupts. */
  static final List<State> DRAWN =
      List.of(State.WAITING, State.TASK, State.READY, State.BLOCKED, State.PINNED, State.DOING);

  static Shape of(State state) {
    return switch (state) {
      case DOING -> new Shape(2, 12);
      case WAITING -> new Shape(5.5, 5);
      case TASK -> new Shape(4.5, 7);
      case BLOCKED, READY -> new Shape(2.5, 11);
      case PINNED -> new Shape(4, 9);
      case IDLE -> new Shape(8, 0);
    };
  }

  static String name(State state) {
    return switch (state) {
      case DOING -> "doing";
      case WAITING -> "waiting: I/O or time";
      case TASK -> "waiting for another task";
      case BLOCKED -> "blocked on a lock";
      case READY -> "ready, no core";
      case PINNED -> "pinned";
      case IDLE -> "without a task";
    };
  }
}
