package interleave.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception of the learner's code.
 *
 * @param type fully qualified class name
 * @param message what {@code getMessage()} gave, null if nothing
 * @param frames innermost first
 */
public record Failure(
    String type,
    @Nullable String message,
    List<Frame> frames,
    @Nullable Failure cause,
    List<Failure> suppressed) {

  public Failure {
    frames = List.copyOf(frames);
    suppressed = List.copyOf(suppressed);
  }

  /**
   * One call on the stack.
   *
   * @param cell null if the code is not a cell's
   * @param line in the cell, or in the file of that class; 0 if unknown
   * @param method as a person would write it, such as {@code fetchTogether} or {@code
   *     java.util.List.of}
   */
  public record Frame(@Nullable CellId cell, int line, String method) {}
}
