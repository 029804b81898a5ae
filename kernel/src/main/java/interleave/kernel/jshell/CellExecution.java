package interleave.kernel.jshell;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.Outcome;
import interleave.kernel.jshell.CellSplitter.Split;
import interleave.kernel.jshell.WorkerControl.Ending;
import interleave.worker.Frame;
import java.time.Duration;
import java.util.List;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;

/** One run of one cell: snippet after snippet, until the end, a mistake, an exception or a stop. */
final class CellExecution {
  private final CellId cell;
  private final String source;
  private final CellCompiler compiler;
  private final Fetching fetching;
  private final Dependencies dependencies;
  private final Notes notes;
  private long runningNanos;
  private @Nullable MimeBundle value;

  CellExecution(
      CellId cell,
      String source,
      CellCompiler compiler,
      Fetching fetching,
      Dependencies dependencies) {
    this.fetching = fetching;
    this.cell = cell;
    this.source = source;
    this.compiler = compiler;
    this.dependencies = dependencies;
    this.notes = new Notes(source, compiler);
  }

  Duration running() {
    return Duration.ofNanos(runningNanos);
  }

  /** What the reader should know although it is no mistake, after the run. */
  List<Diagnostic> notes() {
    return notes.all();
  }

  Outcome run() {
    dependencies.begin(cell);
    return switch (compiler.split(source)) {
      case Split.Wrong(var mistakes) -> new Outcome.Rejected(mistakes);
      case Split.Snippets(var snippets, var remarks) -> {
        notes.addAll(remarks);
        yield fetching.run(source).orElseGet(() -> runAll(snippets));
      }
    };
  }

  private Outcome runAll(List<CellSnippet> snippets) {
    for (CellSnippet snippet : snippets) {
      if (compiler.control().gate().isStopped()) {
        return new Outcome.Stopped();
      }
      Outcome outcome = run(snippet);
      if (!(outcome instanceof Outcome.Completed)) {
        return outcome;
      }
    }
    return new Outcome.Completed(value);
  }

  private Outcome run(CellSnippet snippet) {
    value = null;
    dependencies.uses(cell, snippet.names());
    List<SnippetEvent> events = compiler.evaluate(snippet, cell.value(), new Lines(source));
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null && event.status() == Status.REJECTED) {
        return rejected(snippet, event.snippet());
      }
    }
    dependencies.declares(cell, snippet.names());
    notes.hear(snippet, events);
    for (Ending ending : compiler.control().endings()) {
      Outcome outcome = outcome(ending, snippet.hasValue(), events);
      if (!(outcome instanceof Outcome.Completed)) {
        return outcome;
      }
    }
    return new Outcome.Completed(value);
  }

  private Outcome rejected(CellSnippet snippet, Snippet refused) {
    List<Diag> diags = compiler.diagnostics(refused);
    // Java refuses a block with a statement behind an endless loop or a throw; one by one, they may
    // well run.
    if (!snippet.apart().isEmpty()
        && diags.stream()
            .anyMatch(diag -> diag.getCode().equals("compiler.err.unreachable.stmt"))) {
      return runAll(snippet.apart());
    }
    List<Diagnostic> mistakes = compiler.writer().ofSnippet(source, snippet.text(), diags.stream());
    return new Outcome.Rejected(mistakes);
  }

  private Outcome outcome(Ending ending, boolean hasValue, List<SnippetEvent> events) {
    return switch (ending) {
      case Ending.NotStarted() -> new Outcome.Stopped();
      case Ending.Lost() -> new Outcome.WorkerLost("Java is gone.");
      case Ending.Reported(var report) ->
          switch (report) {
            case Frame.Returned(var nanos, var values) -> {
              runningNanos += nanos;
              value = hasValue && !values.isEmpty() ? values.getFirst() : null;
              yield new Outcome.Completed(value);
            }
            case Frame.Threw(var nanos, var trace) -> {
              runningNanos += nanos;
              yield new Outcome.Threw(Failures.of(trace));
            }
            case Frame.Unresolved(var nanos, var _) -> {
              runningNanos += nanos;
              yield new Outcome.Threw(unresolved(events));
            }
            case Frame.Halted(var nanos) -> {
              runningNanos += nanos;
              yield new Outcome.Stopped();
            }
            case Frame.Report other ->
                throw new IllegalStateException("expected how a snippet ended, found: " + other);
          };
    };
  }

  /** The code called something that lacks what nobody has declared; JShell compiles such calls. */
  private Failure unresolved(List<SnippetEvent> events) {
    String message =
        events.stream()
            .map(SnippetEvent::exception)
            .filter(UnresolvedReferenceException.class::isInstance)
            .map(thrown -> ((UnresolvedReferenceException) thrown).getSnippet())
            .flatMap(called -> compiler.obstacle(called).stream())
            .findFirst()
            .orElse("called what cannot be used yet");
    return new Failure("IllegalStateException", message, List.of(), null, List.of());
  }
}
