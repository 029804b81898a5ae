package interleave.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns exceptions into data that a page can show: without our own calls, and short however deep
 * the stack was.
 */
final class Traces {
  /** System property with the limit that the server set; what the JVM says is a little less. */
  static final String HEAP_MEGABYTES = "interleave.heap-megabytes";

  private static final int MOST_CALLS = 50;
  private static final int CALLS_AT_THE_BOTTOM = 10;
  private static final int MOST_CAUSES = 20;
  private static final int MOST_CHARACTERS = 10_000;
  private static final String OURS = Traces.class.getPackageName() + ".";

  private Traces() {}

  static Trace of(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return of(thrown, seen);
  }

  private static Trace of(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    var suppressed = new ArrayList<Trace>();
    for (Throwable next : thrown.getSuppressed()) {
      if (isNew(next, seen)) {
        suppressed.add(of(next, seen));
      }
    }
    return new Trace(
        thrown.getClass().getName(),
        message(thrown),
        calls(thrown.getStackTrace()),
        cause != null && isNew(cause, seen) ? of(cause, seen) : null,
        suppressed);
  }

  // A cause may lead back to where it came from.
  private static boolean isNew(Throwable thrown, Set<Throwable> seen) {
    return seen.size() < MOST_CAUSES && !seen.contains(thrown);
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      if (thrown instanceof OutOfMemoryError) {
        return ofMemory(message == null ? "" : message);
      }
      return message == null || message.length() <= MOST_CHARACTERS
          ? message
          : message.substring(0, MOST_CHARACTERS)
              + "… ("
              + (message.length() - MOST_CHARACTERS)
              + " more characters)";
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return "(no message: getMessage() threw " + e.getClass().getName() + ")";
    }
  }

  private static String ofMemory(String message) {
    if (message.startsWith(ThreadLimit.REACHED)) {
      return message;
    }
    if (message.contains("native thread")) {
      return message
          + ": the system gives this program no more threads (virtual threads have no such limit)";
    }
    long megabytes = Long.getLong(HEAP_MEGABYTES, Runtime.getRuntime().maxMemory() >> 20);
    return (message.isEmpty() ? "" : message + ": ")
        + "the limit is "
        + megabytes
        + " MB (--worker-heap)";
  }

  /** A stack without our own calls, cut in the middle if it is long. */
  static List<Trace.Call> calls(StackTraceElement[] stack) {
    var shown =
        Arrays.stream(stack, 0, endOfCell(stack))
            .filter(call -> !call.getClassName().startsWith(OURS))
            .map(Traces::call)
            .toList();
    if (shown.size() <= MOST_CALLS) {
      return shown;
    }
    int top = MOST_CALLS - CALLS_AT_THE_BOTTOM;
    var folded = new ArrayList<>(shown.subList(0, top));
    folded.add(new Trace.Call("", "… " + (shown.size() - MOST_CALLS) + " more calls …", "", 0));
    folded.addAll(shown.subList(shown.size() - CALLS_AT_THE_BOTTOM, shown.size()));
    return folded;
  }

  /** Below the cell's own code stands the worker's, which called it. */
  private static int endOfCell(StackTraceElement[] stack) {
    for (int i = stack.length; i > 0; i--) {
      if (stack[i - 1].getClassName().startsWith(OURS + "Cells")) {
        int end = i;
        while (end > 0 && !CellLoader.isCells(stack[end - 1].getClassName())) {
          end--;
        }
        return end;
      }
    }
    return stack.length;
  }

  private static Trace.Call call(StackTraceElement element) {
    String file = element.getFileName();
    return new Trace.Call(
        element.getClassName(),
        element.getMethodName(),
        file == null ? "" : file,
        Math.max(0, element.getLineNumber()));
  }
}
