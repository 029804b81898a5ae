package interleave.jupyter;

import interleave.display.MimeBundle;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Contents of messages. */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode ok() {
    return object().put("status", "ok");
  }

  static ObjectNode error(String name, String value, List<String> traceback) {
    var error = object().put("status", "error");
    addError(error, name, value, traceback);
    return error;
  }

  static void addError(ObjectNode to, String name, String value, List<String> traceback) {
    to.put("ename", name).put("evalue", value);
    traceback.forEach(to.putArray("traceback")::add);
  }

  /**
   * A value as clients want it: JSON forms as JSON and not as text, and what of it is not shown as
   * part of what is.
   */
  static ObjectNode data(MimeBundle bundle) {
    var data = object();
    bundle
        .forms()
        .forEach((type, form) -> {
          if (type.equals("application/json") || type.endsWith("+json")) {
            data.set(type, tree(form));
          } else {
            data.put(type, form);
          }
        });
    var notice = bundle.forms().get(MimeBundle.NOTICE);
    if (notice != null) {
      data.remove(MimeBundle.NOTICE);
      data.put(MimeBundle.TEXT, bundle.text() + "\n" + notice);
    }
    return data;
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.stringNode(text);
    }
  }
}
