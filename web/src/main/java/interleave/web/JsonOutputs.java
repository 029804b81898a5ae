package interleave.web;

import interleave.display.MimeBundle;
import interleave.kernel.BusyThreads;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.notebook.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The outputs of a cell, as JSON for a page. */
final class JsonOutputs {
  /** Markdown as HTML that the page takes as it is: never from a kernel, always rendered here. */
  private static final String PROSE = "text/vnd.interleave.prose";

  private JsonOutputs() {}

  static ObjectNode json(Output output) {
    return switch (output) {
      case Output.Text text ->
          JsonMessages.typed("text")
              .put("stream", JsonMessages.word(text.stream()))
              .put("thread", text.thread())
              .put("virtual", text.virtual())
              .put("late", text.late())
              .put("text", text.text());
      case Output.Display(var result, var place, var bundle) -> {
        var json = display(result, bundle);
        if (!result && place == null) {
          endBar((ObjectNode) json.path("data"));
        }
        yield json;
      }
      case Output.Imported(var shown, _) -> display(false, shown);
      case Output.Failed(var thread, var failure) ->
          JsonMessages.typed("failure").put("thread", thread).set("failure", failure(failure));
      case Output.Diagnostics(var diagnostics) -> {
        var json = JsonMessages.typed("diagnostics");
        var array = json.putArray("diagnostics");
        diagnostics.forEach(diagnostic -> array.add(diagnostic(diagnostic)));
        yield json;
      }
      case Output.StillRunning(var threads, var gone) -> {
        var json = JsonMessages.typed("still-running").put("gone", gone);
        putThreads(threads, json);
        yield json;
      }
      case Output.Threads(var timeline) ->
          JsonMessages.typed("threads").set("timeline", JsonTimeline.json(timeline));
      case Output.Deadlocked(var deadlock) -> {
        var json = JsonMessages.typed("deadlock");
        json.set("threads", JsonTimeline.parties(deadlock));
        yield json;
      }
      case Output.Notice(var message) -> JsonMessages.typed("notice").put("message", message);
    };
  }

  private static ObjectNode display(boolean result, MimeBundle bundle) {
    var json = JsonMessages.typed("display").put("result", result);
    var data = json.putObject("data");
    bundle.forms().forEach(data::put);
    data.remove(PROSE); // only ours is safe
    var markdown = bundle.forms().get("text/markdown");
    if (markdown != null) {
      data.put(PROSE, Markdown.html(markdown));
    }
    return json;
  }

  private static ObjectNode failure(Failure failure) {
    var json = JsonMessages.object().put("type", failure.type()).put("message", failure.message());
    addFrames(failure.frames(), json.putArray("frames"));
    json.set("cause", orNull(failure.cause()));
    var suppressed = json.putArray("suppressed");
    failure.suppressed().forEach(one -> suppressed.add(failure(one)));
    return json;
  }

  /** A bar that nobody moves any more has been left where it is, whatever it said last. */
  private static void endBar(ObjectNode data) {
    try {
      if (data.has(MimeBundle.PROGRESS)
          && Json.MAPPER.readTree(data.path(MimeBundle.PROGRESS).asString())
              instanceof ObjectNode facts
          && facts.path("state").asString("").equals("running")) {
        facts.put("state", "left").putNull("remainingMs");
        data.put(MimeBundle.PROGRESS, facts.toString());
      }
    } catch (JacksonException e) {
      // A cell may show anything under this type; the page then takes the next form.
    }
  }

  static void putThreads(BusyThreads threads, ObjectNode to) {
    to.put("count", threads.count());
    var first = to.putArray("threads");
    for (var thread : threads.first()) {
      var json = first.addObject().put("name", thread.name()).put("virtual", thread.virtual());
      addFrames(thread.frames(), json.putArray("frames"));
    }
  }

  private static void addFrames(List<Failure.Frame> frames, ArrayNode to) {
    for (var frame : frames) {
      to.addObject()
          .put("cell", frame.cell() == null ? null : frame.cell().value())
          .put("line", frame.line())
          .put("method", frame.method());
    }
  }

  private static @Nullable JsonNode orNull(@Nullable Failure cause) {
    return cause == null ? null : failure(cause);
  }

  static ObjectNode diagnostic(Diagnostic diagnostic) {
    var json =
        JsonMessages.object()
            .put("severity", JsonMessages.word(diagnostic.severity()))
            .put("code", diagnostic.code())
            .put("message", diagnostic.message())
            .put("hint", diagnostic.hint());
    json.set("from", position(diagnostic.from()));
    json.set("to", position(diagnostic.to()));
    return json;
  }

  private static ObjectNode position(Diagnostic.Position position) {
    return JsonMessages.object().put("line", position.line()).put("column", position.column());
  }
}
