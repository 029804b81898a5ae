package interleave.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A notebook for a test, as a file in its workspace. */
final class NotebookFile {
  private final Path file;
  private final ObjectNode root = new JsonMapper().createObjectNode();
  private final ArrayNode cells;

  NotebookFile(Path workspace, String name) {
    file = workspace.resolve(name + ".ipynb");
    root.put("nbformat", 4).put("nbformat_minor", 5).putObject("metadata");
    cells = root.putArray("cells");
  }

  NotebookFile code(String id, String source) {
    cell(id, "code", source).putNull("execution_count").putArray("outputs");
    return this;
  }

  /** A cell that ran elsewhere and brings this value along. */
  NotebookFile ran(String id, String source, String type, String form) {
    var cell = cell(id, "code", source).put("execution_count", 1);
    var output = cell.putArray("outputs").addObject().put("output_type", "display_data");
    output.putObject("metadata");
    output.putObject("data").put(type, form);
    return this;
  }

  NotebookFile text(String id, String source) {
    cell(id, "markdown", source);
    return this;
  }

  void write() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, root.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode cell(String id, String kind, String source) {
    var cell = cells.addObject().put("id", id).put("cell_type", kind).put("source", source);
    cell.putObject("metadata");
    return cell;
  }
}
