package interleave.notebook;

import interleave.display.TerminalText;
import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.RunQueue.Waiting;
import interleave.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The notebook while one operation is applied to it: each move notes the change that pages must
 * see.
 */
final class Draft {
  private final Notebook before;
  private final Instant at;
  private Notebook named;
  private final List<Cell> cells;
  private Bin bin;
  private History history;
  private KernelStatus kernel;
  private RunQueue runs;
  private Inputs inputs;
  private SavedStatus saved;
  private TextVersions texts;
  private Study study;
  private Optional<Origin> origin;
  private boolean toBeSaved;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  Draft(Notebook before, Instant at) {
    this.before = before;
    this.named = before;
    this.at = at;
    this.bin = before.bin();
    this.history = before.history();
    this.cells = new ArrayList<>(before.cells());
    this.kernel = before.kernel();
    this.runs = before.runs();
    this.inputs = before.inputs();
    this.saved = before.saved();
    this.texts = before.texts();
    this.study = before.study();
    this.origin = before.origin();
  }

  Step step() {
    var version = before.version();
    if (toBeSaved) {
      version++;
      effects.add(new Effect.Save());
      if (saved.state() == SavedStatus.State.SAVED) {
        saved(new SavedStatus(SavedStatus.State.UNSAVED, saved.at(), null));
      }
    }
    var next =
        new Notebook(
            named.name(),
            named.title(),
            origin,
            cells,
            bin,
            history,
            kernel,
            runs,
            inputs,
            saved,
            texts,
            version,
            study,
            before.foreign());
    noteStudy(next);
    return new Step(next, changes, effects);
  }

  void rename(String name) {
    named = before.named(name);
    changes.add(new Change.NameChanged(named.name(), named.title()));
  }

  /** When this happens. */
  Instant at() {
    return at;
  }

  /** What a step still asks for follows from much, so it is looked at once, at the end. */
  private void noteStudy(Notebook next) {
    if (origin.isPresent()) {
      var view = next.studyView();
      if (!view.equals(before.studyView())) {
        changes.add(new Change.StudyChanged(view));
      }
    }
  }

  List<Cell> cells() {
    return cells;
  }

  Bin bin() {
    return bin;
  }

  History history() {
    return history;
  }

  Optional<Cell> cell(CellId id) {
    return cells.stream().filter(cell -> cell.id().equals(id)).findFirst();
  }

  Optional<CodeCell> code(CellId id) {
    return cell(id).filter(CodeCell.class::isInstance).map(CodeCell.class::cast);
  }

  KernelStatus kernel() {
    return kernel;
  }

  RunQueue runs() {
    return runs;
  }

  Inputs inputs() {
    return inputs;
  }

  SavedStatus saved() {
    return saved;
  }

  Study study() {
    return study;
  }

  /** Written into the file if it is told there. */
  void study(Study next) {
    toBeSaved |= !next.equals(study);
    study = next;
  }

  void origin(Origin next) {
    toBeSaved |= !origin.equals(Optional.of(next));
    origin = Optional.of(next);
  }

  Optional<Origin> origin() {
    return origin;
  }

  long version() {
    return before.version();
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void insert(int index, Cell cell) {
    cells.add(index, cell);
    changes.add(new Change.CellInserted(index, cell));
    toBeSaved = true;
  }

  void delete(CellId id) {
    cells.removeIf(cell -> cell.id().equals(id));
    texts = texts.without(id);
    changes.add(new Change.CellDeleted(id));
    toBeSaved = true;
  }

  /** {@code index} is its place once it has left the old one. */
  void move(Cell cell, int index) {
    cells.remove(cell);
    cells.add(index, cell);
    changes.add(new Change.CellMoved(cell.id(), index));
    toBeSaved = true;
  }

  /** Takes the place of the cell of the same id. */
  void put(Cell next) {
    cell(next.id())
        .map(before -> TextChange.between(before.source(), next.source()))
        .ifPresent(part -> texts = texts.changed(next.id(), "", List.of(part)));
    cells.replaceAll(cell -> cell.id().equals(next.id()) ? next : cell);
    changes.add(new Change.CellReplaced(next, texts.of(next.id()).number()));
    toBeSaved = true;
  }

  void folds(Cell cell, Set<Fold> folds) {
    if (!cell.folds().equals(folds)) {
      var next = cell.withFolds(folds);
      cells.replaceAll(c -> c.id().equals(cell.id()) ? next : c);
      changes.add(new Change.FoldsChanged(cell.id(), folds));
      toBeSaved = true;
    }
  }

  void bin(Bin next) {
    if (!bin.equals(next)) {
      bin = next;
      changes.add(new Change.BinChanged(next));
      toBeSaved = true;
    }
  }

  void history(History next) {
    if (next.undo() != history.undo() || next.redo() != history.redo()) {
      changes.add(new Change.HistoryChanged(next.undo(), next.redo()));
    }
    history = next;
  }

  /** The cell gets another text, all of it. */
  void source(Cell cell, String source, String by) {
    source(cell, source, List.of(TextChange.between(cell.source(), source)), by);
  }

  /** Makes the changes if they are for this version of the text, and fit it. */
  void change(Cell cell, int version, List<TextChange> parts, String by) {
    if (texts.of(cell.id()).number() == version) {
      TextChange.applied(parts, cell.source()).ifPresent(source -> source(cell, source, parts, by));
    }
  }

  private void source(Cell cell, String source, List<TextChange> parts, String by) {
    var edited = cell.withSource(source);
    cells.replaceAll(c -> c.id().equals(cell.id()) ? edited : c);
    texts = texts.changed(cell.id(), by, parts);
    changes.add(new Change.SourceChanged(edited, texts.of(cell.id()).number(), parts, by));
    noteOutdated(cell, edited);
    toBeSaved |= !cell.source().equals(source);
  }

  /** What the cell's last run rests on; null if it has none in this kernel. */
  void basis(CellId id, @Nullable Basis basis) {
    code(id)
        .ifPresent(cell -> {
          replace(id, c -> c.withBasis(basis));
          noteOutdated(cell, cell.withBasis(basis));
        });
  }

  /**
   * The kernel is gone, and with it what any cell has run.
   *
   * @param last goes on showing how its run ended
   */
  void forgetRuns(@Nullable CellId last) {
    for (var cell : List.copyOf(cells)) {
      basis(cell.id(), null);
      code(cell.id()).ifPresent(this::endOutputs);
      if (!cell.id().equals(last)
          && cell instanceof CodeCell code
          && !(code.run() instanceof RunState.Idle)) {
        run(cell.id(), RunState.Idle.NEVER);
      }
    }
  }

  /** Nothing that is shown may look as if it still went on. */
  private void endOutputs(CodeCell cell) {
    for (int i = 0; i < cell.outputs().size(); i++) {
      switch (cell.outputs().get(i)) {
        case Output.Display bar when bar.place() != null && bar.isBar() ->
            replaceOutput(cell.id(), i, new Output.Display(bar.result(), bar.data()));
        case Output.StillRunning(var threads, var gone) when !gone ->
            replaceOutput(cell.id(), i, new Output.StillRunning(threads, true));
        case Output.Threads(var timeline) when timeline.running() || timeline.alive() > 0 ->
            replaceOutput(cell.id(), i, new Output.Threads(timeline.gone()));
        case Output.Text _,
            Output.Display _,
            Output.Failed _,
            Output.Diagnostics _,
            Output.StillRunning _,
            Output.Threads _,
            Output.Deadlocked _,
            Output.Notice _,
            Output.Imported _ -> {}
      }
    }
  }

  /** Will not run after all: it shows again how it ended the last time. */
  void unqueue(CellId id) {
    code(id).ifPresent(cell -> run(id, cell.lastEnd()));
  }

  void run(CellId id, RunState state) {
    code(id)
        .filter(cell -> !cell.run().equals(state))
        .ifPresent(cell -> {
          replace(id, c -> c.withRun(state));
          changes.add(new Change.RunChanged(id, state));
          toBeSaved |= state instanceof RunState.Ended;
        });
  }

  void clearOutputs(CellId id) {
    code(id)
        .filter(cell -> !cell.outputs().isEmpty())
        .ifPresent(_ -> {
          replace(id, c -> c.withOutputs(List.of()));
          changes.add(new Change.OutputsCleared(id));
          toBeSaved = true;
        });
  }

  void addOutput(CellId id, Output output) {
    code(id).ifPresent(cell -> addOutput(cell, output));
  }

  private void addOutput(CodeCell cell, Output output) {
    var outputs = new ArrayList<>(cell.outputs());
    if (output instanceof Output.Text more
        && !outputs.isEmpty()
        && outputs.getLast() instanceof Output.Text last
        && last.continuedBy(more)) {
      var end = TerminalText.append(last.text(), more.text());
      outputs.set(outputs.size() - 1, last.upTo(end.from()).with(end.text()));
      changes.add(new Change.TextAppended(cell.id(), outputs.size() - 1, end.from(), end.text()));
    } else {
      var shown = output instanceof Output.Text text ? text.settled() : output;
      outputs.add(shown);
      changes.add(new Change.OutputAdded(cell.id(), shown));
    }
    replace(cell.id(), c -> c.withOutputs(outputs));
    toBeSaved = true;
  }

  /**
   * In the place of what was known of the run's threads before. A picture that the next one
   * replaces is not worth writing to the file.
   *
   * @param isRunning else a reader who has cleared the cell does not want to see it again
   */
  void showThreads(CellId id, Output.Threads threads, boolean isRunning) {
    boolean saved = toBeSaved;
    code(id)
        .ifPresent(cell -> {
          for (int i = 0; i < cell.outputs().size(); i++) {
            if (cell.outputs().get(i) instanceof Output.Threads(var before)) {
              replaceOutput(id, i, threads);
              toBeSaved = saved || changesForGood(before, threads.timeline());
              return;
            }
          }
          if (isRunning) {
            addOutput(cell, threads);
            toBeSaved = saved || !threads.timeline().running();
          }
        });
  }

  private static boolean changesForGood(Timeline before, Timeline after) {
    return !after.running() && (before.running() || before.alive() != after.alive());
  }

  void replaceOutput(CellId id, int index, Output output) {
    replace(
        id,
        cell -> {
          var outputs = new ArrayList<>(cell.outputs());
          outputs.set(index, output);
          return cell.withOutputs(outputs);
        });
    changes.add(new Change.OutputReplaced(id, index, output));
    toBeSaved = true;
  }

  void kernel(KernelStatus status) {
    if (!kernel.equals(status)) {
      kernel = status;
      changes.add(new Change.KernelChanged(status));
    }
  }

  void inputs(Inputs next) {
    if (!inputs.open().equals(next.open())) {
      changes.add(new Change.InputsChanged(next.open()));
    }
    inputs = next;
  }

  /** How many threads a stop between two cells has ended: news for those who look on. */
  void leftoversStopped(int threads) {
    changes.add(new Change.LeftoversStopped(threads));
  }

  void saved(SavedStatus status) {
    if (!saved.equals(status)) {
      saved = status;
      changes.add(new Change.SavedChanged(status));
    }
  }

  void toBeSaved() {
    toBeSaved = true;
  }

  /**
   * Takes over the queue and tells each cell that waits its place; those that left it are the
   * caller's to tell.
   */
  void runs(RunQueue next) {
    runs = next;
    for (int i = 0; i < next.waiting().size(); i++) {
      var cell = next.waiting().get(i).cell();
      var place = i + 1;
      // The running cell may wait for another run; until it ends it shows that it runs.
      if (!cell.equals(next.current())) {
        run(cell, new RunState.Queued(place));
      }
    }
  }

  /** Nothing that waits will run. */
  void emptyQueue() {
    var left = runs.waiting();
    runs = runs.clear();
    for (Waiting waiting : left) {
      if (!waiting.cell().equals(runs.current())) {
        unqueue(waiting.cell());
      }
    }
  }

  private void replace(CellId id, UnaryOperator<CodeCell> change) {
    cells.replaceAll(
        cell -> cell instanceof CodeCell code && code.id().equals(id) ? change.apply(code) : cell);
  }

  private void noteOutdated(Cell before, Cell after) {
    if (before instanceof CodeCell was
        && after instanceof CodeCell is
        && !was.outdated().equals(is.outdated())) {
      changes.add(new Change.OutdatedChanged(is.id(), is.outdated()));
    }
  }
}
