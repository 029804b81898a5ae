package interleave.kernel.jshell;

import java.util.List;

/**
 * A cell, or its beginning, drawn as one class that javac can read. Declarations are members, so
 * that they see each other whatever their order; each statement has a method of its own.
 */
final class Sketch {
  /** The name of the class, and of what else has to have one. */
  static final String NAME = "$";

  private static final String CLASS = "\nclass " + NAME + " {\n";
  private static final String METHOD = "static void ";
  private static final String BODY = "() throws Throwable {\n";

  private final String cell;
  private final SnippetText text;
  private int end;

  private Sketch(String cell, String header) {
    this.cell = cell;
    this.text = new SnippetText(cell).add(header).add("\n");
  }

  /** All of a cell whose syntax is right. */
  static Sketch ofWhole(String cell, Surroundings around) {
    var sketch = new Sketch(cell, around.header());
    sketch.open(around.pieces());
    int number = 0;
    for (Piece piece : around.pieces()) {
      switch (piece.kind()) {
        case IMPORT, MEMBER, VARIABLE -> {}
        case STATEMENT, ASSIGNMENT, EXPRESSION -> {
          sketch.text.add(METHOD + NAME + ++number + BODY);
          sketch.text.copy(piece.start(), piece.end()).add(piece.complete() ? "\n}\n" : "\n;}\n");
        }
        case RETURN, BARE_EXPRESSION -> {
          sketch.text.add(METHOD + NAME + ++number + BODY + Merging.KEEP_VALUE);
          sketch.text.copy(piece.inner().from(), piece.inner().to()).add(");\n}\n");
        }
      }
    }
    sketch.text.add("}\n");
    return sketch;
  }

  /**
   * A cell up to where somebody writes or looks, which need not be the end of anything.
   *
   * @param around what is known of the cell up to {@code end}
   * @param suffix stands in for what comes next
   */
  static Sketch ofBeginning(String cell, int end, Surroundings around, String suffix) {
    var sketch = new Sketch(cell, around.header());
    List<Piece> above = around.pieces();
    int start = above.isEmpty() ? 0 : above.getLast().end();
    String part = cell.substring(start, end);
    int code = Beginning.ofCode(part);
    if (Beginning.isImport(part, code)) {
      sketch.imports(above);
      sketch.text.copy(start + code, end);
      sketch.end(suffix);
      return sketch;
    }
    sketch.open(above);
    int behind = Beginning.behindModifiers(part, code, PieceKind.MEMBER);
    boolean isMethod = Beginning.isMethod(part, behind);
    sketch.text.add(isMethod ? "static " : METHOD + NAME + BODY).copy(start + behind, end);
    sketch.end(suffix);
    return sketch;
  }

  private void open(List<Piece> pieces) {
    imports(pieces);
    text.add(CLASS);
    // Variables first: with var, javac finds out a field's type when it comes to it.
    for (Piece piece : pieces) {
      if (piece.kind() == PieceKind.VARIABLE) {
        member(piece);
      }
    }
    for (Piece piece : pieces) {
      if (piece.kind() == PieceKind.MEMBER) {
        member(piece);
      }
    }
  }

  private void imports(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece.kind() == PieceKind.IMPORT) {
        text.copy(piece.start(), piece.end()).add(piece.complete() ? "\n" : ";\n");
      }
    }
  }

  private void member(Piece piece) {
    String source = cell.substring(piece.start(), piece.end());
    int code = Beginning.ofCode(source);
    text.copy(piece.start(), piece.start() + code)
        .add(" static "); // what stands first may document
    text.copy(piece.start() + Beginning.behindModifiers(source, code, piece.kind()), piece.end());
    text.add(piece.complete() || piece.kind() == PieceKind.MEMBER ? "\n" : "\n;\n");
  }

  private void end(String suffix) {
    end = text.toString().length();
    text.add(suffix);
  }

  /** Where what was drawn of the cell ends. */
  int end() {
    return end;
  }

  String source() {
    return text.toString();
  }

  /** The place in the cell; for words that are not the cell's, the end of what stands before. */
  int toCell(long position) {
    return text.toCell(position);
  }

  boolean isFromCell(long position) {
    return text.isFromCell(position);
  }

  /** Where a character of the cell has come to stand, -1 if it is left out. */
  int toSketch(int inCell) {
    return text.fromCell(inCell);
  }
}
