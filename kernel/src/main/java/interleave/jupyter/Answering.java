package interleave.jupyter;

import interleave.kernel.Completeness;
import interleave.kernel.Completions;
import interleave.kernel.Documentation;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Answers what a client asks without running anything. */
final class Answering {
  private final LiveKernel kernel;
  private final History history;

  Answering(LiveKernel kernel, History history) {
    this.kernel = kernel;
    this.history = history;
  }

  ObjectNode answer(Request request) {
    var content = request.content();
    return switch (request.type()) {
      case "kernel_info_request" -> KernelInfo.reply();
      case "complete_request" -> complete(content);
      case "inspect_request" -> inspect(content);
      case "is_complete_request" -> isComplete(content);
      case "history_request" -> history.answer(content);
      // Widgets need a part in the client, and none of ours does: there are never any comms.
      case "comm_info_request" -> Json.ok().set("comms", Json.object());
      default -> Json.error("UnknownRequest", "this kernel knows no " + request.type(), List.of());
    };
  }

  private ObjectNode complete(ObjectNode content) {
    var code = content.path("code").asString("");
    int position = content.path("cursor_pos").asInt(Integer.MAX_VALUE);
    int cursor = CodePoints.toOffset(code, position);
    var found = kernel.await().complete(code, cursor);
    int anchor = Math.min(found.anchor(), cursor);
    int start = CodePoints.toPosition(code, anchor);
    int end = CodePoints.toPosition(code, cursor);
    var typed = code.substring(anchor, cursor);
    var reply = Json.ok().put("cursor_start", start).put("cursor_end", end);
    var matches = reply.putArray("matches");
    var types = reply.putObject("metadata").putArray("_jupyter_types_experimental");
    for (var item : found.items()) {
      if (fits(item, typed)) {
        matches.add(item.text());
        types
            .addObject()
            .put("start", start)
            .put("end", end)
            .put("text", item.text())
            .put("type", type(item.kind()))
            .put("signature", item.takes());
      }
    }
    return reply;
  }

  /** Snippets have gaps that only an editor of ours can fill in. */
  private static boolean fits(Completions.Item item, String typed) {
    return item.kind() != Completions.Kind.SNIPPET
        && item.text().toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
  }

  /** The words for which clients have pictures. */
  private static String type(Completions.Kind kind) {
    return switch (kind) {
      case METHOD, CONSTRUCTOR -> "function";
      case FIELD -> "property";
      case VARIABLE -> "instance";
      case CLASS, INTERFACE, RECORD, ENUM -> "class";
      case PACKAGE -> "module";
      case KEYWORD -> "keyword";
      case SNIPPET, UNKNOWN -> "";
    };
  }

  private ObjectNode inspect(ObjectNode content) {
    var code = content.path("code").asString("");
    int cursor = CodePoints.toOffset(code, content.path("cursor_pos").asInt(Integer.MAX_VALUE));
    var found = kernel.await().documentation(code, cursor);
    var reply = Json.ok().put("found", found.isPresent());
    var data = reply.putObject("data");
    reply.putObject("metadata");
    found.ifPresent(about -> {
      data.put("text/markdown", "```java\n" + about.signature() + "\n```\n\n" + rest(about));
      data.put("text/plain", about.signature() + "\n\n" + rest(about));
    });
    return reply;
  }

  private static String rest(Documentation about) {
    var from = about.from().isEmpty() ? "" : "from " + about.from() + "\n\n";
    return from + (about.markdown().isEmpty() ? about.note() : about.markdown());
  }

  private ObjectNode isComplete(ObjectNode content) {
    var reply = Json.object();
    switch (kernel.await().completeness(content.path("code").asString(""))) {
      case Completeness.Complete _ -> reply.put("status", "complete");
      case Completeness.Incomplete(var indent) ->
          reply.put("status", "incomplete").put("indent", indent);
      case Completeness.Invalid _ -> reply.put("status", "invalid");
      case Completeness.Unknown _ -> reply.put("status", "unknown");
    }
    return reply;
  }
}
