package interleave.kernel;

import java.util.List;

/**
 * What a cell consists of, for who wants to lay it out anew.
 *
 * @param mistakes why it cannot be told; then there are no parts
 */
public record CellParts(List<Part> parts, List<Diagnostic> mistakes) {
  public static final CellParts NONE = new CellParts(List.of(), List.of());

  public CellParts {
    parts = List.copyOf(parts);
    mistakes = List.copyOf(mistakes);
  }

  /** What a part can be. */
  public enum Form {
    IMPORT,
    /** A method or a type. */
    MEMBER,
    /** A statement, or a variable with its semicolon. */
    STATEMENT,
    /** An expression without a semicolon. */
    EXPRESSION
  }

  /**
   * One of them, in the order of the source.
   *
   * @param start offset in UTF-16 units, with the comments before it
   * @param end behind the semicolon if there is one
   */
  public record Part(Form form, int start, int end) {}
}
