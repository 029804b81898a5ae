package interleave.notebook;

import interleave.kernel.CellId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel is ours, what it runs, and what runs next.
 *
 * @param kernel number of the kernel in use; what an earlier one still says is ignored
 * @param runs how many cells this kernel has started
 * @param current handed to the kernel and not finished; the cell may be deleted meanwhile
 * @param waiting in the order in which they will run, each cell at most once
 */
record RunQueue(int kernel, int runs, @Nullable CellId current, List<Waiting> waiting) {

  static final RunQueue EMPTY = new RunQueue(0, 0, null, List.of());

  RunQueue {
    waiting = List.copyOf(waiting);
  }

  /** A cell with the source it had when the reader asked for the run. */
  record Waiting(CellId cell, String source) {}

  boolean holds(CellId cell) {
    return waiting.stream().anyMatch(w -> w.cell().equals(cell));
  }

  /** A cell that waits already keeps its place and takes the newer source. */
  RunQueue add(CellId cell, String source) {
    var next = new ArrayList<>(waiting);
    var asked = new Waiting(cell, source);
    if (holds(cell)) {
      next.replaceAll(w -> w.cell().equals(cell) ? asked : w);
    } else {
      next.add(asked);
    }
    return new RunQueue(kernel, runs, current, next);
  }

  RunQueue remove(CellId cell) {
    return new RunQueue(
        kernel, runs, current, waiting.stream().filter(w -> !w.cell().equals(cell)).toList());
  }

  RunQueue clear() {
    return new RunQueue(kernel, runs, current, List.of());
  }

  /** The first that waits becomes the current one. */
  RunQueue advance() {
    return new RunQueue(
        kernel, runs, waiting.getFirst().cell(), waiting.subList(1, waiting.size()));
  }

  RunQueue started() {
    return new RunQueue(kernel, runs + 1, current, waiting);
  }

  RunQueue finished() {
    return new RunQueue(kernel, runs, null, waiting);
  }

  RunQueue nextKernel() {
    return new RunQueue(kernel + 1, 0, null, waiting);
  }
}
