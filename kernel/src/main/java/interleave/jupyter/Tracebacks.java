package interleave.jupyter;

import interleave.jupyter.CellRuns.CellRun;
import interleave.kernel.BusyThreads;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.Failure.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What went wrong, as lines of a terminal that knows colours: "cell 3, line 5". */
final class Tracebacks {
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final CellRuns runs;

  Tracebacks(CellRuns runs) {
    this.runs = runs;
  }

  List<String> of(Failure failure) {
    var lines = new ArrayList<String>();
    add(failure, "", "", lines);
    return lines;
  }

  private void add(Failure failure, String indent, String relation, List<String> lines) {
    var message = failure.message() == null ? "" : ": " + failure.message();
    lines.add(indent + relation + RED + failure.type() + PLAIN + message);
    boolean shown = false;
    for (var frame : failure.frames()) {
      lines.add(indent + "    at " + described(frame));
      if (!shown && frame.cell() != null) {
        shown = true;
        sourceOf(frame).ifPresent(source -> lines.add(indent + "        " + source));
      }
    }
    for (var suppressed : failure.suppressed()) {
      add(suppressed, indent + "    ", "suppressed: ", lines);
    }
    if (failure.cause() != null) {
      add(failure.cause(), indent, "caused by: ", lines);
    }
  }

  private static String described(Frame frame) {
    var line = frame.line() == 0 ? "" : "line " + frame.line() + ", ";
    return frame.cell() == null
        ? DIM + line + frame.method() + PLAIN
        : BOLD + "cell " + frame.cell() + ", " + line + frame.method() + PLAIN;
  }

  private Optional<String> sourceOf(Frame frame) {
    return Optional.ofNullable(frame.cell())
        .flatMap(runs::find)
        .filter(run -> run.id().equals(frame.cell()))
        .flatMap(run -> line(run, frame.line()))
        .map(String::strip);
  }

  private static Optional<String> line(CellRun run, int number) {
    return number < 1 ? Optional.empty() : run.code().lines().skip(number - 1L).findFirst();
  }

  /** What the compiler says, with the place marked below its line. */
  List<String> of(CellRun run, List<Diagnostic> diagnostics) {
    var lines = new ArrayList<String>();
    for (var diagnostic : diagnostics) {
      var from = diagnostic.from();
      var color = diagnostic.severity() == Diagnostic.Severity.ERROR ? RED : BOLD;
      lines.add(color + place(run, diagnostic) + ": " + PLAIN + diagnostic.message());
      line(run, from.line())
          .ifPresent(source -> {
            lines.add("    " + source);
            lines.add("    " + RED + marks(source, diagnostic) + PLAIN);
          });
      if (diagnostic.hint() != null) {
        lines.add("    " + diagnostic.hint());
      }
    }
    return lines;
  }

  private static String place(CellRun run, Diagnostic diagnostic) {
    return "cell "
        + run.id()
        + ", line "
        + diagnostic.from().line()
        + ", column "
        + diagnostic.from().column();
  }

  private static String marks(String source, Diagnostic diagnostic) {
    var from = diagnostic.from();
    var to = diagnostic.to();
    int begin = Math.clamp(from.column() - 1, 0, source.length());
    int end = to.line() == from.line() ? to.column() - 1 : source.length();
    // A tab stays a tab, so that the marks stand below what they mark.
    var gap = source.substring(0, begin).replaceAll("[^\t]", " ");
    return gap + "^".repeat(Math.clamp(end - begin, 1, Math.max(1, source.length() - begin)));
  }

  /** Threads that a stop has not ended. */
  static String of(BusyThreads threads) {
    var lines = new ArrayList<String>();
    lines.add("did not listen to the stop:");
    for (var thread : threads.first()) {
      lines.add("  " + (thread.virtual() ? "virtual" : "platform") + " thread " + thread.name());
      thread.frames().forEach(frame -> lines.add("    at " + described(frame)));
    }
    int more = threads.count() - threads.first().size();
    if (more > 0) {
      lines.add("  and " + more + " more");
    }
    return String.join("\n", lines) + "\n";
  }
}
