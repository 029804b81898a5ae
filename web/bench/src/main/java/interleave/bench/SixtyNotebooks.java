package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A workshop on one machine: every notebook runs the lesson about twenty slow URLs to its end. */
final class SixtyNotebooks {
  private static final int NOTEBOOKS = 60;
  private static final int MACHINE_MEGABYTES = 24 * 1024;
  private static final Pattern CODE =
      Pattern.compile("(?ms)^```\\{code-cell} java\\n---\\n.*?\\n---\\n(.*?)^```");

  /** So many readers press Run at once; the others are reading. */
  private static final int AT_ONCE = 12;

  private SixtyNotebooks() {}

  static void measure(Consumer<Figure> report) throws Exception {
    var cells = lesson();
    var workspace = Files.createTempDirectory("interleave bench ä");
    try (var server = ServerProcess.jar(workspace)) {
      var address = server.address();
      try (var first = Page.open(address, "first")) {
        answer(first, "1 + 1");
      }
      Settling.await(server.handle());
      double heapBefore = Memory.heapAfterCollection(server.handle());

      var pages = Collections.synchronizedList(new ArrayList<Page>());
      var turns = new Semaphore(AT_ONCE);
      var lessons =
          each(
              NOTEBOOKS,
              number -> {
                turns.acquire();
                try {
                  var page = Page.open(address, "notebook-" + number);
                  pages.add(page);
                  long start = System.nanoTime();
                  for (var cell : cells) {
                    page.run("start-1", cell);
                    page.awaitEnd("start-1");
                  }
                  return (System.nanoTime() - start) / 1e9;
                } finally {
                  turns.release();
                }
              });
      report.accept(
          Figure.informative(
              "s",
              "the lesson of %d cells from top to bottom, %d notebooks at once"
                  .formatted(cells.size(), AT_ONCE),
              Sample.of(lessons)));

      var answers = each(NOTEBOOKS, number -> answer(pages.get(number), "1 + 1"));
      var sample = Sample.of(answers);
      report.accept(
          new Figure(
              NOTEBOOKS + " notebooks that have run the lesson, all asked `1 + 1` at once",
              "all answer",
              "%d answered, median %s ms".formatted(answers.size(), Figure.number(sample.median())),
              Figure.range(sample, "ms"),
              Figure.Verdict.of(answers.size() == NOTEBOOKS)));

      Settling.await(server.handle());
      double heap = Memory.heapAfterCollection(server.handle());
      report.accept(
          Figure.atMost(
              12,
              "MB",
              "server heap for each open notebook after a collection (%s MB with none, %s MB with all)"
                  .formatted(Figure.number(heapBefore), Figure.number(heap)),
              Sample.of((heap - heapBefore) / NOTEBOOKS)));
      memory(report, server);
      pages.forEach(Page::close);
    }
  }

  private static void memory(Consumer<Figure> report, ServerProcess server) {
    var workers = Sample.of(server.handle().descendants().map(Memory::of).toList());
    double serverMegabytes = Memory.of(server.handle());
    double total = serverMegabytes + workers.sum();
    report.accept(
        Figure.informative("MB", "a worker that has run the lesson, " + Memory.kind(), workers));
    report.accept(
        Figure.informative(
            "MB", "the server's process, " + Memory.kind(), Sample.of(serverMegabytes)));
    report.accept(
        Figure.atMost(
            MACHINE_MEGABYTES,
            "MB",
            "server and %d workers together, %s".formatted(workers.size(), Memory.kind()),
            Sample.of(total)));
  }

  /** Milliseconds until the value is there. */
  private static double answer(Page page, String source) throws InterruptedException {
    long start = System.nanoTime();
    page.run("start-1", source);
    var end = page.awaitEnd("start-1");
    if (!end.path("state").asString().equals("completed")) {
      throw new IllegalStateException(source + " did not complete: " + end);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private interface Reader {
    double act(int number) throws Exception;
  }

  private static List<Double> each(int count, Reader reader) throws Exception {
    var tasks = new ArrayList<Callable<Double>>();
    for (int i = 0; i < count; i++) {
      int number = i;
      tasks.add(() -> reader.act(number));
    }
    var measured = new ArrayList<Double>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(tasks)) {
        measured.add(result.get());
      }
    }
    return measured;
  }

  private static List<String> lesson() throws IOException {
    var file =
        Path.of(System.getProperty("interleave.root", "."))
            .resolve("notebooks/02-twenty-slow-urls.md");
    var cells =
        CODE.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
    if (cells.isEmpty()) {
      throw new IllegalStateException("no cells in " + file);
    }
    return cells;
  }
}
