package interleave.kernel.jshell;

/** What a part of a cell can be. */
enum PieceKind {
  IMPORT,
  /** A method or a type. */
  MEMBER,
  VARIABLE,
  STATEMENT,
  ASSIGNMENT,
  EXPRESSION,
  /** A {@code return} with a value. */
  RETURN,
  /** An expression that Java does not accept as a statement, such as {@code 1 + 2}. */
  BARE_EXPRESSION;

  boolean declares() {
    return switch (this) {
      case IMPORT, MEMBER, VARIABLE -> true;
      case STATEMENT, ASSIGNMENT, EXPRESSION, RETURN, BARE_EXPRESSION -> false;
    };
  }

  boolean isExpression() {
    return this == EXPRESSION || this == BARE_EXPRESSION;
  }
}
