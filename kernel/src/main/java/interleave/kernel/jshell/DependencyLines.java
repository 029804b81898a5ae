package interleave.kernel.jshell;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Diagnostic.Severity;
import interleave.libraries.Coordinate;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a cell that ask for a library: {@code %dependency group:artifact:version}, or {@code
 * //DEPS group:artifact:version} as jbang has it. The latter is a comment to Java, the former
 * becomes one before Java sees it, letter for letter, so that all positions stay.
 */
final class DependencyLines {
  private static final Pattern LINE =
      Pattern.compile(
          "^[ \\t]*(?:%dependency\\b|//DEPS\\b)[ \\t]*(.*?)[ \\t]*$", Pattern.MULTILINE);
  private static final Pattern MAGIC =
      Pattern.compile("^([ \\t]*)%d(?=ependency\\b)", Pattern.MULTILINE);
  private static final String TEXT_BLOCK = "\"\"\"";

  private DependencyLines() {}

  /** What a line asks for, and where. */
  record Wanted(String text, Position from, Position to) {
    Optional<Coordinate> coordinate() {
      return Coordinate.parse(text);
    }

    Diagnostic mistake(String message) {
      return new Diagnostic(Severity.ERROR, "interleave.dependency", message, null, from, to);
    }

    Diagnostic notACoordinate() {
      return mistake(
          "expected group:artifact:version, such as com.google.code.gson:gson:2.13.2, found: "
              + (text.isEmpty() ? "nothing" : text));
    }
  }

  static List<Wanted> in(String source) {
    var lines = new Lines(source);
    return LINE.matcher(source)
        .results()
        .filter(line -> isCode(source, line.start()))
        .map(line -> wanted(line, lines))
        .toList();
  }

  /** The cell as Java may read it, with everything at its place. */
  static String hidden(String source) {
    if (!source.contains("%dependency")) {
      return source;
    }
    Matcher magic = MAGIC.matcher(source);
    return magic.replaceAll(found ->
        isCode(source, found.start())
            ? Matcher.quoteReplacement(found.group(1) + "//")
            : Matcher.quoteReplacement(found.group()));
  }

  private static Wanted wanted(MatchResult line, Lines lines) {
    return new Wanted(line.group(1), lines.position(line.start(1)), lines.position(line.end(1)));
  }

  // A text block may well contain such a line.
  private static boolean isCode(String source, int offset) {
    int marks = 0;
    for (int at = source.indexOf(TEXT_BLOCK);
        at >= 0 && at < offset;
        at = source.indexOf(TEXT_BLOCK, at + TEXT_BLOCK.length())) {
      marks++;
    }
    return marks % 2 == 0;
  }
}
