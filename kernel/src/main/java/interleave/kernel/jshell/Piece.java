package interleave.kernel.jshell;

import java.util.List;

/**
 * One import, declaration, statement or expression of a cell.
 *
 * @param start offset in the cell, with the comments before it
 * @param end offset in the cell, behind the semicolon if there is one
 * @param inner of an expression, its extent; of a variable, that of its first initializer; else the
 *     extent of the whole
 * @param constructors offsets in the cell of a record's constructors without an access modifier
 * @param rearranged whether JShell moves parts of this about, as it does with an anonymous class
 *     that gives a variable its type
 * @param complete whether it ends by itself; if not, a semicolon is missing at its end
 */
record Piece(
    PieceKind kind,
    int start,
    int end,
    Extent inner,
    List<Integer> constructors,
    boolean rearranged,
    boolean complete) {

  /** Offsets in the cell, the second one exclusive. */
  record Extent(int from, int to) {}
}
