package interleave.worker;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a printed stack trace, for readers: the worker's own calls are left out, and what
 * JShell wraps around a cell is not named. {@code at REPL.$JShell$7.fetchAll(cell all-at-once:3)}
 * becomes {@code at fetchAll(cell all-at-once:3)}.
 */
final class TraceLine {
  private static final String START = "\tat ";
  private static final String OURS = START + "interleave.worker.";
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?[.$]");
  private static final Pattern TOP_LEVEL = Pattern.compile(" do_it\\$(?:Aux)?\\(");
  private static final Pattern TOP_LEVEL_LAMBDA =
      Pattern.compile(" lambda\\$do_it\\$(?:Aux)?\\$\\d+\\(");

  private TraceLine() {}

  /**
   * Whether an object given to {@code println} is such a line: an exception prints its lines as
   * objects, and nobody else does.
   */
  static boolean is(Object printed) {
    return printed instanceof String line && line.startsWith("\t") && line.contains(START);
  }

  static Optional<String> forReaders(String line) {
    if (line.contains(OURS)) {
      return Optional.empty();
    }
    String plain = WRAPPER.matcher(line).replaceAll("");
    plain = TOP_LEVEL.matcher(plain).replaceAll(" top level(");
    return Optional.of(TOP_LEVEL_LAMBDA.matcher(plain).replaceAll(" lambda("));
  }
}
