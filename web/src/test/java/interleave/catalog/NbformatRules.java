package interleave.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of nbformat 4.5, one assertion each: which keys may and must be there, and what they
 * hold.
 */
final class NbformatRules {
  private NbformatRules() {}

  static void check(String file) {
    var root = new JsonMapper().readTree(file);
    onlyKeys(root, Set.of("cells", "metadata", "nbformat", "nbformat_minor"), Set.of());
    assertThat(root.path("nbformat").asInt()).isEqualTo(4);
    assertThat(root.path("nbformat_minor").asInt()).isGreaterThanOrEqualTo(5);
    var metadata = root.path("metadata");
    assertThat(metadata.path("kernelspec").path("name").isString()).isTrue();
    assertThat(metadata.path("kernelspec").path("display_name").isString()).isTrue();
    assertThat(metadata.path("language_info").path("name").isString()).isTrue();
    var ids = new HashSet<String>();
    for (var cell : root.path("cells")) {
      assertThat(cell.path("id").asString()).matches("[a-zA-Z0-9-_]{1,64}");
      assertThat(ids.add(cell.path("id").asString())).as("ids are unique").isTrue();
      assertThat(cell.path("metadata").isObject()).isTrue();
      text(cell.path("source"));
      checkCell(cell);
    }
    assertThat(file).endsWith("}\n");
  }

  private static void checkCell(JsonNode cell) {
    var common = Set.of("id", "cell_type", "metadata", "source");
    switch (cell.path("cell_type").asString()) {
      case "markdown", "raw" -> onlyKeys(cell, common, Set.of("attachments"));
      case "code" -> {
        onlyKeys(cell, with(common, "outputs", "execution_count"), Set.of());
        count(cell.path("execution_count"));
        cell.path("outputs").forEach(NbformatRules::checkOutput);
      }
      default -> throw new AssertionError("no such cell: " + cell);
    }
  }

  private static void checkOutput(JsonNode output) {
    var type = Set.of("output_type");
    switch (output.path("output_type").asString()) {
      case "stream" -> {
        onlyKeys(output, with(type, "name", "text"), Set.of());
        assertThat(output.path("name").asString()).isIn("stdout", "stderr");
        text(output.path("text"));
      }
      case "display_data" -> {
        onlyKeys(output, with(type, "data", "metadata"), Set.of());
        bundle(output);
      }
      case "execute_result" -> {
        onlyKeys(output, with(type, "data", "metadata", "execution_count"), Set.of());
        count(output.path("execution_count"));
        bundle(output);
      }
      case "error" -> {
        onlyKeys(output, with(type, "ename", "evalue", "traceback"), Set.of());
        assertThat(output.path("ename").isString()).isTrue();
        assertThat(output.path("evalue").isString()).isTrue();
        assertThat(output.path("traceback").valueStream()).allMatch(JsonNode::isString);
      }
      default -> throw new AssertionError("no such output: " + output);
    }
  }

  private static void bundle(JsonNode output) {
    assertThat(output.path("metadata").isObject()).isTrue();
    for (var form : output.path("data").properties()) {
      if (!form.getKey().matches("application/(.*\\+)?json")) {
        text(form.getValue());
      }
    }
  }

  private static void count(JsonNode count) {
    assertThat(count.isNull() || (count.isInt() && count.asInt() >= 0)).isTrue();
  }

  private static void text(JsonNode text) {
    assertThat(
            text.isString() || (text.isArray() && text.valueStream().allMatch(JsonNode::isString)))
        .as("text or lines: %s", text)
        .isTrue();
  }

  private static void onlyKeys(JsonNode object, Set<String> needed, Set<String> allowed) {
    var found = Set.copyOf(object.propertyNames());
    assertThat(found).containsAll(needed);
    assertThat(with(needed, allowed.toArray(String[]::new))).containsAll(found);
  }

  private static Set<String> with(Set<String> some, String... more) {
    var all = new HashSet<>(some);
    all.addAll(Set.of(more));
    return all;
  }
}
