package interleave.bench;

import interleave.kernel.KernelFactory;
import interleave.kernel.jshell.JShellKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Addresses that each wait 200 ms, fetched at once by what learners call, by the JDK's client and
 * by Python's, all from the same slow service, which shares the machine. The connections are open
 * before a round begins, and each client warms up first.
 */
final class ManyWaits {
  private static final int WAIT = 200;
  private static final int FRESH_NOTEBOOKS = 7;
  private static final int ROUNDS = 5;
  private static final Pattern TOOK = Pattern.compile("took (\\S+) ms");

  private enum Way {
    LAB("fetchAll", "fetchAll(urls)"),
    HTTP_CLIENT("HttpClient", "fetchAllWithHttpClient(urls)");

    final String title;
    final String call;

    Way(String title, String call) {
      this.title = title;
      this.call = call;
    }
  }

  private ManyWaits() {}

  static void measure(Consumer<Figure> report) throws Exception {
    try (var kernels = new JShellKernels()) {
      twenty(kernels, report);
      for (int count : new int[] {1_000, 10_000}) {
        many(kernels, count, count == 1_000 ? 1.15 : 2, report);
      }
    }
  }

  private static void twenty(KernelFactory kernels, Consumer<Figure> report) throws Exception {
    var first = new ArrayList<Double>();
    var warm = new ArrayList<Double>();
    for (int i = 0; i < FRESH_NOTEBOOKS; i++) {
      try (var notebook = Notebook.open(kernels)) {
        makeUrls(notebook, 20);
        first.add(millis(notebook, Way.LAB) / WAIT);
        for (int round = 0; round < ROUNDS; round++) {
          warm.add(millis(notebook, Way.LAB) / WAIT);
        }
      }
    }
    report.accept(
        Figure.atMost(
            1.15,
            "× of 200 ms",
            "`fetchAll`, 20 × 200 ms, first call in a fresh notebook",
            Sample.of(first)));
    report.accept(
        Figure.atMost(1.04, "× of 200 ms", "`fetchAll`, 20 × 200 ms, warm", Sample.of(warm)));
  }

  private static void many(KernelFactory kernels, int count, double target, Consumer<Figure> report)
      throws Exception {
    String what = "%,d × 200 ms, warm".formatted(count).replace(',', '\u202f');
    Sample lab = rounds(kernels, count, Way.LAB);
    report.accept(Figure.atMost(target, "× of 200 ms", "`fetchAll`, " + what, timesTheWait(lab)));
    var others = new TreeMap<String, Sample>();
    others.put(Way.HTTP_CLIENT.title, rounds(kernels, count, Way.HTTP_CLIENT));
    for (String library : List.of("aiohttp", "httpx")) {
      if (!PythonClient.has(library)) {
        report.accept(Figure.failed("`" + library + "`, " + what, "not installed here"));
        continue;
      }
      // Its own addresses, of a notebook that does nothing meanwhile.
      try (var notebook = Notebook.open(kernels)) {
        makeUrls(notebook, count);
        var rounds = PythonClient.rounds(library, address(notebook), count);
        if (rounds.isEmpty()) {
          report.accept(
              new Figure(
                  "`" + library + "`, " + what,
                  "",
                  "not one warm round within " + PythonClient.PATIENCE.toSeconds() + " s",
                  "",
                  Figure.Verdict.NOTHING_PROMISED));
        } else {
          others.put(library, Sample.of(rounds));
        }
      }
    }
    for (Map.Entry<String, Sample> other : others.entrySet()) {
      report.accept(
          Figure.ratioAtMost(
              1, "ms", "`fetchAll` : `" + other.getKey() + "`, " + what, lab, other.getValue()));
    }
  }

  private static Sample rounds(KernelFactory kernels, int count, Way way) throws Exception {
    try (var notebook = Notebook.open(kernels)) {
      makeUrls(notebook, count);
      var millis = new ArrayList<Double>();
      for (int round = -2; round < ROUNDS; round++) {
        double took = millis(notebook, way);
        if (round >= 0) {
          millis.add(took);
        }
      }
      return Sample.of(millis);
    }
  }

  private static Sample timesTheWait(Sample millis) {
    return Sample.of(millis.ascending().stream().map(each -> each / WAIT).toList());
  }

  private static void makeUrls(Notebook notebook, int count) {
    notebook.run("var urls = slowUrls(" + count + ", ofMillis(" + WAIT + "));");
  }

  private static String address(Notebook notebook) throws InterruptedException {
    notebook.run("IO.println(\"took \" + urls.getFirst() + \" ms\");");
    String first = answer(notebook);
    return first.substring(0, first.lastIndexOf('/'));
  }

  private static double millis(Notebook notebook, Way way) throws InterruptedException {
    notebook.run(
        "{ long start = System.nanoTime(); int pages = "
            + way.call
            + ".size(); double took = (System.nanoTime() - start) / 1e6;"
            + " if (pages != urls.size()) throw new IllegalStateException(\"pages are missing\");"
            + " IO.println(\"took \" + took + \" ms\"); }");
    return Double.parseDouble(answer(notebook));
  }

  private static String answer(Notebook notebook) throws InterruptedException {
    var found = TOOK.matcher(notebook.awaitPrinted("took "));
    if (!found.find()) {
      throw new IllegalStateException("a time was printed in pieces");
    }
    return found.group(1);
  }
}
