package interleave.notebook;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import java.util.List;

/**
 * How much a cell may show. The worker cuts a flood long before; this holds for the sum of many
 * cells' late threads, and for a worker that forgets to.
 */
final class OutputLimit {
  static final int MOST_OUTPUTS = 5_000;
  static final int MOST_CHARACTERS = 4_000_000;
  static final Output.Notice CUT =
      new Output.Notice(
          "This cell shows as much as a page can hold; what came after this is not kept.");

  private final Draft draft;

  OutputLimit(Draft draft) {
    this.draft = draft;
  }

  void add(CellId id, Output output) {
    draft
        .code(id)
        .ifPresent(cell -> {
          if (fits(cell.outputs(), output)) {
            draft.addOutput(id, output);
          } else if (!cell.outputs().contains(CUT)) {
            draft.addOutput(id, CUT);
          }
        });
  }

  /** Ignored if there is no such place: it was cut, or cleared, or its cell was run again. */
  void update(CellId id, String display, MimeBundle data) {
    draft
        .code(id)
        .ifPresent(cell -> {
          for (int i = 0; i < cell.outputs().size(); i++) {
            if (cell.outputs().get(i) instanceof Output.Display(var result, var place, _)
                && display.equals(place)) {
              var next = new Output.Display(result, place, data);
              draft.replaceOutput(id, i, fitsInPlace(cell.outputs(), i, next) ? next : CUT);
              return;
            }
          }
        });
  }

  private static boolean fits(List<Output> outputs, Output next) {
    return outputs.size() < MOST_OUTPUTS
        && !outputs.contains(CUT)
        && size(outputs) + size(next) <= MOST_CHARACTERS;
  }

  private static boolean fitsInPlace(List<Output> outputs, int index, Output next) {
    return size(outputs) - size(outputs.get(index)) + size(next) <= MOST_CHARACTERS;
  }

  private static long size(List<Output> outputs) {
    return outputs.stream().mapToLong(OutputLimit::size).sum();
  }

  private static long size(Output output) {
    return switch (output) {
      case Output.Text text -> text.text().length();
      case Output.Display(_, _, var data) ->
          data.forms().values().stream().mapToLong(String::length).sum();
      case Output.Failed _,
          Output.Diagnostics _,
          Output.StillRunning _,
          Output.Threads _,
          Output.Deadlocked _,
          Output.Notice _,
          Output.Imported _ ->
          0;
    };
  }
}
