package interleave.bench;

import interleave.browser.ServerProcess;
import interleave.kernel.jshell.JShellKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** How long a reader waits for the first value, of a notebook and of the whole program. */
final class Starting {
  private static final int NOTEBOOKS = 12;
  private static final int SERVERS = 5;
  private static final int WARM_UP_CELLS = 200;
  private static final String FROM_NOTHING =
      "`java -jar interleave.jar`: from the start of the process to the value of `1 + 1` in a notebook";

  private Starting() {}

  static void measure(Consumer<Figure> report) throws Exception {
    report.accept(
        Figure.atMost(60, "ms", "a kernel from the reserve, to the value of `1 + 1`", notebooks()));
    var caches = Files.createTempDirectory("interleave bench caches");
    learn(caches);
    var with = new ArrayList<Double>();
    var without = new ArrayList<Double>();
    for (int i = 0; i < SERVERS; i++) {
      with.add(server(workspace -> ServerProcess.jarWithStartupCache(caches, workspace)));
      without.add(server(ServerProcess::jar));
    }
    report.accept(Figure.atMost(1, "s", FROM_NOTHING, Sample.of(with)));
    report.accept(
        Figure.informative("s", FROM_NOTHING + ", without the cache", Sample.of(without)));
  }

  /** The first start of all, which writes the cache beside the reader's work. */
  private static void learn(Path caches) throws IOException, InterruptedException {
    try (var server =
        ServerProcess.jarWithStartupCache(caches, Files.createTempDirectory("interleave bench"))) {
      server.address();
      for (int tenths = 0; tenths < 600; tenths++) {
        try (var files = Files.list(caches)) {
          if (files.anyMatch(file -> file.toString().endsWith(".aot"))) {
            return;
          }
        }
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("no cache after a minute");
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

  private static double server(Function<Path, ServerProcess> starting) throws IOException, InterruptedException {
    var workspace = Files.createTempDirectory("interleave bench ä");
    long start = System.nanoTime();
    try (var server = starting.apply(workspace);
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
