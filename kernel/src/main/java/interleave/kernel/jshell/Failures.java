package interleave.kernel.jshell;

import interleave.kernel.CellId;
import interleave.kernel.Failure;
import interleave.kernel.Failure.Frame;
import interleave.worker.Origin;
import interleave.worker.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Exceptions as the reader shall see them: cells, lines, and names without JShell's wrappers. */
final class Failures {
  /** What a frame is called that is not in a method of the cell's own. */
  static final String TOP_LEVEL = "top level";

  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?(?:\\$|\\.|$)");
  private static final Pattern ANONYMOUS =
      Pattern.compile("(^|\\$)(?:\\$JShell\\$anonymous\\$\\$)?\\d+(?=$|\\$)");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)\\$+\\d+");
  private static final Pattern TOP_LEVEL_METHOD = Pattern.compile("do_it\\$?(?:Aux)?");

  private Failures() {}

  static Failure of(Trace trace) {
    return new Failure(
        typeName(trace.type()),
        trace.message() == null ? null : unwrapped(trace.message()),
        frames(trace.calls()),
        trace.cause() == null ? null : of(trace.cause()),
        trace.suppressed().stream().map(Failures::of).toList());
  }

  static String typeName(String name) {
    return ANONYMOUS.matcher(unwrapped(name)).replaceAll("$1anonymous class").replace('$', '.');
  }

  private static String unwrapped(String text) {
    return WRAPPER.matcher(text).replaceAll("");
  }

  static List<Frame> frames(List<Trace.Call> calls) {
    var frames = new ArrayList<Frame>();
    for (Trace.Call call : calls) {
      Frame frame = frame(call);
      // JShell initializes a variable in two methods, and we keep a value from within a lambda: one
      // call to the reader.
      boolean repeats =
          frame.method().equals(TOP_LEVEL)
              && !frames.isEmpty()
              && frames.getLast().method().equals(TOP_LEVEL);
      if (!repeats) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static Frame frame(Trace.Call call) {
    String cell = Origin.cellOf(call.file());
    if (cell.isEmpty()) {
      String owner = call.className().isEmpty() ? "" : call.className() + ".";
      return new Frame(null, call.line(), owner + call.method());
    }
    return new Frame(new CellId(cell), call.line(), method(call));
  }

  private static String method(Trace.Call call) {
    var lambda = LAMBDA.matcher(call.method());
    String method = lambda.matches() ? lambda.group(1) : call.method();
    String type = typeName(call.className());
    if (TOP_LEVEL_METHOD.matcher(method).matches()) {
      return TOP_LEVEL;
    }
    String owner = type.isEmpty() ? "" : type + ".";
    return switch (method) {
      case "<init>" -> "new " + type;
      case "<clinit>" -> type;
      default -> owner + method;
    };
  }
}
