package interleave.kernel.jshell;

import interleave.kernel.jshell.Piece.Addition;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes snippets of pieces. Each declaration is a snippet; neighbouring statements become one
 * block, because the compiler takes as long for one as for ten. The last expression goes into a
 * call that keeps its value: as a snippet of its own, JShell would find out its type in two more
 * passes and declare a variable for it.
 */
final class Merging {
  /** How many lines below JShell's class the snippet's first line comes to stand. */
  private static final int ABOVE_MEMBERS_AND_STATEMENTS = 2;

  /** The same for the first line of a variable's initializer. */
  private static final int ABOVE_INITIALIZERS = 4;

  static final String KEEP_VALUE = "new interleave.worker.Results().last(() -> ";

  /** The same for what is no call: a lambda costs the compiler a millisecond. */
  private static final String KEEP_BARE_VALUE = "new interleave.worker.Results().value(";

  private final String cell;
  private final Lines lines;
  private final List<CellSnippet> snippets = new ArrayList<>();

  private Merging(String cell) {
    this.cell = cell;
    this.lines = new Lines(cell);
  }

  static List<CellSnippet> snippets(String cell, List<Piece> pieces) {
    var merging = new Merging(cell);
    var block = new ArrayList<Piece>();
    for (Piece piece : pieces) {
      if (piece.kind().declares()) {
        merging.addBlock(block, false);
        block.clear();
        merging.snippets.add(merging.declaration(piece));
      } else {
        block.add(piece);
      }
    }
    merging.addBlock(block, true);
    return merging.snippets;
  }

  private CellSnippet declaration(Piece piece) {
    var text = new SnippetText(cell);
    int copied = piece.start();
    for (Addition addition : piece.additions()) {
      text.copy(copied, addition.at()).add(addition.text());
      copied = addition.at();
    }
    text.copy(copied, piece.end());
    int last = lines.line(piece.end());
    List<Integer> table =
        piece.kind() == PieceKind.VARIABLE
            ? LineTables.straight(lines.line(piece.inner().from()), last, ABOVE_INITIALIZERS)
            : LineTables.straight(lines.line(piece.start()), last, ABOVE_MEMBERS_AND_STATEMENTS);
    boolean ended = piece.complete() || piece.kind() == PieceKind.MEMBER;
    return new CellSnippet(
        ended ? text : text.add("\n;"),
        table,
        piece.rearranged(),
        false,
        piece.ties().names(),
        List.of());
  }

  private void addBlock(List<Piece> pieces, boolean endsCell) {
    if (pieces.isEmpty()) {
      return;
    }
    List<CellSnippet> apart = new ArrayList<>();
    if (pieces.size() > 1) {
      for (Piece piece : pieces) {
        boolean last = piece.equals(pieces.getLast());
        apart.add(block(List.of(piece), endsCell && last, List.of()));
      }
    }
    snippets.add(block(pieces, endsCell, apart));
  }

  private CellSnippet block(List<Piece> pieces, boolean endsCell, List<CellSnippet> apart) {
    Piece last = pieces.getLast();
    var text = new SnippetText(cell).add("{ ");
    for (Piece piece : pieces) {
      boolean isValue = endsCell && piece.equals(last) && piece.hasValue();
      if (isValue || piece.kind() == PieceKind.BARE_EXPRESSION) {
        if (piece.kind() == PieceKind.RETURN) {
          // In its place only the lines that it takes.
          text.add(newlines(piece.start(), piece.inner().from()));
        } else {
          text.copy(piece.start(), piece.inner().from());
        }
        text.add(piece.kind() == PieceKind.BARE_EXPRESSION ? KEEP_BARE_VALUE : KEEP_VALUE);
        text.copy(piece.inner().from(), piece.inner().to()).add(");");
        // What follows the expression, a comment perhaps, keeps its lines.
        text.add(" ").copy(piece.inner().to(), piece.end());
      } else {
        text.copy(piece.start(), piece.end());
        if (!piece.complete()) {
          text.add(piece.equals(last) ? "\n;" : ";");
        }
      }
    }
    text.add("\n}");
    int first = lines.line(pieces.getFirst().start());
    return new CellSnippet(
        text,
        LineTables.straight(first, lines.line(last.end()), ABOVE_MEMBERS_AND_STATEMENTS),
        false,
        endsCell && last.hasValue(),
        Names.of(pieces.stream().map(piece -> piece.ties().names()).toList()),
        apart);
  }

  private String newlines(int from, int to) {
    return "\n".repeat(lines.line(to) - lines.line(from));
  }

  /** A call of ours, which counts as standing on this line. */
  static CellSnippet call(String cell, Program program, int line) {
    return new CellSnippet(
        new SnippetText(cell).add("{ " + program.call() + "; }"),
        List.of(line),
        false,
        false,
        Names.NONE,
        List.of());
  }
}
