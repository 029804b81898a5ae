package interleave.kernel.jshell;

import interleave.kernel.CellParts;
import interleave.kernel.CellParts.Form;
import interleave.kernel.CellParts.Part;
import interleave.kernel.jshell.CellSplitter.Split;
import java.util.List;

/** The pieces of a cell, as far as others need to know them. */
final class PartsOfCell {
  private PartsOfCell() {}

  static CellParts of(Split split, List<Piece> pieces) {
    return switch (split) {
      case Split.Wrong(var mistakes) -> new CellParts(List.of(), mistakes);
      case Split.Snippets _ ->
          new CellParts(
              pieces.stream()
                  .map(piece -> new Part(form(piece), piece.start(), piece.end()))
                  .toList(),
              List.of());
    };
  }

  private static Form form(Piece piece) {
    return switch (piece.kind()) {
      case IMPORT -> Form.IMPORT;
      case MEMBER -> Form.MEMBER;
      case BARE_EXPRESSION -> Form.EXPRESSION;
      case VARIABLE, STATEMENT, ASSIGNMENT, EXPRESSION, RETURN ->
          piece.complete() ? Form.STATEMENT : Form.EXPRESSION;
    };
  }
}
