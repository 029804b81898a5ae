package interleave.kernel.jshell;

import interleave.kernel.jshell.Brackets.Open;
import java.util.Optional;
import java.util.Set;

/**
 * The call among whose arguments a cursor stands, as far as the text tells: what is being typed
 * seldom parses.
 *
 * @param nameEnd behind the name of the method or class, an offset in the source
 * @param parenthesis offset of the one that opens the arguments
 * @param argument the cursor's, counted from 0
 */
record OpenCall(int nameEnd, int parenthesis, int argument) {
  private static final Set<String> NO_NAMES =
      Set.of("if", "while", "for", "switch", "catch", "try", "synchronized", "return", "assert");

  static Optional<OpenCall> at(String source, int cursor) {
    for (Open open : Brackets.openAtEnd(source.substring(0, cursor))) {
      if (open.bracket() == '{') {
        return Optional.empty();
      }
      if (open.bracket() == '(') {
        int end = endOfName(source, open.at());
        if (end > 0 && !NO_NAMES.contains(word(source, end))) {
          return Optional.of(new OpenCall(end, open.at(), open.commas()));
        }
      }
    }
    return Optional.empty();
  }

  private static int endOfName(String source, int parenthesis) {
    int end = source.substring(0, parenthesis).stripTrailing().length();
    if (end > 0 && source.charAt(end - 1) == '>') {
      int depth = 0;
      while (end > 0) {
        char last = source.charAt(--end);
        depth += last == '>' ? 1 : last == '<' ? -1 : 0;
        if (depth == 0) {
          break;
        }
      }
    }
    return end > 0 && Character.isJavaIdentifierPart(source.charAt(end - 1)) ? end : -1;
  }

  static String word(String text, int end) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end);
  }
}
