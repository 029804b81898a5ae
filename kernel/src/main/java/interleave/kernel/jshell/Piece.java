package interleave.kernel.jshell;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One import, declaration, statement or expression of a cell.
 *
 * @param start offset in the cell, with the comments before it
 * @param end offset in the cell, behind the semicolon if there is one
 * @param inner of an expression, its extent; of a return, that of its value; of a variable, that of
 *     its first initializer; else the extent of the whole
 * @param additions what JShell needs to hear besides, in the order of the places
 * @param rearranged whether JShell moves parts of this about, as it does with an anonymous class
 *     that gives a variable its type
 * @param complete whether it ends by itself; if not, a semicolon is missing at its end
 */
record Piece(
    PieceKind kind,
    int start,
    int end,
    Extent inner,
    List<Addition> additions,
    boolean rearranged,
    boolean complete,
    Ties ties) {

  /** Offsets in the cell, the second one exclusive. */
  record Extent(int from, int to) {}

  /** Words of ours, to be put in at an offset in the cell. */
  record Addition(int at, String text) {}

  Piece with(Addition addition) {
    List<Addition> more =
        Stream.concat(additions.stream(), Stream.of(addition))
            .sorted(Comparator.comparingInt(Addition::at))
            .toList();
    return new Piece(kind, start, end, inner, more, rearranged, complete, ties);
  }

  /** Whether its value is that of the cell if it is the last piece. */
  boolean hasValue() {
    return switch (kind) {
      case EXPRESSION, BARE_EXPRESSION, RETURN -> true;
      // With a semicolon it is a statement, of which nobody expects to see anything.
      case ASSIGNMENT -> !complete;
      case IMPORT, MEMBER, VARIABLE, STATEMENT -> false;
    };
  }
}
