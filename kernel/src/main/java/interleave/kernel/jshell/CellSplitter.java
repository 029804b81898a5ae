package interleave.kernel.jshell;

import interleave.kernel.Completeness;
import interleave.kernel.Diagnostic;
import interleave.kernel.jshell.Piece.Addition;
import interleave.kernel.jshell.Piece.Extent;
import interleave.kernel.jshell.SyntaxReader.Mistake;
import interleave.kernel.jshell.SyntaxReader.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * The one place that knows how a cell becomes snippets: JShell says where a part ends, the {@link
 * SyntaxReader} what it is. A cell with a mistake in its syntax gives no snippets at all, so that
 * nothing of it runs.
 */
final class CellSplitter {
  private static final Pattern COMMENTS = Pattern.compile("//[^\n]*|(?s:/\\*.*?\\*/)");

  private final SourceCodeAnalysis analysis;
  private final SyntaxReader syntax;
  private final DiagnosticWriter writer;

  CellSplitter(SourceCodeAnalysis analysis, SyntaxReader syntax, DiagnosticWriter writer) {
    this.analysis = analysis;
    this.syntax = syntax;
    this.writer = writer;
  }

  sealed interface Split {
    /**
     * What is to be run.
     *
     * @param notes what was not taken literally
     */
    record Snippets(List<CellSnippet> snippets, List<Diagnostic> notes) implements Split {}

    record Wrong(List<Diagnostic> mistakes) implements Split {}
  }

  /**
   * What a cell was cut into.
   *
   * @param end where the last piece ends
   * @param mistakes why nothing more could be cut off there; none if all of the cell is cut
   */
  private record Cut(List<Piece> pieces, int end, List<Mistake> mistakes) {}

  Split split(String source) {
    String cell = DependencyLines.hidden(source);
    return split(cell, cut(cell));
  }

  private Split split(String cell, Cut cut) {
    return cut.mistakes().isEmpty()
        ? SourceFile.snippets(cell, cut.pieces())
        : new Split.Wrong(writer.ofSyntax(cell, cut.end(), cut.mistakes()));
  }

  /**
   * The finished parts of a text whose end is being written. The last one is finished too if it is
   * an expression and the line is.
   */
  List<Piece> piecesBeforeEnd(String text) {
    List<Piece> pieces = cut(DependencyLines.hidden(text)).pieces();
    boolean goesOn = !pieces.isEmpty() && !pieces.getLast().complete() && !endsWithLine(text);
    return goesOn ? pieces.subList(0, pieces.size() - 1) : pieces;
  }

  /** The cell with all that has to be known to look at it as it stands. */
  Surroundings surroundings(String source, String header, String classPath) {
    String cell = DependencyLines.hidden(source);
    Cut cut = cut(cell);
    return new Surroundings(header, classPath, split(cell, cut), cut.pieces());
  }

  Completeness completeness(String cell) {
    String source = DependencyLines.hidden(cell);
    Cut cut = cut(source);
    if (cut.mistakes().isEmpty()) {
      return new Completeness.Complete();
    }
    return switch (analysis.analyzeCompletion(source.substring(cut.end())).completeness()) {
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE ->
          new Completeness.Incomplete(NextLine.indent(source));
      case COMPLETE, COMPLETE_WITH_SEMI, EMPTY, UNKNOWN -> new Completeness.Invalid();
    };
  }

  /** The same for a text whose end is being written. */
  Surroundings surroundingsBeforeEnd(String text, String header, String classPath) {
    return new Surroundings(
        header, classPath, new Split.Snippets(List.of(), List.of()), piecesBeforeEnd(text));
  }

  private Cut cut(String cell) {
    var pieces = new ArrayList<Piece>();
    int start = SourceFile.endOfPackage(cell);
    while (true) {
      String rest = cell.substring(start);
      Optional<Mistake> unlockable = SourceFile.synchronizedMethod(rest);
      if (unlockable.isPresent()) {
        return new Cut(pieces, start, List.of(unlockable.get()));
      }
      CompletionInfo info = analysis.analyzeCompletion(rest);
      int length;
      boolean complete = false;
      switch (info.completeness()) {
        case EMPTY -> {
          return new Cut(pieces, start, List.of());
        }
        case COMPLETE -> {
          length = rest.length() - info.remaining().length();
          complete = true;
        }
        case COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE, UNKNOWN ->
            length = rest.length();
        default -> throw new IllegalStateException("new completeness: " + info.completeness());
      }
      String part = rest.substring(0, length);
      switch (syntax.parse(part)) {
        case Parsed.Fits fits -> {
          pieces.add(piece(fits, start, length, complete && isEnded(fits, part)));
          start += length;
        }
        case Parsed.Wrong(var mistakes) -> {
          Optional<Piece> line = expressionWithoutSemicolon(start, part, mistakes);
          if (line.isEmpty()) {
            return new Cut(pieces, start, mistakes);
          }
          pieces.add(line.get());
          start = line.get().end();
        }
      }
    }
  }

  /**
   * JShell takes two lines as one expression if the first has no semicolon; a notebook takes them
   * as two.
   */
  private Optional<Piece> expressionWithoutSemicolon(
      int start, String part, List<Mistake> mistakes) {
    for (Mistake mistake : mistakes) {
      int end = mistake.from();
      if (mistake.isMissingSemicolon() && endsLine(part, end)) {
        if (syntax.parse(part.substring(0, end)) instanceof Parsed.Fits fits
            && (fits.kind().isExpression() || fits.kind() == PieceKind.ASSIGNMENT)) {
          return Optional.of(piece(fits, start, end, false));
        }
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Piece piece(Parsed.Fits fits, int start, int length, boolean complete) {
    var inner = new Extent(start + fits.inner().from(), start + fits.inner().to());
    List<Addition> additions =
        fits.additions().stream()
            .map(addition -> new Addition(start + addition.at(), addition.text()))
            .toList();
    return new Piece(
        fits.kind(),
        start,
        start + length,
        inner,
        additions,
        fits.rearranged(),
        complete,
        fits.ties());
  }

  /** JShell takes an assignment for complete although its semicolon is missing. */
  private static boolean isEnded(Parsed.Fits fits, String part) {
    return fits.kind() != PieceKind.ASSIGNMENT
        || COMMENTS.matcher(part.substring(fits.inner().to())).replaceAll("").contains(";");
  }

  private static boolean endsWithLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1).isBlank();
  }

  private static boolean endsLine(String part, int offset) {
    int line = part.indexOf('\n', offset);
    String behind = part.substring(offset, line < 0 ? part.length() : line).strip();
    return line >= 0 && (behind.isEmpty() || behind.startsWith("//"));
  }
}
