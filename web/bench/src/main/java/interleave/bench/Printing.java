package interleave.bench;

import interleave.kernel.KernelEvent;
import interleave.kernel.jshell.JShellKernels;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines from one thread until the kernel's listener has them all, compiling not counted. */
final class Printing {
  private static final int TIMES = 30;

  /** As many as stay below the cap. */
  private static final int LINES = 100_000;

  private static final String PRINT =
      "for (int i = 0; i < " + LINES + "; i++) System.out.println(i);";

  private Printing() {}

  static void measure(Consumer<Figure> report) {
    var rates = new ArrayList<Double>();
    try (var kernels = new JShellKernels();
        var notebook = Notebook.open(kernels)) {
      for (int i = 0; i < TIMES; i++) {
        notebook.takeHeard();
        long start = System.nanoTime();
        var run = notebook.run(PRINT);
        double seconds = (System.nanoTime() - start - run.compiling().toNanos()) / 1e9;
        expectAll(notebook);
        if (i >= TIMES / 3) {
          rates.add(LINES / seconds / 1e6);
        }
      }
    }
    var sample = Sample.of(rates);
    report.accept(
        new Figure(
            "`println` from one thread, %,d lines, every line there and in order".formatted(LINES),
            "≥ 2 million lines/s",
            Figure.number(sample.median()) + " million lines/s",
            Figure.range(sample, "million"),
            Figure.Verdict.of(sample.median() >= 2)));
  }

  private static void expectAll(Notebook notebook) {
    var text = new StringBuilder();
    for (var event : notebook.takeHeard()) {
      if (event instanceof KernelEvent.Printed printed) {
        text.append(printed.text());
      }
    }
    var expected =
        IntStream.range(0, LINES)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n", "", "\n"));
    if (!expected.contentEquals(text)) {
      throw new IllegalStateException(
          "expected %d characters, got %d".formatted(expected.length(), text.length()));
    }
  }
}
