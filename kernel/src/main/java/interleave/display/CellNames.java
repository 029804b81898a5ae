package interleave.display;

import java.util.regex.Pattern;

/** Names of what cells declare, as they stand in the cell: JShell wraps each in a class. */
final class CellNames {
  private static final String WRAPPER_START = "REPL.$JShell$";
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?[.$]");
  private static final Pattern ANONYMOUS = Pattern.compile("(^|[.$])\\d+$");

  private CellNames() {}

  static String of(Class<?> type) {
    String name = readable(type.getTypeName());
    return ANONYMOUS.matcher(name).replaceFirst("$1anonymous class").replace('$', '.');
  }

  /** A text in which such names may stand, as in {@code REPL.$JShell$7$Order@1f}. */
  static String readable(String text) {
    return text.contains(WRAPPER_START) ? WRAPPER.matcher(text).replaceAll("") : text;
  }
}
