package interleave.kernel.jshell;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Severity;
import interleave.kernel.jshell.SyntaxReader.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Diag;

/** Says what the compiler found in the words and places of the cell. */
final class DiagnosticWriter {
  /** In a cell the location is always JShell's own class. */
  private static final Pattern LOCATION =
      Pattern.compile(
          "(?m)^\\s*location:\\s*class\\s*(?:\\S*\\$JShell\\$\\S*|REPL\\.\\$)?\\s*$\\R?");

  private static final Pattern IN_WRAPPER =
      Pattern.compile(
          " in (?:class|interface) (?:(?:REPL\\.)?\\$JShell\\$\\w+|REPL\\.\\$)(?=[ ;,\\n]|$)");

  private static final Pattern WRAPPER =
      Pattern.compile("(?:REPL\\.)?\\$JShell\\$\\w+[.$]?|REPL\\.\\$\\.");

  /** Of types that every learner knows by their simple name. */
  private static final Pattern PACKAGE =
      Pattern.compile("\\b(?:java|interleave)\\.(?:[a-z]\\w*\\.)+(?=[A-Z])");

  private final Supplier<Stream<String>> names;

  /**
   * @param names of the variables, methods and types that exist now
   */
  DiagnosticWriter(Supplier<Stream<String>> names) {
    this.names = names;
  }

  List<Diagnostic> ofSyntax(String cell, int start, List<Mistake> mistakes) {
    var lines = new Lines(cell);
    return mistakes.stream()
        .map(m ->
            new Diagnostic(
                Severity.ERROR,
                m.code(),
                m.message(),
                Hints.forDiagnostic(m.code(), m.message(), names),
                lines.position(start + m.from()),
                lines.position(start + Math.max(m.from(), m.to()))))
        .toList();
  }

  List<Diagnostic> ofSnippet(String cell, SnippetText text, Stream<Diag> diags) {
    return diags.map(diag -> diagnostic(cell, text, diag)).toList();
  }

  Diagnostic ofSketch(String cell, Sketch sketch, javax.tools.Diagnostic<?> found) {
    var lines = new Lines(cell);
    String message = message(found.getMessage(Locale.ENGLISH));
    long from = found.getStartPosition() < 0 ? found.getPosition() : found.getStartPosition();
    // A wide extent may begin in words of ours.
    if (!sketch.isFromCell(from)) {
      from = found.getPosition();
    }
    return new Diagnostic(
        found.getKind() == javax.tools.Diagnostic.Kind.ERROR ? Severity.ERROR : Severity.WARNING,
        found.getCode(),
        message,
        Hints.forDiagnostic(found.getCode(), message, names),
        lines.position(sketch.toCell(from)),
        lines.position(sketch.toCell(Math.max(from, found.getEndPosition()))));
  }

  private Diagnostic diagnostic(String cell, SnippetText text, Diag diag) {
    var lines = new Lines(cell);
    String message = message(diag);
    long from = diag.getStartPosition() < 0 ? diag.getPosition() : diag.getStartPosition();
    long to = Math.max(from, diag.getEndPosition());
    return new Diagnostic(
        diag.isError() ? Severity.ERROR : Severity.WARNING,
        diag.getCode(),
        message,
        Hints.forDiagnostic(diag.getCode(), message, names),
        lines.position(text.toCell(from)),
        lines.position(text.toCell(to)));
  }

  static String message(Diag diag) {
    return message(diag.getMessage(Locale.ENGLISH));
  }

  private static String message(String original) {
    String message = LOCATION.matcher(original).replaceAll("");
    message = IN_WRAPPER.matcher(message).replaceAll("");
    message = PACKAGE.matcher(message).replaceAll("");
    return WRAPPER
        .matcher(message)
        .replaceAll("")
        .lines()
        .map(line -> line.replaceFirst("^(\\s*symbol:)\\s+", "$1 "))
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }
}
