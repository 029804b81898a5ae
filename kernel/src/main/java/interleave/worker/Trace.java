package interleave.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception as data, causes and all. */
public record Trace(
    String type,
    @Nullable String message,
    List<Call> calls,
    @Nullable Trace cause,
    List<Trace> suppressed) {

  /**
   * One call on the stack.
   *
   * @param file the source file, {@link Origin#file()} for a cell's code, empty if unknown
   */
  public record Call(String className, String method, String file, int line) {}
}
