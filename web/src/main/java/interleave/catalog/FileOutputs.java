package interleave.catalog;

import interleave.display.MimeBundle;
import interleave.kernel.BusyThread;
import interleave.kernel.BusyThreads;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.KernelEvent.Stream;
import interleave.notebook.Foreign;
import interleave.notebook.Output;
import interleave.timeline.Deadlock;
import interleave.timeline.Timeline;
import interleave.timeline.TimelineSvg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cell's outputs in an .ipynb file.
 *
 * <p>nbformat's outputs admit no keys of ours, so what they cannot say (the thread, a stack as
 * data) stands as <em>facts</em> in the cell's metadata, one entry beside each output. Facts are
 * believed only if they still say what the output beside them says, since another program may have
 * run the cell in the meantime. And an output that our words would change is kept as it was.
 */
final class FileOutputs {
  private static final String COMPILE_ERROR = "CompileError";

  private FileOutputs() {}

  static ObjectNode plain(Output output, @Nullable Integer count) {
    return switch (output) {
      case Output.Text text ->
          typed("stream")
              .put("name", text.stream() == Stream.OUT ? "stdout" : "stderr")
              .set("text", FileJson.lines(text.text()));
      case Output.Display(var result, _, var bundle) when result ->
          display("execute_result", bundle).put("execution_count", count);
      case Output.Display(_, _, var bundle) -> display("display_data", bundle);
      case Output.Failed(_, var failure) ->
          error(failure.type(), orEmpty(failure.message()), FailureText.lines(failure));
      // A cell that ran has no error in another program's eyes either.
      case Output.Diagnostics(var notes)
          when notes.stream().noneMatch(note -> note.severity() == Diagnostic.Severity.ERROR) ->
          display(
              "display_data",
              MimeBundle.text(
                  notes.stream().map(FailureText::line).collect(Collectors.joining("\n"))));
      case Output.Diagnostics(var diagnostics) ->
          error(
              COMPILE_ERROR,
              diagnostics.isEmpty() ? "" : diagnostics.getFirst().message(),
              diagnostics.stream().map(FailureText::line).toList());
      case Output.StillRunning(var threads, _) ->
          display("display_data", MimeBundle.text(FailureText.stillRunning(threads)));
      case Output.Threads(var timeline) ->
          display("display_data", MimeBundle.drawing(TimelineSvg.of(timeline), timeline.text()));
      case Output.Deadlocked(var deadlock) ->
          display("display_data", MimeBundle.text(deadlock.text()));
      case Output.Notice(var message) -> {
        var shown = display("display_data", MimeBundle.text(message));
        FileJson.objectAt(FileJson.objectAt(shown, "metadata"), "interleave").put("notice", true);
        yield shown;
      }
      case Output.Imported(_, var original) -> FileJson.parse(original);
    };
  }

  /** What the plain form leaves out, null if nothing. */
  static @Nullable ObjectNode facts(Output output) {
    return switch (output) {
      case Output.Text text when text.thread().isEmpty() -> null;
      case Output.Text text ->
          FileJson.object()
              .put("thread", text.thread())
              .put("virtual", text.virtual())
              .put("late", text.late());
      case Output.Failed(var thread, var failure) ->
          FileJson.object().put("thread", thread).set("failure", tree(failure));
      case Output.Diagnostics(var diagnostics) ->
          FileJson.object().set("diagnostics", FileJson.MAPPER.valueToTree(diagnostics));
      case Output.StillRunning(var threads, _) ->
          FileJson.object()
              .put("count", threads.count())
              .set("threads", FileJson.MAPPER.valueToTree(threads.first()));
      case Output.Threads(var timeline) ->
          FileJson.object().set("timeline", FileJson.MAPPER.valueToTree(timeline));
      case Output.Deadlocked(var deadlock) ->
          FileJson.object().set("deadlock", FileJson.MAPPER.valueToTree(deadlock));
      case Output.Display _, Output.Notice _, Output.Imported _ -> null;
    };
  }

  static Output read(ObjectNode plain, @Nullable JsonNode facts, @Nullable Integer count) {
    var ours = understand(plain, facts == null ? FileJson.object() : facts);
    if (ours != null && saysTheSame(ours, plain, count)) {
      // Its Java is gone, and all that lived in it.
      return ours instanceof Output.Threads(var timeline)
          ? new Output.Threads(timeline.gone())
          : ours;
    }
    var withoutFacts = understand(plain, FileJson.object());
    return withoutFacts != null && saysTheSame(withoutFacts, plain, count)
        ? withoutFacts
        : new Output.Imported(shown(plain), new Foreign(plain.toString()));
  }

  private static boolean saysTheSame(Output ours, ObjectNode plain, @Nullable Integer count) {
    var written = normal(plain(ours, count));
    var found = normal(plain);
    if (ours instanceof Output.Threads) {
      // An earlier version may have drawn the same facts in another way, or not at all.
      List.of(written, found).forEach(output -> undrawn(output.path("data")));
    }
    return written.equals(found);
  }

  private static void undrawn(JsonNode data) {
    if (data instanceof ObjectNode forms) {
      forms.remove(MimeBundle.SVG);
    }
  }

  private static @Nullable Output understand(ObjectNode plain, JsonNode facts) {
    return switch (plain.path("output_type").asString("")) {
      case "stream" ->
          new Output.Text(
              plain.path("name").asString("").equals("stderr") ? Stream.ERR : Stream.OUT,
              facts.path("thread").asString(""),
              facts.path("virtual").asBoolean(false),
              facts.path("late").asBoolean(false),
              FileJson.joined(plain.path("text")));
      case "display_data" -> {
        if (facts.get("threads") instanceof ArrayNode threads) {
          yield stillRunning(threads, facts.path("count").asInt(threads.size()));
        }
        if (facts.has("diagnostics") || facts.has("timeline") || facts.has("deadlock")) {
          yield ours(facts);
        }
        yield plain.path("metadata").path("interleave").path("notice").asBoolean(false)
            ? new Output.Notice(FileJson.joined(plain.path("data").path(MimeBundle.TEXT)))
            : new Output.Display(false, bundle(plain));
      }
      case "execute_result" -> new Output.Display(true, bundle(plain));
      case "error" -> ours(facts);
      default -> null;
    };
  }

  private static @Nullable Output ours(JsonNode facts) {
    try {
      if (facts.get("failure") instanceof ObjectNode failure) {
        var thread = facts.path("thread");
        return new Output.Failed(
            thread.isString() ? thread.asString() : null,
            FileJson.MAPPER.treeToValue(failure, Failure.class));
      }
      if (facts.get("diagnostics") instanceof ArrayNode diagnostics) {
        return new Output.Diagnostics(
            List.of(FileJson.MAPPER.treeToValue(diagnostics, Diagnostic[].class)));
      }
      if (facts.get("timeline") instanceof ObjectNode timeline) {
        return new Output.Threads(FileJson.MAPPER.treeToValue(timeline, Timeline.class));
      }
      if (facts.get("deadlock") instanceof ObjectNode deadlock) {
        return new Output.Deadlocked(FileJson.MAPPER.treeToValue(deadlock, Deadlock.class));
      }
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return null; // edited by hand: the plain form beside the facts still says what happened
    }
    return null;
  }

  private static @Nullable Output stillRunning(ArrayNode threads, int count) {
    try {
      var first = List.of(FileJson.MAPPER.treeToValue(threads, BusyThread[].class));
      return new Output.StillRunning(new BusyThreads(count, first), true);
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return null; // edited by hand
    }
  }

  private static MimeBundle shown(ObjectNode plain) {
    if (plain.get("data") instanceof ObjectNode) {
      return bundle(plain);
    }
    if (plain.get("traceback") instanceof ArrayNode traceback) {
      var lines =
          traceback.valueStream().map(line -> line.asString("")).collect(Collectors.joining("\n"));
      return MimeBundle.text(lines.replaceAll("\u001b\\[[0-9;]*m", ""));
    }
    return MimeBundle.text(FileJson.joined(plain.path("text")));
  }

  private static MimeBundle bundle(ObjectNode plain) {
    var forms = new LinkedHashMap<String, String>();
    for (var form : plain.path("data").properties()) {
      forms.put(
          form.getKey(),
          isJson(form.getKey()) ? form.getValue().toString() : FileJson.joined(form.getValue()));
    }
    forms.putIfAbsent(MimeBundle.TEXT, "");
    return new MimeBundle(forms);
  }

  private static ObjectNode display(String type, MimeBundle bundle) {
    var data = FileJson.object();
    bundle
        .forms()
        .forEach((mime, text) ->
            data.set(mime, isJson(mime) ? FileJson.tree(text) : FileJson.lines(text)));
    var display = typed(type);
    display.set("data", data);
    display.set("metadata", FileJson.object());
    return display;
  }

  private static boolean isJson(String mime) {
    return mime.equals("application/json")
        || (mime.startsWith("application/") && mime.endsWith("+json"));
  }

  private static ObjectNode error(String name, String value, List<String> traceback) {
    var error = typed("error").put("ename", name).put("evalue", value);
    traceback.forEach(error.putArray("traceback")::add);
    return error;
  }

  private static ObjectNode typed(String type) {
    return FileJson.object().put("output_type", type);
  }

  private static JsonNode tree(Failure failure) {
    return FileJson.MAPPER.valueToTree(failure);
  }

  /** The same output has one form here, whether its text is one string or a list of lines. */
  private static JsonNode normal(ObjectNode plain) {
    var copy = plain.deepCopy();
    if (copy.has("text")) {
      copy.put("text", FileJson.joined(copy.path("text")));
    }
    if (copy.get("data") instanceof ObjectNode data) {
      for (var form : List.copyOf(data.properties())) {
        if (!isJson(form.getKey())) {
          data.put(form.getKey(), FileJson.joined(form.getValue()));
        }
      }
    }
    return copy;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
