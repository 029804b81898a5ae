package interleave.web;

import interleave.notebook.Bin;
import interleave.notebook.Cell;
import interleave.notebook.Fold;
import interleave.notebook.History;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a page is told of cells as wholes, as JSON. */
final class JsonCells {
  private static final int LONGEST_START = 300;

  private JsonCells() {}

  static String kind(Cell cell) {
    return switch (cell) {
      case Cell.CodeCell _ -> "code";
      case Cell.MarkdownCell _ -> "markdown";
      case Cell.RawCell _ -> "raw";
    };
  }

  static ArrayNode folds(Set<Fold> folds) {
    var json = JsonNodeFactory.instance.arrayNode();
    folds.stream().sorted().forEach(fold -> json.add(JsonMessages.word(fold)));
    return json;
  }

  /** Enough of each cell to know it again; the cell itself comes back with its restoring. */
  static ArrayNode bin(Bin bin) {
    var json = JsonNodeFactory.instance.arrayNode();
    for (var deleted : bin.cells()) {
      var cell = deleted.cell();
      var source = cell.source();
      json.addObject()
          .put("id", cell.id().value())
          .put("kind", kind(cell))
          .put("start", source.substring(0, Math.min(source.length(), LONGEST_START)))
          .put("lines", (int) source.lines().count());
    }
    return json;
  }

  static ObjectNode history(History.@Nullable What undo, History.@Nullable What redo) {
    return JsonMessages.object()
        .put("undo", undo == null ? null : JsonMessages.word(undo))
        .put("redo", redo == null ? null : JsonMessages.word(redo));
  }
}
