package interleave.kernel.jshell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told from how a part of a cell begins, although it may not end yet. */
final class Beginning {
  private static final Pattern BLANKS_AND_COMMENTS =
      Pattern.compile("(?:\\s|//[^\n]*(?:\n|\\z)|(?s:/\\*.*?\\*/))*+");

  private static final Pattern IGNORED =
      Pattern.compile("(?:(?:public|protected|private|static)\\s+)*+");

  private static final Pattern IGNORED_BEFORE_VARIABLES =
      Pattern.compile("(?:(?:public|protected|private|static|final)\\s+)*+");

  /** A type, a name and parameters, then a body or exceptions. */
  private static final Pattern METHOD =
      Pattern.compile(
          "(?!(?:new|return|throw|else|case|yield|assert)\\b)(?:@\\w+\\s+)*(?:\\w+\\s+)*(?:<[^;{}()]*>\\s*)?[\\w.]+(?:<[^;{}()]*>)?(?:\\s*\\[\\s*\\])*\\s+\\w+\\s*\\([^;{}()]*\\)\\s*(?:throws\\s[\\w.,\\s]+)?\\{");

  private Beginning() {}

  /** Where the blanks and comments end that a part starts with. */
  static int ofCode(String part) {
    return end(BLANKS_AND_COMMENTS, part, 0);
  }

  /** Where the modifiers end that JShell ignores. */
  static int behindModifiers(String part, int from, PieceKind kind) {
    return end(kind == PieceKind.VARIABLE ? IGNORED_BEFORE_VARIABLES : IGNORED, part, from);
  }

  static boolean isImport(String part, int from) {
    return part.startsWith("import ", from);
  }

  static boolean isMethod(String part, int from) {
    return METHOD.matcher(part).region(from, part.length()).lookingAt();
  }

  private static int end(Pattern pattern, String part, int from) {
    Matcher matcher = pattern.matcher(part).region(from, part.length());
    return matcher.lookingAt() ? matcher.end() : from;
  }
}
