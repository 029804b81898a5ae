package interleave.kernel.jshell;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the reader of one run should know although it is no mistake. Most of it is said
 * when the run is over: what one declaration breaks, a later one of the same cell may mend.
 */
final class Notes {
  /** {@code at} declares {@code cause}, and that is what happened to the other. */
  private record Touched(DeclarationSnippet other, CellSnippet at, String cause) {}

  private final String cell;
  private final CellCompiler compiler;
  private final List<Diagnostic> notes = new ArrayList<>();
  private final List<Touched> reset = new ArrayList<>();
  private final List<Touched> inDoubt = new ArrayList<>();

  Notes(String cell, CellCompiler compiler) {
    this.cell = cell;
    this.compiler = compiler;
  }

  void addAll(List<Diagnostic> more) {
    notes.addAll(more);
  }

  /** All that followed from a snippet that was accepted. */
  void hear(CellSnippet snippet, List<SnippetEvent> events) {
    String cause =
        events.stream()
            .filter(event -> event.causeSnippet() == null)
            .map(SnippetEvent::snippet)
            .filter(DeclarationSnippet.class::isInstance)
            .map(declaration -> ((DeclarationSnippet) declaration).name())
            .findFirst()
            .orElse("something");
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        warnings(snippet, event.snippet());
      }
      if (event.snippet() instanceof DeclarationSnippet declaration) {
        var touched = new Touched(declaration, snippet, cause);
        boolean isVariable = declaration.kind() == Snippet.Kind.VAR;
        if (event.causeSnippet() == null || !isVariable) {
          inDoubt.add(touched);
        } else if (event.status() != Status.OVERWRITTEN && event.isSignatureChange()) {
          reset.add(touched);
        }
      }
    }
  }

  List<Diagnostic> all() {
    inDoubt.forEach(touched ->
        compiler
            .obstacle(touched.other())
            .ifPresent(obstacle -> note("interleave.unusable", obstacle, null, touched.at())));
    var lost = new LinkedHashMap<CellSnippet, List<Touched>>();
    reset.stream()
        .filter(touched -> compiler.isActive(touched.other()))
        .forEach(
            touched -> lost.computeIfAbsent(touched.at(), _ -> new ArrayList<>()).add(touched));
    lost.forEach(this::noteLost);
    return notes.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((Diagnostic note) -> note.from().line())
                .thenComparingInt(note -> note.from().column()))
        .toList();
  }

  /** What the compiler accepts, but not without a word. */
  private void warnings(CellSnippet snippet, Snippet accepted) {
    var own =
        compiler.diagnostics(accepted).stream()
            .filter((Diag diag) ->
                !diag.isError() && snippet.text().isFromCell(diag.getStartPosition()));
    notes.addAll(compiler.writer().ofSnippet(cell, snippet.text(), own));
  }

  private void noteLost(CellSnippet at, List<Touched> variables) {
    List<String> names =
        variables.stream().map(touched -> touched.other().name()).distinct().toList();
    String cause = variables.getFirst().cause();
    note(
        "interleave.reset",
        String.join(", ", names)
            + (names.size() == 1 ? " has lost its value" : " have lost their values")
            + ", because "
            + cause
            + " has changed.",
        "Java keeps objects of "
            + cause
            + " only if nothing but the insides of its methods changes. Run the cells again that"
            + " give these variables their values.",
        at);
  }

  private void note(String code, String message, @Nullable String hint, CellSnippet at) {
    var lines = new Lines(cell);
    int from = at.text().toCell(0);
    while (from < cell.length() && Character.isWhitespace(cell.charAt(from))) {
      from++;
    }
    int to = at.text().toCell(at.text().toString().length());
    notes.add(
        new Diagnostic(
            Severity.NOTE, code, message, hint, lines.position(from), lines.position(to)));
  }
}
