package interleave.bench;

import interleave.browser.ServerProcess;
import interleave.kernel.jshell.JShellKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.function.Consumer;

/** How long a reader waits for the first value, of a notebook and of the whole program. */
final class Starting {
  private static final int NOTEBOOKS = 12;
  private static final int SERVERS = 5;
  private static final int WARM_UP_CELLS = 200;

  private Starting() {}

  static void measure(Consumer<Figure> report) throws Exception {
    report.accept(
        Figure.atMost(60, "ms", "a kernel from the reserve, to the value of `1 + 1`", notebooks()));
    server(); // writes the cache
    var cold = new ArrayList<Double>();
    for (int i = 0; i < SERVERS; i++) {
      cold.add(server());
    }
    report.accept(
        Figure.atMost(
            1,
            "s",
            "`java -jar interleave.jar`: from the start of the process to the value of `1 + 1` in a notebook",
            Sample.of(cold)));
  }

  private static Sample notebooks() throws InterruptedException {
    var millis = new ArrayList<Double>();
    try (var kernels = new JShellKernels()) {
      try (var notebook = Notebook.open(kernels)) {
        for (int i = 0; i < WARM_UP_CELLS; i++) {
          notebook.run("1 + " + i);
        }
      }
      for (int i = 0; i < NOTEBOOKS; i++) {
        Settling.await(ProcessHandle.current());
        long start = System.nanoTime();
        try (var notebook = Notebook.open(kernels)) {
          notebook.run("1 + 1");
          millis.add((System.nanoTime() - start) / 1e6);
        }
      }
    }
    return Sample.of(millis);
  }

  private static double server() throws IOException, InterruptedException {
    var workspace = Files.createTempDirectory("interleave bench ä");
    long start = System.nanoTime();
    try (var server = ServerProcess.jar(workspace);
        var notebook = Page.open(server.address(), "cold")) {
      notebook.run("start-1", "1 + 1");
      var end = notebook.awaitEnd("start-1");
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!end.path("state").asString().equals("completed")) {
        throw new IllegalStateException("1 + 1 did not complete: " + end);
      }
      return seconds;
    }
  }
}
