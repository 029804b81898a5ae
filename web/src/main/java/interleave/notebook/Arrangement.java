package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Cell.RawCell;
import interleave.notebook.History.Action;
import interleave.notebook.History.Edit;
import interleave.notebook.History.What;
import interleave.notebook.Operation.ByReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What readers do to the cells as wholes, and how it is taken back. Nothing that was typed is lost
 * by any of it: what leaves the document goes to the bin, and what was typed after an action stays
 * when the action is taken back.
 */
final class Arrangement {
  private final Draft draft;
  private final Kernels kernels;
  private final List<Edit> edits = new ArrayList<>();

  Arrangement(Draft draft, Kernels kernels) {
    this.draft = draft;
    this.kernels = kernels;
  }

  void insert(List<ByReader.NewCell> cells, @Nullable CellId after) {
    int index = placeAfter(after);
    for (var cell : cells) {
      if (draft.cell(cell.cell()).isEmpty()) {
        insert(index++, made(cell));
      }
    }
    did(What.INSERT);
  }

  void delete(List<CellId> cells) {
    cells.forEach(cell -> delete(cell, true));
    did(What.DELETE);
  }

  void restore(List<CellId> cells, ByReader.@Nullable Place to) {
    var place = to;
    for (var id : cells) {
      var deleted = draft.bin().find(id);
      if (deleted.isPresent() && draft.cell(id).isEmpty()) {
        putBack(deleted.get(), place == null ? deleted.get().after() : place.after());
        place = place == null ? null : new ByReader.Place(id);
      }
    }
    did(What.RESTORE);
  }

  void move(List<CellId> cells, @Nullable CellId after) {
    if (after != null && (cells.contains(after) || draft.cell(after).isEmpty())) {
      return;
    }
    var above = after;
    for (var cell : chosen(cells)) {
      move(cell, above);
      above = cell.id();
    }
    did(What.MOVE);
  }

  void split(CellId id, String source, List<Integer> at, List<CellId> into) {
    var cell = draft.cell(id).filter(found -> found.source().equals(source));
    var parts = Split.parts(source, at);
    if (cell.isEmpty()
        || parts.size() != into.size() + 1
        || new HashSet<>(into).size() != into.size()
        || into.stream().anyMatch(one -> draft.cell(one).isPresent())) {
      return;
    }
    rewrite(cell.get(), parts.getFirst());
    int index = placeAfter(id);
    for (int i = 0; i < into.size(); i++) {
      insert(index++, made(kind(cell.get()), into.get(i), parts.get(i + 1), Foreign.NONE));
    }
    did(What.SPLIT);
  }

  void merge(List<CellId> ids) {
    merged(chosen(ids));
    did(What.MERGE);
  }

  void setKind(List<CellId> ids, ByReader.Kind kind, @Nullable Integer heading) {
    for (var cell : chosen(ids)) {
      var source = heading == null ? cell.source() : Split.withHeading(cell.source(), heading);
      if (kind(cell) == kind) {
        if (!source.equals(cell.source())) {
          rewrite(cell, source);
        }
      } else if (!cell.id().equals(draft.runs().current())) { // a cell that runs stays code
        leaveQueue(cell.id());
        replace(cell, made(kind, cell.id(), source, cell.foreign()));
      }
    }
    did(What.KIND);
  }

  void replaceSources(List<ByReader.Replacement> replacements) {
    for (var one : replacements) {
      draft
          .cell(one.cell())
          .filter(cell -> cell.source().equals(one.before()))
          .ifPresent(cell -> rewrite(cell, one.after()));
    }
    did(What.REPLACE);
  }

  /** The cells become these; what of it was there already keeps its place in the page. */
  void become(List<Cell> cells) {
    for (var gone : List.copyOf(draft.cells())) {
      if (cells.stream().noneMatch(cell -> cell.id().equals(gone.id()))) {
        delete(gone.id(), true);
      }
    }
    CellId above = null;
    for (var next : cells) {
      become(next, above);
      above = next.id();
    }
    did(What.REVISION);
  }

  private void become(Cell next, @Nullable CellId above) {
    var now = draft.cell(next.id()).orElse(null);
    if (now == null) {
      draft.bin(draft.bin().without(Set.of(next.id())));
      insert(placeAfter(above), next);
      return;
    }
    move(now, above);
    boolean runs = now instanceof CodeCell code && code.run() instanceof RunState.Running;
    if (!runs && (kind(now) != kind(next) || otherOutputs(now, next))) {
      leaveQueue(now.id());
      replace(now, next);
    } else if (!now.source().equals(next.source())) {
      rewrite(now, next.source());
    }
  }

  private static boolean otherOutputs(Cell now, Cell next) {
    return now instanceof CodeCell a
        && next instanceof CodeCell b
        && !a.outputs().equals(b.outputs());
  }

  void undo() {
    draft
        .history()
        .lastDone()
        .ifPresent(action -> {
          takeBack(action);
          draft.history(draft.history().undid(List.copyOf(edits)));
        });
  }

  void redo() {
    draft
        .history()
        .lastUndone()
        .ifPresent(action -> {
          takeBack(action);
          draft.history(draft.history().redid(List.copyOf(edits)));
        });
  }

  /** What was done is remembered as edits, so taking it back is doing the opposite of each. */
  private void takeBack(Action action) {
    if (action.what() == What.SPLIT && typedSince(action)) {
      merged(chosen(action.edits().stream().map(Arrangement::cellOf).toList()));
      return;
    }
    for (var edit : action.edits().reversed()) {
      switch (edit) {
        case Edit.Inserted(var id) -> delete(id, action.what() != What.SPLIT);
        case Edit.Deleted(var deleted) -> {
          if (draft.cell(deleted.cell().id()).isEmpty()) {
            putBack(deleted, deleted.after());
          }
        }
        case Edit.Moved(var id, var from, _) -> draft.cell(id).ifPresent(cell -> move(cell, from));
        case Edit.Rewritten(var before, var after) ->
            draft.cell(before.id()).ifPresent(cell -> rewriteBack(cell, before, after));
      }
    }
  }

  private static CellId cellOf(Edit edit) {
    return switch (edit) {
      case Edit.Inserted(var id) -> id;
      case Edit.Deleted(var deleted) -> deleted.cell().id();
      case Edit.Moved(var id, _, _) -> id;
      case Edit.Rewritten(var before, _) -> before.id();
    };
  }

  private boolean typedSince(Action action) {
    return action.edits().stream()
        .anyMatch(edit ->
            edit instanceof Edit.Rewritten(var before, var after)
                && draft
                    .cell(before.id())
                    .filter(cell -> !cell.source().equals(after.source()))
                    .isPresent());
  }

  /** What was typed since stays; only the kind goes back. */
  private void rewriteBack(Cell now, Cell before, Cell after) {
    boolean untouched = now.source().equals(after.source());
    var source = untouched ? before.source() : now.source();
    if (kind(now) == kind(before)) {
      if (!source.equals(now.source())) {
        rewrite(now, source);
      }
    } else if (!now.id().equals(draft.runs().current())) {
      leaveQueue(now.id());
      replace(now, revived(before, 0).withSource(source));
    }
  }

  private void merged(List<Cell> cells) {
    if (cells.size() < 2) {
      return;
    }
    var first = cells.getFirst();
    var between = first instanceof CodeCell ? "\n" : "\n\n";
    rewrite(first, String.join(between, cells.stream().map(Cell::source).toList()));
    cells.subList(1, cells.size()).forEach(cell -> delete(cell.id(), false));
  }

  private void putBack(Binned deleted, @Nullable CellId after) {
    insert(placeAfter(after), revived(deleted.cell(), deleted.kernel()));
    draft.bin(draft.bin().without(Set.of(deleted.cell().id())));
  }

  /** As it was, except for runs of a kernel that is gone. */
  private Cell revived(Cell cell, int kernel) {
    if (!(cell instanceof CodeCell code)) {
      return cell;
    }
    var sameKernel = kernel == draft.runs().kernel();
    return switch (code.run()) {
      case RunState.Idle _ -> sameKernel ? code : code.withBasis(null);
      case RunState.Ended _ when sameKernel -> code;
      case RunState.Queued _ when sameKernel -> code.withRun(code.lastEnd());
      case RunState.Ended _, RunState.Queued _, RunState.Running _ ->
          code.withBasis(null).withRun(RunState.Idle.NEVER);
    };
  }

  private void insert(int index, Cell cell) {
    draft.insert(index, cell);
    edits.add(new Edit.Inserted(cell.id()));
  }

  /** {@code loses}: its text stands nowhere else, so it goes to the bin. */
  private void delete(CellId id, boolean loses) {
    draft
        .cell(id)
        .ifPresent(cell -> {
          var deleted = new Binned(cell, above(id), draft.runs().kernel());
          leaveQueue(id);
          draft.delete(id);
          draft.inputs(draft.inputs().withoutCell(id));
          edits.add(new Edit.Deleted(deleted));
          if (loses && !cell.source().isBlank()) {
            draft.bin(draft.bin().with(deleted));
          }
          if (id.equals(draft.runs().current())) {
            kernels.stop(); // without its cell nobody could stop it any more
          }
        });
  }

  private void move(Cell cell, @Nullable CellId after) {
    var from = above(cell.id());
    if (Objects.equals(from, after)) {
      return;
    }
    int place = placeAfter(after);
    draft.move(cell, place > draft.cells().indexOf(cell) ? place - 1 : place);
    edits.add(new Edit.Moved(cell.id(), from, after));
  }

  private void rewrite(Cell cell, String source) {
    draft.source(cell, source, "");
    draft.cell(cell.id()).ifPresent(after -> edits.add(new Edit.Rewritten(cell, after)));
  }

  private void replace(Cell cell, Cell next) {
    draft.put(next);
    edits.add(new Edit.Rewritten(cell, next));
  }

  private void did(What what) {
    if (!edits.isEmpty()) {
      draft.history(draft.history().did(new Action(what, edits)));
    }
  }

  private void leaveQueue(CellId id) {
    draft.runs(draft.runs().remove(id));
  }

  private List<Cell> chosen(List<CellId> ids) {
    return draft.cells().stream().filter(cell -> ids.contains(cell.id())).toList();
  }

  private Cell made(ByReader.NewCell cell) {
    var made = made(cell.kind(), cell.cell(), cell.source(), Foreign.NONE);
    return original(cell)
        .filter(CodeCell.class::isInstance)
        .map(CodeCell.class::cast)
        .filter(code -> made instanceof CodeCell && code.source().equals(cell.source()))
        .<Cell>map(code -> ((CodeCell) made).withOutputs(code.outputs()))
        .orElse(made);
  }

  private Optional<Cell> original(ByReader.NewCell cell) {
    var of = cell.of();
    return of == null
        ? Optional.empty()
        : draft.cell(of).or(() -> draft.bin().find(of).map(Binned::cell));
  }

  private static Cell made(ByReader.Kind kind, CellId id, String source, Foreign foreign) {
    return switch (kind) {
      case CODE -> new CodeCell(id, source, RunState.Idle.NEVER, List.of(), foreign);
      case MARKDOWN -> new MarkdownCell(id, source, foreign);
      case RAW -> new RawCell(id, source, foreign);
    };
  }

  private static ByReader.Kind kind(Cell cell) {
    return switch (cell) {
      case CodeCell _ -> ByReader.Kind.CODE;
      case MarkdownCell _ -> ByReader.Kind.MARKDOWN;
      case RawCell _ -> ByReader.Kind.RAW;
    };
  }

  /** The cell above this one, null for the first. */
  private @Nullable CellId above(CellId id) {
    CellId above = null;
    for (var cell : draft.cells()) {
      if (cell.id().equals(id)) {
        return above;
      }
      above = cell.id();
    }
    return above;
  }

  private int placeAfter(@Nullable CellId after) {
    if (after == null) {
      return 0;
    }
    var cells = draft.cells();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).id().equals(after)) {
        return i + 1;
      }
    }
    return cells
        .size(); // a cell at the wrong place keeps what is typed into it next; none would lose it
  }
}
