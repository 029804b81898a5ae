package interleave.bench;

import interleave.kernel.jshell.JShellKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Memory of workers that wait for a reader, and of those that have served one. */
final class IdleWorkers {
  private static final int WORKERS = 4;
  private static final int HEAP_MEGABYTES = 512;

  private IdleWorkers() {}

  static void measure(Consumer<Figure> report) throws InterruptedException {
    try (var kernels = new JShellKernels(HEAP_MEGABYTES, WORKERS)) {
      Notebook.open(kernels).close(); // when the first is there
      Settling.await(ProcessHandle.current());
      report.accept(
          Figure.atMost(
              45,
              "MB",
              "idle worker of the reserve, one of %d, %s".formatted(WORKERS, Memory.kind()),
              workers()));
      var open = new ArrayList<Notebook>();
      try {
        for (int i = 0; i < WORKERS; i++) {
          var notebook = Notebook.open(kernels);
          open.add(notebook);
          notebook.run("1 + 1");
          notebook.run("time(\"wait\", () -> Thread.sleep(20));");
          notebook.run(
              "for (int i = 0; i < 100; i++) Thread.ofVirtual().start(() -> IO.println(\"x\")).join();");
        }
        Settling.await(ProcessHandle.current());
        report.accept(
            Figure.informative(
                "MB",
                "a worker after three cells, half of %d, %s".formatted(2 * WORKERS, Memory.kind()),
                workers()));
      } finally {
        open.forEach(Notebook::close);
      }
    }
  }

  private static Sample workers() {
    List<Double> megabytes = ProcessHandle.current().children().map(Memory::of).toList();
    return Sample.of(megabytes);
  }
}
