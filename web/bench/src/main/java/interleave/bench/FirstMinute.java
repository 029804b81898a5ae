package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a new user waits in the first minute, whole processes on this machine.
 *
 * <p>Each round starts a new server with an empty workspace. Times are wall clock, in milliseconds;
 * one notebook is open.
 */
final class FirstMinute {
  private static final String LESSON = "02-twenty-slow-urls";
  private static final String FETCH =
      "var urls = slowUrls(20, ofMillis(200)); time(\"all at once\", () -> fetchAll(urls));";

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  static void measure(Consumer<Figure> report) throws Exception {
    var rounds = Integer.getInteger("rounds", 5);
    var root = Path.of(System.getProperty("interleave.root", ".."));
    new FirstMinute().command("builds what is not built yet", root, maven());
    var bench = new FirstMinute();
    for (int round = 0; round < rounds; round++) {
      bench.command("`mvn -q -Prun`, built already, to the first page", root, maven());
      bench.lesson();
    }
    bench.figures.forEach(
        (what, millis) -> report.accept(Figure.informative("ms", what, Sample.of(millis))));
  }

  private static List<String> maven() {
    var mvn =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win") ? "mvn.cmd" : "mvn";
    return List.of(mvn, "-q", "-Prun", "-Dopen=false", "-Dport=0", "-Dworkspace=" + folder());
  }

  private void command(String what, Path root, List<String> command) throws Exception {
    var start = System.nanoTime();
    try (var server = ServerProcess.start(root, command)) {
      firstPage(server.address());
      note(what, start);
    }
  }

  private void lesson() throws Exception {
    var start = System.nanoTime();
    try (var server = ServerProcess.jar(folder())) {
      var address = server.address();
      firstPage(address);
      note("`java -jar interleave.jar` to first page", start);

      var opened = System.nanoTime();
      try (var notebook = Page.open(address, LESSON)) {
        notebook.await(message -> message.path("type").asString().equals("snapshot"));
        notebook.run("one-after-another", "1 + 1");
        notebook.awaitEnd("one-after-another");
        note("open a lesson to the result of `1 + 1`", opened);
      }
      try (var notebook = Page.open(address, "00-welcome")) {
        notebook.await(message -> message.path("type").asString().equals("snapshot"));
        for (var label :
            List.of(
                "20 × 200 ms, first run in a fresh notebook",
                "20 × 200 ms, second run",
                "20 × 200 ms, third run")) {
          notebook.run("three-waits", FETCH);
          note(label, comparison(notebook).path("ways").path(0).path("medianMs").asDouble());
          notebook.awaitEnd("three-waits");
        }
        for (int again = 0; again < 5; again++) {
          var sent = System.nanoTime();
          notebook.run("first-value", "1 + " + again);
          notebook.awaitEnd("first-value");
          note("`1 + 1`, warm: run sent to end received", sent);

          notebook.run("endless", "int kept = %d; while (true) {}".formatted(again));
          notebook.awaitState("endless", "running");
          Thread.sleep(300); // until it is compiled and loops
          sent = System.nanoTime();
          notebook.stop();
          var end = notebook.awaitEnd("endless");
          note("stop `while (true) {}`: stop sent to end received", sent);
          expect("stopped", end.path("state").asString());
        }
      }
    }
  }

  private static void expect(String wanted, String found) {
    if (!wanted.equals(found)) {
      throw new IllegalStateException("the cell was to be " + wanted + ", but it is " + found);
    }
  }

  private static JsonNode comparison(Page notebook) throws InterruptedException {
    var type = "application/vnd.interleave.comparison+json";
    var shown =
        notebook.await(message -> message.path("output").path("data").path(type).isString());
    return JsonMapper.shared().readTree(shown.path("output").path("data").path(type).asString());
  }

  private static void firstPage(URI address) throws IOException, InterruptedException {
    try (var http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new java.net.CookieManager())
            .build()) {
      var page =
          http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      if (page.statusCode() != 200) {
        throw new IllegalStateException("the first page answered " + page.statusCode());
      }
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("interleave bench ä");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void note(String figure, long startNanos) {
    note(figure, (System.nanoTime() - startNanos) / 1e6);
  }

  private void note(String figure, double milliseconds) {
    figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(milliseconds);
  }
}
