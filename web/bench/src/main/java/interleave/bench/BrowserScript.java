package interleave.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A script of {@code src/main/node} that drives a real Chromium and prints what it has measured. */
final class BrowserScript {
  private BrowserScript() {}

  /**
   * Every line of JSON that it prints.
   *
   * @throws IllegalStateException with all that it said, if it fails
   */
  static List<JsonNode> run(String script, String... arguments)
      throws IOException, InterruptedException {
    var root = Path.of(System.getProperty("interleave.root", ".."));
    var command = new ArrayList<String>();
    command.add("node");
    command.add(root.resolve("web/bench/src/main/node").resolve(script).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    var node =
        new ProcessBuilder(command)
            .directory(root.resolve("web/client").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (node.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    return said.lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  static Sample sample(JsonNode numbers) {
    return Sample.of(numbers.valueStream().map(JsonNode::asDouble).toList());
  }
}
