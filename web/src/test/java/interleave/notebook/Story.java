package interleave.notebook;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.KernelEvent.Stream;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A notebook to which one thing after the other happens, with what the last of them led to. */
final class Story {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String TAB = "tab-1";

  private Notebook notebook;
  private Step last;

  private Story(Notebook notebook) {
    this.notebook = notebook;
    this.last = new Step(notebook, List.of(), List.of());
  }

  /** Code cells of these names, each with its name as its source. */
  static Story of(String... codeCells) {
    var cells = Arrays.stream(codeCells).map(id -> (Cell) CodeCell.of(new CellId(id), id)).toList();
    return of(cells);
  }

  static Story of(List<Cell> cells) {
    return new Story(Notebook.of("story", "Story", Optional.empty(), cells, Foreign.NONE));
  }

  static Story withProse(String id, String source) {
    return of(List.of(MarkdownCell.of(new CellId(id), source)));
  }

  Story then(Operation operation) {
    last = notebook.apply(operation, NOON);
    notebook = last.next();
    return this;
  }

  Story kernelReady() {
    return then(new ByReader.Open()).then(new ByKernel.KernelReady(kernel(), "Java 25"));
  }

  Story run(String cell) {
    return run(cell, source(cell));
  }

  Story run(String cell, String source) {
    return then(new ByReader.RunCell(new CellId(cell), source));
  }

  /** Run, and begun by the kernel. */
  Story running(String cell) {
    return run(cell).started(cell);
  }

  Story started(String cell) {
    return then(new ByKernel.CellStarted(kernel(), new CellId(cell), NOON));
  }

  Story finished(String cell, Outcome outcome) {
    var run = new Run(outcome, Duration.ofMillis(50), Duration.ofMillis(200));
    return then(new ByKernel.CellFinished(kernel(), new CellId(cell), run));
  }

  Story completed(String cell) {
    return finished(cell, new Outcome.Completed(null));
  }

  /** Completed; and these cells are outdated now, because of this name. */
  Story completedAndOutdated(String cell, String name, String... outdated) {
    var because =
        Arrays.stream(outdated).collect(Collectors.toMap(CellId::new, _ -> List.of(name)));
    var ran =
        new Run(new Outcome.Completed(null), List.of(), because, Duration.ZERO, Duration.ZERO);
    return then(new ByKernel.CellFinished(kernel(), new CellId(cell), ran));
  }

  Outdated outdated(String id) {
    return ((CodeCell) cell(id)).outdated();
  }

  List<String> queue() {
    return notebook.runs().waiting().stream().map(waiting -> waiting.cell().value()).toList();
  }

  Story prints(String cell, String text) {
    return arrives(cell, text(text));
  }

  Story arrives(String cell, Output output) {
    return then(new ByKernel.OutputArrived(kernel(), new CellId(cell), output));
  }

  static Output.Text text(String text) {
    return new Output.Text(Stream.OUT, "main", false, false, text);
  }

  static Output value(String text) {
    return new Output.Display(true, MimeBundle.text(text));
  }

  int kernel() {
    return notebook.kernelNumber();
  }

  Notebook notebook() {
    return notebook;
  }

  List<Change> changes() {
    return last.changes();
  }

  List<Effect> effects() {
    return last.effects();
  }

  Cell cell(String id) {
    return notebook.cell(new CellId(id)).orElseThrow();
  }

  String source(String id) {
    return cell(id).source();
  }

  RunState state(String id) {
    return ((CodeCell) cell(id)).run();
  }

  List<Output> outputs(String id) {
    return ((CodeCell) cell(id)).outputs();
  }

  List<String> order() {
    return notebook.cells().stream().map(cell -> cell.id().value()).toList();
  }
}
