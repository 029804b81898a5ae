package interleave.catalog;

import interleave.catalog.LessonBlocks.Block;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Notebook;
import java.util.Map;
import java.util.Optional;

/** A notebook as MyST Markdown, without its outputs. {@link MystReader} reads it back. */
final class MystWriter {
  private static final String HEAD =
      """
      ---
      jupytext:
        text_representation:
          extension: .md
          format_name: myst
      kernelspec:
        display_name: Java (Interleave)
        language: java
        name: interleave
      ---

      """;

  private MystWriter() {}

  static String write(Notebook notebook) {
    return HEAD + LessonWriter.write(notebook.cells().stream().map(MystWriter::block).toList());
  }

  private static Block block(Cell cell) {
    return switch (cell) {
      case CodeCell code -> block(true, code.source(), Optional.empty());
      case MarkdownCell prose -> block(false, prose.source().strip(), step(prose.source()));
      // Text for another program: shown as it is, there too.
      case Cell.RawCell raw -> block(false, "```\n" + raw.source() + "\n```", Optional.empty());
    };
  }

  private static Optional<String> step(String source) {
    return source.startsWith("## ") ? source.lines().findFirst() : Optional.empty();
  }

  private static Block block(boolean code, String source, Optional<String> step) {
    return new Block(code, source, step, Map.of(), false, 0, 0);
  }
}
