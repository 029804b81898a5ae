package interleave.kernel.jshell;

import interleave.worker.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where the classes that JShell makes come from: it compiles what an earlier cell
 * declared again when a later one changes what that needs.
 *
 * <p>Only with the lock of the {@link CellCompiler}.
 */
final class SnippetOrigins {
  private final JShell shell;
  private final Map<Snippet, Origin> known = new WeakHashMap<>();
  private LineTables.@Nullable Overload current;

  SnippetOrigins(JShell shell) {
    this.shell = shell;
  }

  /** Where the snippet comes from, which is evaluated next. */
  Origin expect(CellSnippet snippet, String cell, Lines lines) {
    Origin origin = snippet.rearranged() ? traced(snippet, cell, lines) : snippet.origin(cell);
    current = new LineTables.Overload(snippet.text().toString(), origin);
    return origin;
  }

  void evaluated(List<SnippetEvent> events, Origin origin) {
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null && event.snippet() instanceof PersistentSnippet) {
        known.put(event.snippet(), origin);
      }
    }
  }

  // Compiling it twice is the only way to learn how JShell rearranges a snippet; seldom needed.
  private Origin traced(CellSnippet snippet, String cell, Lines lines) {
    var wrappers = shell.sourceCodeAnalysis().wrappers(snippet.text().toString());
    return wrappers.isEmpty()
        ? snippet.origin(cell)
        : new Origin(cell, LineTables.traced(wrappers.getFirst(), snippet.text(), lines));
  }

  /**
   * Where a class comes from that belongs to snippets evaluated earlier, and perhaps to the current
   * one as well.
   */
  Optional<Origin> of(String wrapper) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    List<Snippet> earlier =
        shell
            .snippets()
            .filter(snippet -> known.containsKey(snippet) && shell.status(snippet).isActive())
            .filter(snippet -> analysis.wrapper(snippet).fullClassName().equals(wrapper))
            .toList();
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    if (!wrapper.contains("_")) {
      return Optional.ofNullable(known.get(earlier.getFirst()));
    }
    var overloads = new ArrayList<LineTables.Overload>();
    if (current != null) {
      overloads.add(current);
    }
    for (Snippet snippet : earlier) {
      Origin origin = known.get(snippet);
      if (origin != null) {
        overloads.add(new LineTables.Overload(snippet.source(), origin));
      }
    }
    return Optional.of(
        LineTables.joined(analysis.wrapper(earlier.getFirst()).wrapped(), overloads));
  }
}
