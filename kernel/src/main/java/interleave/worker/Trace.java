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

  /** About as many as it takes to show it. */
  int chars() {
    int chars = type.length() + (message == null ? 0 : message.length());
    for (Call call : calls) {
      chars += call.className().length() + call.method().length() + call.file().length();
    }
    for (Trace one : suppressed) {
      chars += one.chars();
    }
    return cause == null ? chars : chars + cause.chars();
  }
}
