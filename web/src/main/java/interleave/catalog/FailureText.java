package interleave.catalog;

import interleave.kernel.BusyThreads;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import java.util.ArrayList;
import java.util.List;

/** Exceptions and compiler messages as lines of text, for programs that know only text. */
final class FailureText {
  private FailureText() {}

  static List<String> lines(Failure failure) {
    var lines = new ArrayList<String>();
    add(failure, "", "", lines);
    return lines;
  }

  private static void add(Failure failure, String indent, String relation, List<String> lines) {
    lines.add(
        indent
            + relation
            + failure.type()
            + (failure.message() == null ? "" : ": " + failure.message()));
    for (var frame : failure.frames()) {
      lines.add(indent + "    at " + line(frame));
    }
    for (var suppressed : failure.suppressed()) {
      add(suppressed, indent + "    ", "suppressed: ", lines);
    }
    if (failure.cause() != null) {
      add(failure.cause(), indent, "caused by: ", lines);
    }
  }

  private static String line(Failure.Frame frame) {
    var place = frame.cell() == null ? "" : "cell " + frame.cell() + ", ";
    var line = frame.line() == 0 ? "" : "line " + frame.line() + ", ";
    return place + line + frame.method();
  }

  static String stillRunning(BusyThreads threads) {
    var lines = new ArrayList<String>();
    lines.add("did not listen to the stop:");
    for (var thread : threads.first()) {
      lines.add("  " + (thread.virtual() ? "virtual" : "platform") + " thread " + thread.name());
      thread.frames().forEach(frame -> lines.add("    at " + line(frame)));
    }
    int more = threads.count() - threads.first().size();
    if (more > 0) {
      lines.add("  and " + more + " more");
    }
    return String.join("\n", lines);
  }

  static String line(Diagnostic diagnostic) {
    return "line "
        + diagnostic.from().line()
        + ", column "
        + diagnostic.from().column()
        + ": "
        + diagnostic.message();
  }
}
