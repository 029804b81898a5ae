package interleave.bench;

import interleave.browser.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The notebook page in a real Chromium: how soon it is there, and how soon it answers. */
final class PageFigures {
  private PageFigures() {}

  static void measure(Consumer<Figure> report) throws Exception {
    var workspace = Files.createTempDirectory("interleave-bench");
    try (var server = ServerProcess.jar(workspace)) {
      for (var seen :
          BrowserScript.run(
              "page-figures.mjs", server.address().toString(), workspace.toString())) {
        figures(seen.path("what").asString(), BrowserScript.sample(seen.path("values")))
            .forEach(report);
      }
    }
  }

  private static Stream<Figure> figures(String what, Sample seen) {
    return switch (what) {
      case "bytes" -> Stream.of(Figure.atMost(300, "KB", "bytes to open a notebook", seen));
      case "open ten" ->
          Stream.of(
              Figure.atMost(
                  400, "ms", "open a notebook of 10 cells: navigation to editable", seen));
      case "open long" ->
          Stream.of(
              Figure.atMost(
                  1_000, "ms", "open a notebook of 300 cells with outputs, the same", seen));
      case "first output" ->
          Stream.of(
              Figure.atMost(60, "ms", "Shift-Enter to the output painted, `1+1`", seen),
              Figure.p95AtMost(150, "ms", "the same, of 100 runs the 95 fastest", seen));
      case "typing" ->
          Stream.of(Figure.atMost(50, "ms", "longest frame while typing, 300 cells open", seen));
      case "flood" ->
          Stream.of(
              Figure.atMost(
                  100, "ms", "1 000 000 lines printed: the page's longest silence", seen));
      case "flood wrong" ->
          Stream.of(Figure.atMost(0, "places", "the same: kept lines that are not right", seen));
      case "flood memory" ->
          Stream.of(
              Figure.atMost(
                  1.2, "×", "the same: memory of the page, 7th run against the 2nd", seen));
      case "flood heap" ->
          Stream.of(Figure.informative("MB", "the same: memory of the page", seen));
      default -> throw new IllegalStateException("no figure is called " + what);
    };
  }
}
