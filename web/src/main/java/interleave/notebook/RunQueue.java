package interleave.notebook;

import interleave.kernel.CellId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel is ours, what it runs, and what runs next.
 *
 * @param kernel number of the kernel in use; what an earlier one still says is ignored
 * @param runs how many cells this kernel has started
 * @param current handed to the kernel and not finished; the cell may be deleted meanwhile
 * @param asked when the reader asked for the current one's run
 * @param waiting in the order in which they will run, each cell at most once
 * @param caughtUp the cells that had or have their turn in {@link CatchingUp}; null if that is not
 *     going on
 */
record RunQueue(
    int kernel,
    int runs,
    @Nullable CellId current,
    @Nullable Instant asked,
    List<Waiting> waiting,
    @Nullable Set<CellId> caughtUp) {

  static final RunQueue EMPTY = new RunQueue(0, 0, null, null, List.of(), null);

  RunQueue {
    waiting = List.copyOf(waiting);
    caughtUp = caughtUp == null ? null : Set.copyOf(caughtUp);
  }

  /** A cell with the source it had when the reader asked for the run, and when that was. */
  record Waiting(CellId cell, String source, Instant asked) {}

  boolean holds(CellId cell) {
    return waiting.stream().anyMatch(w -> w.cell().equals(cell));
  }

  /** A cell that waits already keeps its place and takes the newer source. */
  RunQueue add(CellId cell, String source, Instant at) {
    var asked = new Waiting(cell, source, at);
    return holds(cell) ? replaced(asked) : inserted(waiting.size(), asked);
  }

  /** For {@link CatchingUp}: before the first that waits and stands below it in the document. */
  RunQueue addInOrder(CellId cell, String source, Instant at, List<CellId> document) {
    var asked = new Waiting(cell, source, at);
    int place = 0;
    while (place < waiting.size()
        && document.indexOf(waiting.get(place).cell()) < document.indexOf(cell)) {
      place++;
    }
    var queue = holds(cell) ? replaced(asked) : inserted(place, asked);
    var turns = new HashSet<>(Set.of(cell));
    if (caughtUp != null) {
      turns.addAll(caughtUp);
    }
    return queue.catchUp(turns);
  }

  RunQueue catchUp(@Nullable Set<CellId> turns) {
    return new RunQueue(kernel, runs, current, asked, waiting, turns);
  }

  boolean isCatchingUp() {
    return caughtUp != null;
  }

  boolean hadItsTurn(CellId cell) {
    return caughtUp != null && caughtUp.contains(cell);
  }

  RunQueue remove(CellId cell) {
    return with(waiting.stream().filter(w -> !w.cell().equals(cell)).toList());
  }

  RunQueue clear() {
    return new RunQueue(kernel, runs, current, asked, List.of(), null);
  }

  /** The first that waits becomes the current one. */
  RunQueue advance() {
    var first = waiting.getFirst();
    return new RunQueue(
        kernel, runs, first.cell(), first.asked(), waiting.subList(1, waiting.size()), caughtUp);
  }

  RunQueue started() {
    return new RunQueue(kernel, runs + 1, current, asked, waiting, caughtUp);
  }

  RunQueue finished() {
    return new RunQueue(kernel, runs, null, null, waiting, caughtUp);
  }

  RunQueue nextKernel() {
    return new RunQueue(kernel + 1, 0, null, null, waiting, caughtUp);
  }

  private RunQueue inserted(int place, Waiting last) {
    var next = new ArrayList<>(waiting);
    next.add(place, last);
    return with(next);
  }

  private RunQueue replaced(Waiting newer) {
    return with(
        waiting.stream()
            .map(w ->
                w.cell().equals(newer.cell())
                    ? new Waiting(w.cell(), newer.source(), w.asked())
                    : w)
            .toList());
  }

  private RunQueue with(List<Waiting> next) {
    return new RunQueue(kernel, runs, current, asked, next, caughtUp);
  }
}
