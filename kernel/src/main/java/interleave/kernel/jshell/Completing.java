package interleave.kernel.jshell;

import interleave.kernel.Completions;
import interleave.kernel.Completions.Item;
import interleave.kernel.Completions.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * Finds what could stand at the cursor. JShell looks at one snippet, and knows only what has run.
 * So it is shown a class: what the cell declares above the cursor as members, then a method that
 * begins like the part with the cursor in it.
 *
 * <p>JShell is asked about the place where the word at the cursor begins, and never sees the word:
 * that takes it no longer, and a reader who types {@code thread} finds {@code Thread}.
 */
final class Completing {
  /** More is not looked at: the lock is held meanwhile, and the next run waits for it. */
  private static final int MOST_BEFORE_CURSOR = 6_000;

  /** What every object has and hardly anyone looks for. */
  private static final Set<String> LAST =
      Set.of("wait(", "notify()", "notifyAll()", "getClass()", "finalize()", "clone()", "class");

  /** Without a dot these are of use only inside a class. */
  private static final Set<String> LAST_ALONE = Set.of("equals(", "hashCode()", "toString()");

  private final SourceCodeAnalysis analysis;
  private final CellSplitter splitter;

  Completing(SourceCodeAnalysis analysis, CellSplitter splitter) {
    this.analysis = analysis;
    this.splitter = splitter;
  }

  Completions at(String source, int cursor) {
    int word = startOfWord(source, cursor);
    String before = source.substring(startOfView(source, word), word);
    boolean member = before.stripTrailing().endsWith(".");
    // After a dot all members, as there are few and the middle of a name may be typed too.
    String prefix = member ? "" : source.substring(word, cursor).toLowerCase(Locale.ROOT);
    String question = question(before);
    var suggestions = analysis.completionSuggestions(question, question.length(), new int[1]);
    return new Completions(word, items(suggestions, prefix, member));
  }

  private String question(String before) {
    List<Piece> above = splitter.piecesBeforeEnd(before);
    int start = above.isEmpty() ? 0 : above.getLast().end();
    String part = SyntaxReader.withoutModifiers(before.substring(start));
    if (part.stripLeading().startsWith("import ")) {
      return part;
    }
    var question = new StringBuilder("class $ {\n");
    for (Piece piece : above) {
      String text = SyntaxReader.withoutModifiers(before.substring(piece.start(), piece.end()));
      switch (piece.kind()) {
        case MEMBER, VARIABLE ->
            question.append("static ").append(text).append(piece.complete() ? "\n" : "\n;");
        case IMPORT, STATEMENT, ASSIGNMENT, EXPRESSION, RETURN, BARE_EXPRESSION -> {}
      }
    }
    question.append("Object $() throws Throwable {\n").append(part);
    // Behind a statement JShell looks from outside the block, and misses what is declared in it.
    return question.append(isBehindStatement(part) ? "{" : "").toString();
  }

  private static List<Item> items(List<Suggestion> suggestions, String prefix, boolean member) {
    Map<String, Item> byText = new LinkedHashMap<>();
    for (Suggestion suggestion : suggestions) {
      String text = suggestion.continuation();
      if (!isOurs(text) && text.toLowerCase(Locale.ROOT).startsWith(prefix)) {
        byText.merge(
            text,
            new Item(text, suggestion.matchesType(), Kind.UNKNOWN, "", ""),
            (one, other) -> one.fits() ? one : other);
      }
    }
    return byText.values().stream()
        .sorted(
            Comparator.comparing((Item item) -> isLast(item.text(), member))
                .thenComparing(item -> !item.fits())
                .thenComparing(item -> isType(item.text()) || SourceVersion.isKeyword(item.text()))
                .thenComparing(Item::text, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** Names that JShell and we make up, and what the class makes possible that we put around. */
  private static boolean isOurs(String text) {
    return text.startsWith("$") || text.equals("this") || text.equals("super");
  }

  private static boolean isLast(String text, boolean member) {
    return LAST.contains(text) || (!member && (LAST_ALONE.contains(text) || text.endsWith(".")));
  }

  /** As far as its name tells: capital first, but not all capitals as a constant has. */
  private static boolean isType(String text) {
    return Character.isUpperCase(text.charAt(0)) && text.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isBehindStatement(String part) {
    String text = part.stripTrailing();
    return text.endsWith(";") || text.endsWith("}");
  }

  private static int startOfWord(String source, int cursor) {
    int start = cursor;
    while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int startOfView(String source, int end) {
    return end <= MOST_BEFORE_CURSOR ? 0 : source.indexOf('\n', end - MOST_BEFORE_CURSOR - 1) + 1;
  }
}
