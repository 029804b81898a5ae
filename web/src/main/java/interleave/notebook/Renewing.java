package interleave.notebook;

import interleave.kernel.CellId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes over what has changed in a lesson. A cell whose text the reader has not changed becomes
 * what the lesson has now; one that they have changed or added stays as it is. Nothing is deleted
 * that they could miss.
 */
final class Renewing {
  private final Draft draft;

  Renewing(Draft draft) {
    this.draft = draft;
  }

  void with(Notebook copy) {
    if (draft.origin().isEmpty()
        || copy.origin().isEmpty()
        || draft.origin().equals(copy.origin())) {
      return;
    }
    var old = draft.study().copied();
    var fresh = copy.cells();
    for (var gone : List.copyOf(draft.cells())) {
      if (copy.cell(gone.id()).isEmpty() && isUntouched(gone, old)) {
        draft.delete(gone.id());
      }
    }
    for (int i = 0; i < fresh.size(); i++) {
      var next = fresh.get(i);
      var now = draft.cell(next.id());
      if (now.isEmpty() && !old.containsKey(next.id())) {
        draft.insert(placeOf(fresh, i), next);
      } else if (now.isPresent()
          && !now.get().source().equals(next.source())
          && isUntouched(now.get(), old)) {
        draft.source(now.get(), next.source(), "");
      }
    }
    draft.origin(copy.origin().get());
    draft.study(draft.study().of(copy.study(), false).copiedAs(copy.study().copied()));
  }

  private static boolean isUntouched(Cell cell, Map<CellId, Optional<String>> old) {
    return old.getOrDefault(cell.id(), Optional.empty()).equals(Optional.of(cell.source()));
  }

  /** Behind the nearest cell above it that is in the notebook. */
  private int placeOf(List<Cell> fresh, int index) {
    var ids = new ArrayList<>(draft.cells().stream().map(Cell::id).toList());
    for (int i = index - 1; i >= 0; i--) {
      int place = ids.indexOf(fresh.get(i).id());
      if (place >= 0) {
        return place + 1;
      }
    }
    return 0;
  }
}
