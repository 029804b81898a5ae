package interleave.kernel.jshell;

import java.util.ArrayDeque;
import java.util.Deque;

/** The brackets of a text that need not be Java, without those in strings and comments. */
final class Brackets {
  /**
   * A bracket that nothing closes.
   *
   * @param commas that stand directly in it
   */
  record Open(char bracket, int at, int commas) {}

  private Brackets() {}

  /** Those that are open at the end, the innermost first. */
  static Deque<Open> openAtEnd(String text) {
    var open = new ArrayDeque<Open>();
    int at = 0;
    while (at < text.length()) {
      int behind = behindText(text, at);
      if (behind > at) {
        at = behind;
        continue;
      }
      char next = text.charAt(at);
      switch (next) {
        case '(', '[', '{' -> open.push(new Open(next, at, 0));
        case '<' -> {
          if (isTypeBefore(text, at)) {
            open.push(new Open(next, at, 0));
          }
        }
        case '>' -> closeAngle(open);
        case ')' -> close(open, '(');
        case ']' -> close(open, '[');
        case '}' -> close(open, '{');
        case ',' -> {
          if (!open.isEmpty()) {
            Open inner = open.pop();
            open.push(new Open(inner.bracket(), inner.at(), inner.commas() + 1));
          }
        }
        default -> {}
      }
      at++;
    }
    return open;
  }

  private static void closeAngle(Deque<Open> open) {
    if (!open.isEmpty() && open.peek().bracket() == '<') {
      open.pop();
    }
  }

  /** With what was opened inside and never closed. */
  private static void close(Deque<Open> open, char bracket) {
    if (open.stream().anyMatch(one -> one.bracket() == bracket)) {
      while (open.pop().bracket() != bracket) {}
    }
  }

  /** Behind the comment, string or character that begins here; here if none does. */
  private static int behindText(String text, int at) {
    if (text.startsWith("//", at)) {
      return behind(text, "\n", at + 2);
    }
    if (text.startsWith("/*", at)) {
      return behind(text, "*/", at + 2);
    }
    if (text.startsWith("\"\"\"", at)) {
      return behind(text, "\"\"\"", at + 3);
    }
    char quote = text.charAt(at);
    if (quote != '"' && quote != '\'') {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, text.length());
  }

  private static int behind(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  /** So that a comma between type arguments is not taken for one between arguments. */
  private static boolean isTypeBefore(String text, int angle) {
    String word = OpenCall.word(text, angle);
    return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
  }
}
