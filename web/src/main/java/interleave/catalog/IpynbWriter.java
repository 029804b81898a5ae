package interleave.catalog;

import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Cell.RawCell;
import interleave.notebook.Notebook;
import interleave.notebook.Study;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** A notebook as the bytes of an .ipynb file, nbformat 4.5. */
final class IpynbWriter {
  /** The first with ids of cells. A file that is newer stays what it is. */
  static final int MINOR = 5;

  private static final int OUR_FORMAT = 1;

  private IpynbWriter() {}

  static byte[] write(Notebook notebook) {
    var root = FileJson.parse(notebook.foreign());
    root.put("nbformat", 4);
    if (!root.has("nbformat_minor")) {
      root.put("nbformat_minor", MINOR);
    }
    addMetadata(notebook, FileJson.objectAt(root, "metadata"));
    var cells = root.putArray("cells");
    for (var cell : notebook.cells()) {
      cells.add(cell(cell, notebook.study()));
    }
    return (FileJson.MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void addMetadata(Notebook notebook, ObjectNode metadata) {
    var ours = FileJson.objectAt(metadata, "interleave").put("format", OUR_FORMAT);
    notebook
        .origin()
        .ifPresent(origin -> {
          ours.put("lesson", origin.lesson()).put("revision", origin.revision());
          StudyFile.write(notebook, ours);
        });
    if (!notebook.bin().cells().isEmpty()) {
      var bin = ours.putArray("bin");
      for (var deleted : notebook.bin().cells()) {
        bin.addObject()
            .put("after", deleted.after() == null ? null : deleted.after().value())
            .set("cell", cell(deleted.cell(), notebook.study()));
      }
    }
    if (!metadata.has("kernelspec")) {
      FileJson.objectAt(metadata, "kernelspec")
          .put("name", "interleave")
          .put("display_name", "Java (Interleave)")
          .put("language", "java");
    }
    if (!metadata.has("language_info")) {
      FileJson.objectAt(metadata, "language_info")
          .put("name", "java")
          .put("file_extension", ".java")
          .put("mimetype", "text/x-java-source");
    }
  }

  private static ObjectNode cell(Cell cell, Study study) {
    var json = FileJson.parse(cell.foreign());
    json.put("id", cell.id().value());
    json.set("source", FileJson.lines(cell.source()));
    var metadata = FileJson.objectAt(json, "metadata");
    FileFolds.write(cell.folds(), metadata);
    StudyFile.write(study, cell.id(), metadata);
    switch (cell) {
      case CodeCell code -> {
        json.put("cell_type", "code");
        json.remove("attachments"); // of the text that it was
        json.put("execution_count", code.run().number());
        var outputs = json.putArray("outputs");
        code.outputs().forEach(o -> outputs.add(FileOutputs.plain(o, code.run().number())));
        addFacts(code, metadata);
      }
      case MarkdownCell _ -> json.put("cell_type", "markdown");
      case RawCell _ -> {
        if (!json.has("cell_type")) {
          json.put("cell_type", "raw");
        }
      }
    }
    return json;
  }

  private static void addFacts(CodeCell code, ObjectNode metadata) {
    var facts = code.outputs().stream().map(FileOutputs::facts).toList();
    if (facts.stream().anyMatch(Objects::nonNull)) {
      var entries = FileJson.objectAt(metadata, "interleave").putArray("outputs");
      for (var fact : facts) {
        if (fact == null) {
          entries.addNull();
        } else {
          entries.add(fact);
        }
      }
    }
  }
}
