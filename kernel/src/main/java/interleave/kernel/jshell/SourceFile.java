package interleave.kernel.jshell;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Severity;
import interleave.kernel.jshell.CellSplitter.Split;
import interleave.kernel.jshell.Piece.Addition;
import interleave.kernel.jshell.SyntaxReader.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cell may have that only a file can have: a package, a program that starts with {@code
 * main}, sealed types whose subtypes stand beside them. People paste files, and expect them to do
 * what {@code java File.java} does with them.
 */
final class SourceFile {
  private static final Pattern PACKAGE =
      Pattern.compile("\\A(?:\\s|//[^\\n]*\\n|/\\*(?s:.*?)\\*/)*package\\s+[\\w.\\s]+;");

  /** JShell would take this for the start of a {@code synchronized} statement. */
  private static final Pattern SYNCHRONIZED_METHOD =
      Pattern.compile(
          "\\A(?:\\s|//[^\\n]*\\n|/\\*(?s:.*?)\\*/)*"
              + "(?:(?:public|protected|private|static|final)\\s+)*(synchronized)\\s+[\\w<]");

  private SourceFile() {}

  /** A method that begins here and wants the lock of an object, of which a cell has none. */
  static Optional<Mistake> synchronizedMethod(String rest) {
    Matcher method = SYNCHRONIZED_METHOD.matcher(rest);
    return method.find()
        ? Optional.of(
            new Mistake(
                "interleave.synchronized",
                "a method outside of a class cannot be synchronized: there is no object whose lock"
                    + " it could take",
                method.start(1),
                method.end(1)))
        : Optional.empty();
  }

  /** Where the rest begins, behind the package line if there is one. */
  static int endOfPackage(String cell) {
    Matcher line = PACKAGE.matcher(cell);
    return line.find() ? line.end() : 0;
  }

  static Split.Snippets snippets(String cell, List<Piece> pieces) {
    var snippets = new ArrayList<>(Merging.snippets(cell, withPermits(pieces)));
    var notes = new ArrayList<Diagnostic>();
    var lines = new Lines(cell);
    int start = endOfPackage(cell);
    if (start > 0) {
      int keyword = cell.substring(0, start).lastIndexOf("package");
      notes.add(
          new Diagnostic(
              Severity.NOTE,
              "interleave.package",
              "The package line was left out: a notebook has no packages, every cell sees every"
                  + " name.",
              null,
              lines.position(keyword),
              lines.position(start)));
    }
    start(pieces)
        .ifPresent(piece -> {
          Program program = piece.ties().program().orElseThrow();
          int line = lines.line(firstLetter(cell, piece));
          snippets.add(Merging.call(cell, program, line));
          notes.add(
              new Diagnostic(
                  Severity.NOTE,
                  "interleave.main",
                  "The cell is a whole program, so it was started as java starts a file. To start"
                      + " it again from another cell: "
                      + program.call(),
                  null,
                  lines.position(firstLetter(cell, piece)),
                  lines.position(piece.end())));
        });
    return new Split.Snippets(snippets, notes);
  }

  /**
   * What is to be started: if the cell only declares, so that without it nothing would be seen to
   * happen.
   */
  private static Optional<Piece> start(List<Piece> pieces) {
    if (!pieces.stream().allMatch(piece -> piece.kind().declares())) {
      return Optional.empty();
    }
    return pieces.stream()
        .filter(piece -> piece.ties().program().isPresent())
        .min(Comparator.comparing(piece -> !piece.ties().program().orElseThrow().ofFile()));
  }

  private static List<Piece> withPermits(List<Piece> pieces) {
    List<TypeHeader> types =
        pieces.stream().flatMap(piece -> piece.ties().type().stream()).toList();
    return pieces.stream()
        .map(piece ->
            piece
                .ties()
                .type()
                .filter(type -> type.permits().isPresent())
                .map(type -> withPermits(piece, type, type.subtypesIn(types)))
                .orElse(piece))
        .toList();
  }

  private static Piece withPermits(Piece piece, TypeHeader type, List<String> subtypes) {
    return subtypes.isEmpty()
        ? piece
        : piece.with(
            new Addition(
                piece.start() + type.permits().orElseThrow(),
                "permits " + String.join(", ", subtypes) + " "));
  }

  private static int firstLetter(String cell, Piece piece) {
    return cell.length() - cell.substring(piece.start()).stripLeading().length();
  }
}
