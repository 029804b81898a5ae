package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import interleave.notebook.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any MyST Markdown notebook, such as Jupytext writes: the syntax of lessons, and nothing of what a
 * lesson needs besides.
 */
final class MystReader {
  private MystReader() {}

  /**
   * @throws LessonException if what is between its fences cannot be told apart
   */
  static Notebook read(String name, String text) {
    var mistakes = new ArrayList<Mistake>();
    var plain = text.replace("\r\n", "\n");
    var lines = plain.lines().toList();
    int end =
        lines.isEmpty() || !lines.getFirst().equals("---")
            ? 0
            : lines.subList(1, lines.size()).indexOf("---") + 2;
    Map<?, ?> metadata =
        end < 2
            ? Map.of()
            : FrontMatter.yaml(
                    String.join("\n", lines.subList(1, end - 1)),
                    1,
                    "front matter",
                    (line, message) -> mistakes.add(new Mistake(name + ".md", line, message)))
                .orElse(Map.of());
    var cells = new ArrayList<Cell>();
    // What a lesson may not hold, such as HTML, others may.
    for (var block : new LessonBlocks(plain, Math.max(0, end), (_, _) -> {}).read()) {
      cells.add(cell(block, cells.size() + 1));
    }
    if (!mistakes.isEmpty()) {
      throw new LessonException(mistakes);
    }
    return Notebook.of(name, title(name, cells), Optional.empty(), cells, foreign(metadata));
  }

  private static Cell cell(LessonBlocks.Block block, int number) {
    var id = new CellId("cell-" + number);
    var foreign = foreign(block.metadata());
    return block.code()
        ? new CodeCell(id, block.source(), RunState.Idle.NEVER, List.of(), foreign)
        : new MarkdownCell(id, block.source(), foreign);
  }

  private static Foreign foreign(Map<?, ?> metadata) {
    return metadata.isEmpty() ? Foreign.NONE : FileJson.foreign(Map.of("metadata", metadata));
  }

  private static String title(String name, List<Cell> cells) {
    return cells.stream()
        .filter(MarkdownCell.class::isInstance)
        .flatMap(cell -> cell.source().lines())
        .filter(line -> line.startsWith("# "))
        .findFirst()
        .map(line -> line.substring(2).strip())
        .orElse(name);
  }
}
