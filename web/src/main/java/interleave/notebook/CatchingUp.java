package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is outdated until nothing is. A run may make other cells outdated, so after each the
 * document is looked through again; and each cell gets one turn, or two cells that declare what the
 * other one uses would take turns for ever.
 */
final class CatchingUp {
  private final Draft draft;

  CatchingUp(Draft draft) {
    this.draft = draft;
  }

  /** Asks for this cell, with this source, and all that are outdated now. */
  void begin(CellId first, String source) {
    draft.runs(draft.runs().catchUp(Set.of()));
    goOn(first, source);
  }

  /** Asks for what has become outdated meanwhile, if this was begun and is not done. */
  void goOn() {
    if (draft.runs().isCatchingUp()) {
      goOn(null, "");
      if (draft.runs().waiting().isEmpty()) {
        draft.runs(draft.runs().catchUp(null));
      }
    }
  }

  private void goOn(@Nullable CellId first, String firstSource) {
    var queue = draft.runs();
    List<CellId> order = draft.cells().stream().map(Cell::id).toList();
    for (var cell : draft.cells()) {
      if (cell instanceof CodeCell code
          && (code.isOutdated() || code.id().equals(first))
          && !queue.hadItsTurn(code.id())) {
        var source = code.id().equals(first) ? firstSource : code.source();
        queue = queue.addInOrder(code.id(), source, draft.at(), order);
      }
    }
    draft.runs(queue);
  }
}
