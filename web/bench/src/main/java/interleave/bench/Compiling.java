package interleave.bench;

import interleave.kernel.jshell.JShellKernels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Warm cells over the worker, against JShell alone that compiles and runs nothing. */
final class Compiling {
  private static final int WARM_UP = 150;
  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(30);
  private static final int TIMES = 200;
  private static final Duration LIMIT = Duration.ofSeconds(50);
  private static final String ONE = "1 + 1";
  private static final String STATEMENT = "total += 1;";

  private static final String TEN_STATEMENTS =
      """
      total += 1;
      total = total * 3 % 1_000;
      names.add("n" + total);
      for (int i = 0; i < 3; i++) { total += i; }
      if (total > 500) { total -= 500; }
      names.sort(Comparator.naturalOrder());
      total += names.size();
      names.clear();
      names.addAll(List.of("a", "b"));
      total++;
      """;

  /** What a lesson's cell may declare, under the same names each time. */
  private static final String TEN_KINDS =
      """
      import java.util.concurrent.ThreadLocalRandom;
      record Point(int x, int y) {}
      int twice(int n) { return n * 2; }
      int start = 3;
      var points = new ArrayList<Point>();
      String word = "word";
      points.add(new Point(start, twice(start)));
      start += points.size();
      word = word + start;
      points.size()
      """;

  private Compiling() {}

  /** One thing that is timed in every round, in milliseconds. */
  private record Way(ToDoubleFunction<String> run, String source, List<Double> millis) {
    Way(ToDoubleFunction<String> run, String source) {
      this(run, source, new ArrayList<>());
    }

    Sample sample() {
      return Sample.of(millis);
    }
  }

  static void measure(Consumer<Figure> report) {
    try (var kernels = new JShellKernels();
        var notebook = Notebook.open(kernels);
        var baseline = new CompilesOnly()) {
      notebook.run("int total = 1; var names = new ArrayList<String>();");
      var base = new Way(baseline::millis, ONE);
      var one = new Way(notebook::millis, ONE);
      var statement = new Way(notebook::millis, STATEMENT);
      var ten = new Way(notebook::millis, TEN_STATEMENTS);
      var kinds = new Way(notebook::millis, TEN_KINDS);
      var ways = List.of(base, one, statement, ten, kinds);

      rounds(ways, WARM_UP, WARM_UP_LIMIT);
      ways.forEach(way -> way.millis().clear());
      rounds(ways, TIMES, LIMIT);

      report.accept(
          Figure.ratioAtMost(
              1.5,
              "ms",
              "warm `1 + 1`, source to value over the worker : compiled by JShell alone",
              one.sample(),
              base.sample()));
      report.accept(
          Figure.ratioAtMost(
              2,
              "ms",
              "a cell of 10 statements : of one statement",
              ten.sample(),
              statement.sample()));
      report.accept(
          Figure.informative(
              "ms", "a cell of 10 parts, each kind of declaration among them", kinds.sample()));
    }
  }

  /** In turn, so that whatever else the machine does hits all of them alike. */
  private static void rounds(List<Way> ways, int times, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    for (int i = 0; i < times && System.nanoTime() < end; i++) {
      for (var way : ways) {
        way.millis().add(way.run().applyAsDouble(way.source()));
      }
    }
  }
}
