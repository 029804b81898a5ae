package interleave.catalog;

import interleave.notebook.Foreign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as nbformat writes it: keys sorted, indented by one, several lines of text as a list of
 * lines.
 */
final class FileJson {
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectNameValueSpacing(Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");
  private static final DefaultIndenter INDENT = new DefaultIndenter(" ", "\n");

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter(SEPARATORS)
                  .withObjectIndenter(INDENT)
                  .withArrayIndenter(INDENT))
          .build();

  private FileJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  static Foreign foreign(Map<?, ?> values) {
    return foreign(MAPPER.<ObjectNode>valueToTree(values));
  }

  static Foreign foreign(ObjectNode values) {
    return values.isEmpty() ? Foreign.NONE : new Foreign(values.toString());
  }

  static ObjectNode parse(Foreign foreign) {
    return foreign.text().isEmpty() ? object() : (ObjectNode) MAPPER.readTree(foreign.text());
  }

  /**
   * JSON text as JSON, and text that only claims to be JSON as a string: one bad value must not
   * keep a file from being saved.
   */
  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.stringNode(text);
    }
  }

  /** The object at the key; an empty one is put there if there is none. */
  static ObjectNode objectAt(ObjectNode parent, String key) {
    if (parent.get(key) instanceof ObjectNode found) {
      return found;
    }
    var made = object();
    parent.set(key, made);
    return made;
  }

  static ArrayNode lines(String text) {
    var lines = array();
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      lines.add(text.substring(from, end + 1));
      from = end + 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  /** A string, or a list of strings that belong together, as a string. */
  static String joined(JsonNode text) {
    if (text instanceof ArrayNode lines) {
      List<String> found = new ArrayList<>();
      lines.forEach(line -> found.add(line.asString("")));
      return String.join("", found);
    }
    return text.asString("");
  }
}
