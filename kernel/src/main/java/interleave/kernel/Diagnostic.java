package interleave.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What the compiler has to say about a place in a cell.
 *
 * @param code javac's own key, such as {@code compiler.err.cant.resolve.location}; ours begin with
 *     {@code interleave}
 * @param hint what usually helps, null if we know nothing better than the message
 * @param to exclusive; equal to {@code from} when the compiler names a point
 */
public record Diagnostic(
    Severity severity,
    String code,
    String message,
    @Nullable String hint,
    Position from,
    Position to) {

  public enum Severity {
    ERROR,
    WARNING,
    /** Nothing is wrong; but something happened that the reader would not expect. */
    NOTE
  }

  /** A place in a cell's source: line and column count from 1, columns in UTF-16 units. */
  public record Position(int line, int column) {}
}
