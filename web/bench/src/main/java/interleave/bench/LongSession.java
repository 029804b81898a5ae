package interleave.bench;

import interleave.kernel.jshell.JShellKernels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sessions of 408 cells, eight kinds in turn, every cell with new names and nothing ever redefined
 * but one method: more than a reader has who runs the same cells again and again. Eight cells from
 * the tenth on are compared with eight from the 400th on.
 */
final class LongSession {
  private static final int SESSIONS = 3;
  private static final int EARLY = 10;
  private static final int LATE = 400;

  /** On a slow machine fewer sessions will do. */
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  private LongSession() {}

  static void measure(Consumer<Figure> report) {
    var early = new ArrayList<Double>();
    var late = new ArrayList<Double>();
    try (var kernels = new JShellKernels()) {
      session(kernels, new ArrayList<>(), new ArrayList<>()); // until the compiler is hot
      long end = System.nanoTime() + ENOUGH.toNanos();
      for (int i = 0; i < SESSIONS && System.nanoTime() < end; i++) {
        session(kernels, early, late);
      }
    }
    report.accept(
        Figure.ratioAtMost(
            1.5,
            "ms",
            "the 400th cell of a session : the 10th",
            Sample.of(late),
            Sample.of(early)));
  }

  private static void session(JShellKernels kernels, List<Double> early, List<Double> late) {
    try (var notebook = Notebook.open(kernels)) {
      for (int i = 1; i < LATE + 8; i++) {
        double millis = notebook.millis(cell(i));
        if (i >= LATE) {
          late.add(millis);
        } else if (i >= EARLY && i < EARLY + 8) {
          early.add(millis);
        }
      }
    }
  }

  private static String cell(int number) {
    return switch (number % 8) {
      case 0 -> "int number%d = %d;%nnumber%d + 1".formatted(number, number, number);
      case 1 -> "record Point%d(int x, int y) {}%nnew Point%d(1, 2)".formatted(number, number);
      case 2 ->
          "int times%d(int n) { return n * %d; }%ntimes%d(2)".formatted(number, number, number);
      case 3 ->
          "var words%d = List.of(\"a\", \"b\");%nfor (var w : words%d) IO.print(w);"
              .formatted(number, number);
      case 4 -> "Stream.of(1, 2, 3).map(n -> n * %d).toList()".formatted(number);
      case 5 ->
          "var counter%d = new AtomicInteger();%ncounter%d.addAndGet(%d);"
              .formatted(number, number, number);
      case 6 -> "long again(int n) { return n + %d; }%nagain(1)".formatted(number);
      default ->
          "var thread%d = Thread.ofVirtual().start(() -> {});%nthread%d.join();%nIO.println(\"joined\");"
              .formatted(number, number);
    };
  }
}
