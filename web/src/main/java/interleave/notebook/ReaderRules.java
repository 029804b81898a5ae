package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.KernelStatus.State;
import interleave.notebook.Operation.ByReader;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from what a reader does. */
final class ReaderRules {
  private final Draft draft;
  private final Kernels kernels;
  private final Arrangement arrangement;

  ReaderRules(Draft draft) {
    this.draft = draft;
    this.kernels = new Kernels(draft);
    this.arrangement = new Arrangement(draft, kernels);
  }

  void apply(ByReader operation) {
    switch (operation) {
      case ByReader.Open _ -> open();
      case ByReader.RunCell(var cell, var source) -> runCell(cell, source);
      case ByReader.RunAll _ -> runAll();
      case ByReader.RunAbove(var cell) -> runAbove(cell);
      case ByReader.RunBelow(var cell) -> runBelow(cell);
      case ByReader.RunCells(var cells) ->
          run(draft.cells().stream().filter(cell -> cells.contains(cell.id())).toList());
      case ByReader.RunOutdated(var cell, var source) -> runOutdated(cell, source);
      // Also if the text is the same: the page waits for the change as a receipt.
      case ByReader.EditCell(var cell, var source, var by) ->
          draft.cell(cell).ifPresent(found -> draft.source(found, source, by));
      case ByReader.ChangeText(var cell, var version, var parts, var by) ->
          draft.cell(cell).ifPresent(found -> draft.change(found, version, parts, by));
      case ByReader.InsertCells(var cells, var after) -> arrangement.insert(cells, after);
      case ByReader.DeleteCells(var cells) -> arrangement.delete(cells);
      case ByReader.RestoreCells(var cells, var to) -> arrangement.restore(cells, to);
      case ByReader.EmptyBin _ -> draft.bin(Bin.EMPTY);
      case ByReader.MoveCells(var cells, var after) -> arrangement.move(cells, after);
      case ByReader.SplitCell(var cell, var source, var at, var into) ->
          arrangement.split(cell, source, at, into);
      case ByReader.MergeCells(var cells) -> arrangement.merge(cells);
      case ByReader.SetKind(var cells, var kind, var heading) ->
          arrangement.setKind(cells, kind, heading);
      case ByReader.FoldCells(var cells, var part, var folded) -> fold(cells, part, folded);
      case ByReader.ReplaceSources(var cells) -> arrangement.replaceSources(cells);
      case ByReader.ClearOutputs(var cells) -> cells.forEach(draft::clearOutputs);
      case ByReader.Undo _ -> arrangement.undo();
      case ByReader.Redo _ -> arrangement.redo();
      case ByReader.Stop _ -> stop();
      case ByReader.StopLeftovers(var cell) -> stopLeftovers(cell);
      case ByReader.Kill _ -> kill();
      case ByReader.EndJava _ -> endJava();
      case ByReader.CancelCell(var cell) -> cancel(cell);
      case ByReader.AnswerInput(var input, var line) -> answer(input, line);
      case ByReader.Restart _ -> restart();
      case ByReader.Predict _,
          ByReader.CheckExercise _,
          ByReader.OpenHint _,
          ByReader.OpenSolution _,
          ByReader.GoToStep _,
          ByReader.ShowAs _,
          ByReader.ResetCell _,
          ByReader.ResetStep _,
          ByReader.UndoReset _,
          ByReader.RenewLesson _ ->
          new LessonRules(draft).apply(operation);
    }
  }

  private void open() {
    if (draft.kernel().state() == State.NONE) {
      kernels.start();
    }
  }

  private void runCell(CellId id, String source) {
    // A cell with an open prediction as well: its page asks first, and here somebody insists.
    if (draft.code(id).isPresent()) {
      draft.runs(draft.runs().add(id, source, draft.at()));
      kernels.runNext();
    }
  }

  private void runAll() {
    run(draft.cells());
  }

  private void runAbove(CellId id) {
    draft.cell(id).ifPresent(cell -> run(draft.cells().subList(0, draft.cells().indexOf(cell))));
  }

  private void runBelow(CellId id) {
    draft
        .cell(id)
        .ifPresent(
            cell -> run(draft.cells().subList(draft.cells().indexOf(cell), draft.cells().size())));
  }

  private void run(List<Cell> cells) {
    var queue = draft.runs();
    for (var cell : cells) {
      if (draft.study().locks(cell.id())) {
        break; // what stands below may need what this one declares
      }
      if (cell instanceof CodeCell code) {
        queue = queue.add(code.id(), code.source(), draft.at());
      }
    }
    draft.runs(queue);
    kernels.runNext();
  }

  private void runOutdated(CellId id, String source) {
    if (draft.code(id).isPresent()) {
      new CatchingUp(draft).begin(id, source);
      kernels.runNext();
    }
  }

  private void fold(List<CellId> cells, Fold part, boolean folded) {
    for (var id : cells) {
      draft
          .cell(id)
          .ifPresent(cell -> {
            var folds = new HashSet<>(cell.folds());
            if (folded) {
              folds.add(part);
            } else {
              folds.remove(part);
            }
            draft.folds(cell, folds);
          });
    }
  }

  private void stop() {
    draft.emptyQueue();
    kernels.stop();
  }

  /** Their end is news of the kernel's; if it is gone, they are too. */
  private void stopLeftovers(CellId cell) {
    if (draft.code(cell).isPresent()) {
      draft.effect(new Effect.StopLeftovers(draft.runs().kernel(), cell));
    }
  }

  private void kill() {
    if (draft.runs().current() == null) {
      restart();
    } else {
      draft.emptyQueue();
      draft.effect(new Effect.KillKernel(draft.runs().kernel()));
    }
  }

  /** What runs ends with it; its kernel says so before long. */
  private void endJava() {
    switch (draft.kernel().state()) {
      case NONE, RESTING, LOST -> {}
      case STARTING, READY, RUNNING, STOPPING -> {
        draft.emptyQueue();
        if (draft.runs().current() == null) {
          draft.forgetRuns(null);
        }
        kernels.close();
        draft.kernel(
            new KernelStatus(
                State.RESTING,
                "Java was stopped, as you asked; its variables are gone. Run the cells above"
                    + " again."));
      }
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
