package interleave.notebook;

import interleave.kernel.CellId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was deleted, newest first. It is a part of the document and of its file. A bin that is full
 * forgets its oldest cell, so that a file does not grow for ever.
 */
public record Bin(List<Binned> cells) {
  static final int MOST_CELLS = 100;

  public static final Bin EMPTY = new Bin(List.of());

  public Bin {
    cells = List.copyOf(cells);
  }

  Optional<Binned> find(CellId id) {
    return cells.stream().filter(one -> one.cell().id().equals(id)).findFirst();
  }

  Bin with(Binned deleted) {
    var next = new ArrayList<>(without(Set.of(deleted.cell().id())).cells);
    next.addFirst(deleted);
    return new Bin(next.subList(0, Math.min(next.size(), MOST_CELLS)));
  }

  Bin without(Set<CellId> ids) {
    return new Bin(cells.stream().filter(one -> !ids.contains(one.cell().id())).toList());
  }
}
