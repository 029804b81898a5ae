package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Cell.RawCell;
import interleave.notebook.KernelStatus.State;
import interleave.notebook.Operation.ByReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from what a reader does. */
final class ReaderRules {
  private final Draft draft;
  private final Kernels kernels;

  ReaderRules(Draft draft) {
    this.draft = draft;
    this.kernels = new Kernels(draft);
  }

  void apply(ByReader operation) {
    switch (operation) {
      case ByReader.Open _ -> open();
      case ByReader.RunCell(var cell, var source, var by) -> runCell(cell, source, by);
      case ByReader.RunAll _ -> runAll();
      case ByReader.RunAbove(var cell) -> runAbove(cell);
      case ByReader.RunOutdated(var cell, var source, var by) -> runOutdated(cell, source, by);
      // Also if the text is the same: the page waits for the change as a receipt.
      case ByReader.EditCell(var cell, var source, var by) ->
          draft.cell(cell).ifPresent(found -> draft.source(found, source, by));
      case ByReader.InsertCell(var cell, var kind, var after) -> insert(cell, kind, after);
      case ByReader.DeleteCell(var cell) -> delete(cell);
      case ByReader.Stop _ -> stop();
      case ByReader.Kill _ -> kill();
      case ByReader.CancelCell(var cell) -> cancel(cell);
      case ByReader.AnswerInput(var input, var line) -> answer(input, line);
      case ByReader.Restart _ -> restart();
    }
  }

  private void open() {
    if (draft.kernel().state() == State.NONE) {
      kernels.start();
    }
  }

  private void runCell(CellId id, String source, String by) {
    draft
        .cell(id)
        .ifPresent(cell -> {
          if (!cell.source().equals(source)) {
            draft.source(cell, source, by);
          }
          switch (cell) {
            case CodeCell _ -> {
              draft.runs(draft.runs().add(id, source));
              kernels.runNext();
            }
            case MarkdownCell _, RawCell _ -> {}
          }
        });
  }

  private void runAll() {
    run(draft.cells());
  }

  private void runAbove(CellId id) {
    draft.cell(id).ifPresent(cell -> run(draft.cells().subList(0, draft.cells().indexOf(cell))));
  }

  private void run(List<Cell> cells) {
    var queue = draft.runs();
    for (var cell : cells) {
      if (cell instanceof CodeCell code) {
        queue = queue.add(code.id(), code.source());
      }
    }
    draft.runs(queue);
    kernels.runNext();
  }

  private void runOutdated(CellId id, String source, String by) {
    draft
        .code(id)
        .ifPresent(cell -> {
          if (!cell.source().equals(source)) {
            draft.source(cell, source, by);
          }
          new CatchingUp(draft).begin(id);
          kernels.runNext();
        });
  }

  private void insert(CellId id, ByReader.Kind kind, @Nullable CellId after) {
    if (draft.cell(id).isPresent()) {
      return;
    }
    var cell =
        switch (kind) {
          case CODE -> CodeCell.of(id, "");
          case MARKDOWN -> MarkdownCell.of(id, "");
        };
    draft.insert(placeAfter(after), cell);
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

  private void delete(CellId id) {
    if (draft.cell(id).isEmpty()) {
      return;
    }
    draft.runs(draft.runs().remove(id));
    draft.delete(id);
    draft.inputs(draft.inputs().withoutCell(id));
    if (id.equals(draft.runs().current())) {
      kernels.stop(); // without its cell nobody could stop it any more
    }
  }

  private void stop() {
    draft.emptyQueue();
    kernels.stop();
  }

  private void kill() {
    if (draft.runs().current() == null) {
      restart();
    } else {
      draft.emptyQueue();
      draft.effect(new Effect.KillKernel(draft.runs().kernel()));
    }
  }

  private void cancel(CellId id) {
    if (!draft.runs().holds(id)) {
      return;
    }
    draft.runs(draft.runs().remove(id));
    if (!id.equals(draft.runs().current())) {
      draft.unqueue(id);
    }
  }

  private void answer(int number, @Nullable String line) {
    draft
        .inputs()
        .find(number)
        .ifPresent(input -> {
          draft.inputs(draft.inputs().without(input::equals));
          draft.effect(
              new Effect.AnswerInput(draft.runs().kernel(), input.request().number(), line));
        });
  }

  private void restart() {
    draft.emptyQueue();
    draft.forgetRuns(null);
    if (draft.kernel().state() != State.STARTING) { // else the one that comes is as new as another
      kernels.close();
      kernels.start();
    }
  }
}
