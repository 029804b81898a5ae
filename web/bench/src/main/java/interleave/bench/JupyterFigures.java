package interleave.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The kernel behind Jupyter's protocol, and Python's own in the same run. */
final class JupyterFigures {
  private static final int ROUNDS = 5;
  private static final Path ROOT = Path.of(System.getProperty("interleave.root", ".."));

  private final Path data;
  private final String python;

  private JupyterFigures(Path data, String python) {
    this.data = data;
    this.python = python;
  }

  static void measure(Consumer<Figure> report) throws Exception {
    var data = Files.createTempDirectory("interleave bench jupyter");
    output(data, List.of(java(), "-jar", System.getProperty("interleave.jar"), "jupyter", "install"));
    var figures = new JupyterFigures(data, PythonEnvironment.python());
    var ours = figures.of("interleave");
    var pythons = figures.of("python3");

    report.accept(Figure.atMost(0.9, "s", FIRST, seconds(ours.path("first"))));
    report.accept(Figure.informative("s", FIRST + ", Python", seconds(pythons.path("first"))));
    report.accept(Figure.atMost(15, "ms", WARM, BrowserScript.sample(ours.path("warm"))));
    report.accept(Figure.informative("ms", WARM + ", Python", BrowserScript.sample(pythons.path("warm"))));
    report.accept(Figure.atMost(1.5, "s", FLOOD, seconds(ours.path("flood"))));
    report.accept(Figure.informative("s", FLOOD + ", Python", seconds(pythons.path("flood"))));
    report.accept(Figure.atMost(0, "lines", "of these lines, missing", BrowserScript.sample(ours.path("missing"))));
    report.accept(Figure.informative("messages", "they came in", BrowserScript.sample(ours.path("messages"))));
    report.accept(Figure.atMost(50, "ms", STOP, BrowserScript.sample(ours.path("interrupt"))));
    report.accept(Figure.informative("ms", STOP + ", Python", BrowserScript.sample(pythons.path("interrupt"))));
    report.accept(
        Figure.atMost(0.05, "of a processor", "busy a second later", BrowserScript.sample(ours.path("processor"))));
    report.accept(Figure.atMost(200, "MB", MEMORY, BrowserScript.sample(ours.path("memory"))));
    report.accept(Figure.informative("MB", MEMORY + ", Python", BrowserScript.sample(pythons.path("memory"))));
  }

  private static final String FIRST = "start of the kernel to the reply to `1+1`";
  private static final String WARM = "`1+1`, warm: asked until idle";
  private static final String FLOOD = "100 000 `println`s: asked until idle";
  private static final String STOP = "interrupt of `while (true) {}`: asked until idle";
  private static final String MEMORY = Memory.kind() + " of the kernel with its worker after start";

  private JsonNode of(String kernel) throws IOException, InterruptedException {
    var script = below("web/bench/src/main/python/jupyter-figures.py");
    var said = output(data, List.of(python, script, kernel, String.valueOf(ROUNDS)));
    return JsonMapper.shared().readTree(said);
  }

  private static Sample seconds(JsonNode millis) {
    return Sample.of(millis.valueStream().map(number -> number.asDouble() / 1000).toList());
  }

  private static String below(String path) {
    return ROOT.resolve(path).toAbsolutePath().toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What it prints; its errors go to ours. */
  private static String output(Path data, List<String> command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("JUPYTER_DATA_DIR", data.toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + said);
    }
    return said;
  }
}
