package interleave.web;

import interleave.notebook.Cell;
import interleave.notebook.Change;
import interleave.notebook.Inputs;
import interleave.notebook.KernelStatus;
import interleave.notebook.Notebook;
import interleave.notebook.Origin;
import interleave.notebook.Outdated;
import interleave.notebook.RunState;
import interleave.notebook.SavedStatus;
import interleave.notebook.TextChange;
import interleave.notebook.TextVersions.TextVersion;
import interleave.session.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a page is told, as JSON. */
final class JsonMessages {
  private JsonMessages() {}

  static String write(Message message) {
    return json(message).toString();
  }

  private static ObjectNode json(Message message) {
    return switch (message) {
      case Message.Snapshot(var session, var seq, var notebook) ->
          typed("snapshot")
              .put("session", session)
              .put("seq", seq)
              .set("notebook", notebook(notebook));
      case Message.Update(var seq, var change) -> change(seq, change);
      case Message.Answer answer -> JsonAnswers.json(answer);
      case Message.Pong _ -> typed("pong");
      case Message.Deleted _ -> typed("deleted");
      case Message.Refused(var reason) -> typed("refused").put("message", reason);
    };
  }

  private static ObjectNode change(long seq, Change change) {
    return switch (change) {
      case Change.CellInserted(var index, var cell) ->
          typed("cell-inserted")
              .put("seq", seq)
              .put("index", index)
              .set("cell", cell(cell, TextVersion.FIRST));
      case Change.CellDeleted(var cell) ->
          typed("cell-deleted").put("seq", seq).put("cell", cell.value());
      case Change.CellMoved(var cell, var index) ->
          typed("cell-moved").put("seq", seq).put("cell", cell.value()).put("index", index);
      case Change.CellReplaced(var cell, var version) ->
          typed("cell-replaced")
              .put("seq", seq)
              .set("cell", cell(cell, new TextVersion(version, List.of())));
      case Change.FoldsChanged(var cell, var folds) ->
          typed("folds-changed")
              .put("seq", seq)
              .put("cell", cell.value())
              .set("folds", JsonCells.folds(folds));
      case Change.BinChanged(var bin) ->
          typed("bin-changed").put("seq", seq).set("bin", JsonCells.bin(bin));
      case Change.HistoryChanged(var undo, var redo) ->
          typed("history-changed").put("seq", seq).set("history", JsonCells.history(undo, redo));
      case Change.SourceChanged(var cell, var version, var parts, var by) -> {
        var json =
            typed("source-changed")
                .put("seq", seq)
                .put("cell", cell.id().value())
                .put("source", cell.source())
                .put("version", version);
        json.set("parts", parts(parts));
        html(cell).ifPresent(html -> json.put("html", html));
        yield json.put("by", by);
      }
      case Change.RunChanged(var cell, var run) ->
          typed("run-changed").put("seq", seq).put("cell", cell.value()).set("run", run(run));
      case Change.OutdatedChanged(var cell, var outdated) ->
          typed("outdated-changed")
              .put("seq", seq)
              .put("cell", cell.value())
              .set("outdated", outdated(outdated));
      case Change.OutputsCleared(var cell) ->
          typed("outputs-cleared").put("seq", seq).put("cell", cell.value());
      case Change.OutputAdded(var cell, var output) ->
          typed("output-added")
              .put("seq", seq)
              .put("cell", cell.value())
              .set("output", JsonOutputs.json(output));
      case Change.OutputReplaced(var cell, var index, var output) ->
          typed("output-replaced")
              .put("seq", seq)
              .put("cell", cell.value())
              .put("index", index)
              .set("output", JsonOutputs.json(output));
      case Change.TextAppended(var cell, var index, var from, var text) ->
          typed("text-appended")
              .put("seq", seq)
              .put("cell", cell.value())
              .put("index", index)
              .put("from", from)
              .put("text", text);
      case Change.KernelChanged(var kernel) ->
          typed("kernel-changed").put("seq", seq).set("kernel", kernel(kernel));
      case Change.InputsChanged(var inputs) ->
          typed("inputs-changed").put("seq", seq).set("inputs", inputs(inputs));
      case Change.LeftoversStopped(var threads) ->
          typed("leftovers-stopped").put("seq", seq).put("threads", threads);
      case Change.NameChanged(var name, var title) ->
          typed("name-changed").put("seq", seq).put("name", name).put("title", title);
      case Change.StudyChanged(var study) ->
          typed("study-changed").put("seq", seq).set("study", JsonStudy.json(study));
      case Change.SavedChanged(var saved) ->
          typed("saved-changed").put("seq", seq).set("saved", saved(saved));
    };
  }

  private static ObjectNode notebook(Notebook notebook) {
    var json =
        object()
            .put("name", notebook.name())
            .put("title", notebook.title())
            .put("lesson", notebook.origin().map(Origin::lesson).orElse(null));
    json.set("kernel", kernel(notebook.kernel()));
    json.set("saved", saved(notebook.saved()));
    json.set("inputs", inputs(notebook.inputs().open()));
    json.set("bin", JsonCells.bin(notebook.bin()));
    json.set("history", JsonCells.history(notebook.history().undo(), notebook.history().redo()));
    json.set("study", notebook.origin().isEmpty() ? null : JsonStudy.json(notebook.studyView()));
    var cells = json.putArray("cells");
    notebook.cells().forEach(cell -> cells.add(cell(cell, notebook.texts().of(cell.id()))));
    return json;
  }

  private static ArrayNode inputs(List<Inputs.Input> inputs) {
    var json = JsonNodeFactory.instance.arrayNode();
    for (var input : inputs) {
      json.addObject()
          .put("number", input.number())
          .put("cell", input.request().cell().value())
          .put("thread", input.request().thread())
          .put("virtual", input.request().virtual())
          .put("prompt", input.request().prompt());
    }
    return json;
  }

  private static ObjectNode cell(Cell cell, TextVersion version) {
    var json =
        object()
            .put("id", cell.id().value())
            .put("version", version.number())
            .put("kind", JsonCells.kind(cell))
            .put("source", cell.source());
    json.set("folds", JsonCells.folds(cell.folds()));
    var recent = json.putArray("recent");
    for (var change : version.recent()) {
      recent.addObject().put("by", change.by()).set("parts", parts(change.parts()));
    }
    return switch (cell) {
      case Cell.CodeCell code -> {
        json.set("run", run(code.run()));
        json.set("outdated", outdated(code.outdated()));
        var outputs = json.putArray("outputs");
        code.outputs().forEach(output -> outputs.add(JsonOutputs.json(output)));
        yield json;
      }
      case Cell.MarkdownCell _, Cell.RawCell _ -> json.put("html", html(cell).orElse(""));
    };
  }

  private static ArrayNode parts(List<TextChange> parts) {
    var json = JsonNodeFactory.instance.arrayNode();
    for (var part : parts) {
      json.addArray().add(part.from()).add(part.to()).add(part.insert());
    }
    return json;
  }

  private static Optional<String> html(Cell cell) {
    return switch (cell) {
      case Cell.CodeCell _ -> Optional.empty();
      case Cell.MarkdownCell markdown -> Optional.of(Markdown.html(markdown.source()));
      case Cell.RawCell raw -> Optional.of(Markdown.plain(raw.source()));
    };
  }

  private static ObjectNode run(RunState run) {
    return switch (run) {
      case RunState.Idle(var count) -> run("idle", count, null, null, null, null);
      case RunState.Queued(var place) -> run("queued", null, null, null, null, place);
      case RunState.Running(var count, var since, var waited) ->
          run("running", count, since, waited, null, null);
      case RunState.Ended(var ending, var count, var since, var waited, var elapsed) ->
          run(word(ending), count, since, waited, elapsed, null);
    };
  }

  private static ObjectNode run(
      String state,
      @Nullable Integer count,
      @Nullable Instant since,
      @Nullable Duration waited,
      @Nullable Duration elapsed,
      @Nullable Integer place) {
    return object()
        .put("state", state)
        .put("count", count)
        .put("startedAt", since == null ? null : since.toString())
        .put("waitedMs", milliseconds(waited))
        .put("elapsedMs", milliseconds(elapsed))
        .put("place", place);
  }

  private static @Nullable Double milliseconds(@Nullable Duration time) {
    return time == null ? null : (Double) (Math.round(time.toNanos() / 1e3) / 1e3);
  }

  private static ObjectNode outdated(Outdated outdated) {
    var json = object().put("edited", outdated.edited());
    outdated.changed().forEach(json.putArray("changed")::add);
    return json;
  }

  private static ObjectNode kernel(KernelStatus kernel) {
    var json = object().put("state", word(kernel.state())).put("message", kernel.message());
    JsonOutputs.putThreads(kernel.waitsFor(), json.putObject("waitsFor"));
    return json;
  }

  private static ObjectNode saved(SavedStatus saved) {
    return object()
        .put("state", word(saved.state()))
        .put("at", saved.at() == null ? null : saved.at().toString())
        .put("message", saved.message());
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode typed(String type) {
    return object().put("type", type);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
