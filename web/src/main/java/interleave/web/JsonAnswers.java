package interleave.web;

import interleave.kernel.Completions;
import interleave.kernel.Documentation;
import interleave.kernel.Signatures;
import interleave.session.Message;
import tools.jackson.databind.node.ObjectNode;

/** What a page is told that has asked something, as JSON. */
final class JsonAnswers {
  private JsonAnswers() {}

  static ObjectNode json(Message.Answer answer) {
    return switch (answer) {
      case Message.Completed(var request, var completions) ->
          completions(typed("completions", request), completions);
      case Message.Called(var request, var signatures) ->
          signatures(typed("signatures", request), signatures);
      case Message.Explained(var request, var documentation) -> {
        var json = typed("documentation", request);
        json.set("found", documentation.map(JsonAnswers::documentation).orElse(null));
        yield json;
      }
      case Message.Formatted(var request, var source, var problem) ->
          typed("formatted", request).put("source", source).put("problem", problem);
      case Message.Checked(var request, var diagnostics) -> {
        var json = typed("checked", request);
        var array = json.putArray("diagnostics");
        diagnostics.forEach(one -> array.add(JsonOutputs.diagnostic(one)));
        yield json;
      }
    };
  }

  private static ObjectNode typed(String type, long request) {
    return JsonMessages.typed(type).put("request", request);
  }

  private static ObjectNode completions(ObjectNode json, Completions completions) {
    json.put("anchor", completions.anchor());
    var items = json.putArray("items");
    for (var item : completions.items()) {
      items
          .addObject()
          .put("text", item.text())
          .put("fits", item.fits())
          .put("kind", JsonMessages.word(item.kind()))
          .put("takes", item.takes())
          .put("type", item.type());
    }
    return json;
  }

  private static ObjectNode signatures(ObjectNode json, Signatures signatures) {
    json.put("active", signatures.active()).put("parameter", signatures.parameter());
    var overloads = json.putArray("overloads");
    for (var one : signatures.overloads()) {
      var overload = overloads.addObject().put("name", one.name()).put("type", one.type());
      var parameters = overload.putArray("parameters");
      one.parameters().forEach(parameters::add);
    }
    return json;
  }

  /** Documentation may have been written by anybody, so its HTML is made here, of Markdown. */
  private static ObjectNode documentation(Documentation found) {
    return JsonMessages.object()
        .put("signature", found.signature())
        .put("from", found.from())
        .put("html", Markdown.html(found.markdown()))
        .put("note", found.note());
  }
}
