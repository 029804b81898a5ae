package interleave.display;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** An exception that is a value, not thrown: what it says, where in the cells it was made, why. */
final class ThrowableText {
  private static final int MOST_CALLS = 10;
  private static final int MOST_CAUSES = 10;
  private static final String CELL_FILE = "cell ";

  private ThrowableText() {}

  static String of(Throwable thrown) {
    var text = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable next = thrown;
    while (next != null && seen.size() < MOST_CAUSES && seen.add(next)) {
      text.append(seen.size() == 1 ? "" : "\ncaused by ").append(headline(next));
      appendCalls(next, text);
      next = next.getCause();
    }
    return text.toString();
  }

  /** Type and message. */
  static String headline(Throwable thrown) {
    return CellNames.readable(thrown.toString());
  }

  private static void appendCalls(Throwable thrown, StringBuilder text) {
    Arrays.stream(thrown.getStackTrace())
        .filter(call -> call.getFileName() != null && call.getFileName().startsWith(CELL_FILE))
        .map(call -> "\n    at " + call.getFileName() + ", line " + call.getLineNumber())
        .distinct() // JShell runs one line in several methods
        .limit(MOST_CALLS)
        .forEach(text::append);
  }
}
