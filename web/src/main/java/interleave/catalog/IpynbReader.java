package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Bin;
import interleave.notebook.Binned;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Cell.RawCell;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import interleave.notebook.Origin;
import interleave.notebook.Output;
import interleave.notebook.RunState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The text of an .ipynb file as a notebook; what it says besides is carried along. */
final class IpynbReader {
  private final String name;
  private final Set<String> ids = new HashSet<>();
  private final StudyFile.Reading study = new StudyFile.Reading();

  private IpynbReader(String name) {
    this.name = name;
  }

  /**
   * @throws UnreadableException if the text is no notebook of nbformat 4
   */
  static Notebook read(String name, String text) {
    return new IpynbReader(name).read(text);
  }

  private Notebook read(String text) {
    if (!(parse(text) instanceof ObjectNode root)
        || !(root.get("cells") instanceof ArrayNode cells)) {
      throw unreadable("expected an object with cells", null);
    }
    int major = root.path("nbformat").asInt(0);
    if (major != 4) {
      throw unreadable(
          "expected nbformat 4, found " + major + "; open and save it in Jupyter once", null);
    }
    var read = new ArrayList<Cell>();
    for (var cell : cells) {
      read.add(cell(cell, read.size()));
    }
    return Notebook.of(name, title(read), origin(root), read, rest(root))
        .withBin(bin(root))
        .with(study.study(root, read));
  }

  private JsonNode parse(String text) {
    try {
      return FileJson.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw unreadable("line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    }
  }

  private UnreadableException unreadable(String why, @Nullable Throwable cause) {
    return new UnreadableException(name + ".ipynb is not a notebook we can read: " + why, cause);
  }

  private static Foreign rest(ObjectNode root) {
    var rest = root.deepCopy();
    rest.remove(List.of("cells", "nbformat"));
    if (rest.path("metadata").path("interleave") instanceof ObjectNode ours) {
      ours.remove("bin");
    }
    if (rest.path("nbformat_minor").asInt(0) <= IpynbWriter.MINOR) {
      rest.remove("nbformat_minor");
    }
    return FileJson.foreign(rest);
  }

  private static Optional<Origin> origin(ObjectNode root) {
    var ours = root.path("metadata").path("interleave");
    return ours.path("lesson")
        .asStringOpt()
        .map(lesson -> new Origin(lesson, ours.path("revision").asString("")));
  }

  private Bin bin(ObjectNode root) {
    var deleted = new ArrayList<Binned>();
    for (var one : root.path("metadata").path("interleave").path("bin")) {
      if (one.get("cell") instanceof ObjectNode cell) {
        var after = one.path("after").asString("");
        deleted.add(
            new Binned(
                cell(cell, ids.size()),
                after.matches("[a-zA-Z0-9_-]{1,64}") ? new CellId(after) : null,
                0));
      }
    }
    return new Bin(deleted);
  }

  private String title(List<Cell> cells) {
    return cells.stream()
        .filter(MarkdownCell.class::isInstance)
        .flatMap(cell -> cell.source().lines())
        .filter(line -> line.startsWith("# "))
        .findFirst()
        .map(line -> line.substring(2).strip())
        .orElse(Notebook.titleOf(name));
  }

  private Cell cell(JsonNode json, int index) {
    if (!(json instanceof ObjectNode object)) {
      throw unreadable("expected cell " + (index + 1) + " to be an object", null);
    }
    var id = id(object, index);
    var source = FileJson.joined(object.path("source"));
    var rest = object.deepCopy();
    rest.remove(List.of("id", "cell_type", "source", "outputs", "execution_count"));
    var folds = FileFolds.take(rest);
    study.take(id, rest);
    return switch (object.path("cell_type").asString("")) {
      case "markdown" -> new MarkdownCell(id, source, folds, foreign(rest));
      case "code" -> code(id, source, object, rest).withFolds(folds);
      default -> raw(id, source, object, rest);
    };
  }

  private static CodeCell code(CellId id, String source, ObjectNode object, ObjectNode rest) {
    var countNode = object.path("execution_count");
    var count = countNode.isInt() ? (Integer) countNode.asInt() : null;
    var facts = object.path("metadata").path("interleave").path("outputs");
    var outputs = new ArrayList<Output>();
    for (var output : object.path("outputs")) {
      if (output instanceof ObjectNode plain) {
        outputs.add(FileOutputs.read(plain, facts.get(outputs.size()), count));
      }
    }
    if (rest.path("metadata").get("interleave") instanceof ObjectNode ours) {
      ours.remove("outputs");
    }
    return new CodeCell(id, source, new RunState.Idle(count), outputs, foreign(rest));
  }

  /** Without what the writer adds by itself, so that an untouched cell is equal to a new one. */
  private static Foreign foreign(ObjectNode rest) {
    if (rest.get("metadata") instanceof ObjectNode metadata) {
      if (metadata.path("interleave").isObject() && metadata.path("interleave").isEmpty()) {
        metadata.remove("interleave");
      }
      if (metadata.isEmpty()) {
        rest.remove("metadata");
      }
    }
    return FileJson.foreign(rest);
  }

  /** A cell of a kind that the format does not have yet is kept whole, its kind included. */
  private static RawCell raw(CellId id, String source, ObjectNode object, ObjectNode rest) {
    var kind = object.path("cell_type").asString("");
    if (!kind.equals("raw")) {
      rest.put("cell_type", kind);
    }
    return new RawCell(id, source, foreign(rest));
  }

  /** Files before nbformat 4.5 have no ids, and copied cells may have the same. */
  private CellId id(ObjectNode cell, int index) {
    var own = cell.path("id").asString("");
    var id = own.matches("[a-zA-Z0-9_-]{1,64}") && !ids.contains(own) ? own : "cell-" + (index + 1);
    while (!ids.add(id)) {
      id = id + "-again";
    }
    return new CellId(id);
  }
}
