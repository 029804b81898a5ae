package interleave.catalog;

import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Output;
import java.util.Objects;

/** Why a cell that was run failed, for whoever reads a terminal. */
final class CellFailure {
  private CellFailure() {}

  static String of(CodeCell cell, String name) {
    for (var output : cell.outputs().reversed()) {
      switch (output) {
        case Output.Diagnostics(var found) when found.stream().anyMatch(CellFailure::isMistake) -> {
          var first = found.stream().filter(CellFailure::isMistake).findFirst().orElseThrow();
          return name + ", line " + first.from().line() + ": " + first.message();
        }
        case Output.Failed(var thread, var failure) when thread == null -> {
          int line = line(cell, failure);
          return name
              + (line > 0 ? ", line " + line : "")
              + ": "
              + String.join("\n", FailureText.lines(failure));
        }
        case Output.Notice(var message) -> {
          return name + ": " + message;
        }
        default -> {}
      }
    }
    return name + ": stopped";
  }

  private static boolean isMistake(Diagnostic diagnostic) {
    return diagnostic.severity() == Diagnostic.Severity.ERROR;
  }

  private static int line(CodeCell cell, Failure failure) {
    return failure.frames().stream()
        .filter(frame -> Objects.equals(frame.cell(), cell.id()))
        .mapToInt(Failure.Frame::line)
        .findFirst()
        .orElse(0);
  }
}
