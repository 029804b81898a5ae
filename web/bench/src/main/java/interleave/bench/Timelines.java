package interleave.bench;

import interleave.browser.ServerProcess;
import interleave.kernel.KernelEvent.ThreadsSeen;
import interleave.kernel.jshell.JShellKernels;
import interleave.kernel.jshell.KernelSettings;
import interleave.timeline.Bar;
import interleave.timeline.Lane;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whether the timeline is right, and what it costs to record it. The costs are those of the same
 * cell in a worker that records and in one that does not, in turns.
 */
final class Timelines {
  private static final int ROUNDS = 15;

  /** Each thread measures what it does itself: no clock of ours could know better. */
  private static final String KNOWN =
      """
      var truth = new java.util.concurrent.ConcurrentHashMap<String, Long>();
      interface Step { void run() throws Exception; }
      void timed(String name, Step step) {
        long from = System.nanoTime();
        try { step.run(); } catch (Exception e) { throw new RuntimeException(e); }
        truth.put(name, System.nanoTime() - from);
      }
      void known(Thread.Builder builder, String name, Step step) throws Exception {
        var thread = builder.name(name).unstarted(() -> timed(name, step));
        thread.start(); thread.join();
      }
      """;

  private static final String RUN_KNOWN =
      """
      for (var kind : List.of("virtual", "platform")) {
        var of = kind.equals("virtual") ? (Thread.Builder) Thread.ofVirtual() : Thread.ofPlatform();
        known(of, kind + " waiting sleep", () -> Thread.sleep(200));
        known(of, kind + " waiting park", () -> LockSupport.parkNanos(200_000_000));
        var latch = new CountDownLatch(1);
        known(of, kind + " task latch", () -> latch.await(200, java.util.concurrent.TimeUnit.MILLISECONDS));
        known(of, kind + " doing loop", () -> { long end = System.nanoTime() + 200_000_000; while (System.nanoTime() < end) { } });
        var lock = new ReentrantLock(); lock.lock();
        var waits = of.name(kind + " blocked lock").unstarted(() -> { timed(kind + " blocked lock", lock::lock); lock.unlock(); });
        waits.start(); Thread.sleep(200); lock.unlock(); waits.join();
        var monitor = new Object();
        var blocked = of.name(kind + " blocked monitor").unstarted(() -> timed(kind + " blocked monitor", () -> { synchronized (monitor) { } }));
        synchronized (monitor) { blocked.start(); Thread.sleep(200); }
        blocked.join();
      }
      truth.forEach((name, nanos) -> IO.println(name + "=" + nanos));
      """;

  private Timelines() {}

  static void measure(Consumer<Figure> report) throws Exception {
    try (var kernels = new JShellKernels();
        var notebook = Notebook.open(kernels)) {
      notebook.run(KNOWN);
      truth(notebook, report);
    }
    costs(report);
    page(report);
  }

  /** From the end of the cell to the pixels, in a browser. */
  private static void page(Consumer<Figure> report) throws Exception {
    try (var server = ServerProcess.jar(Files.createTempDirectory("interleave-bench"))) {
      for (var seen : BrowserScript.run("page-timeline.mjs", server.address().toString())) {
        int threads = seen.path("threads").asInt();
        var painted = BrowserScript.sample(seen.path("ms"));
        String what = "cell ends to timeline on the page, %,d threads".formatted(threads);
        report.accept(
            threads == 20
                ? Figure.atMost(100, "ms", what, painted)
                : threads == 10_000
                    ? Figure.atMost(400, "ms", what, painted)
                    : Figure.informative("ms", what, painted));
        report.accept(
            Figure.informative(
                "ms",
                "longest task of the page meanwhile, %,d threads".formatted(threads),
                BrowserScript.sample(seen.path("longest"))));
      }
    }
  }

  private static void truth(Notebook notebook, Consumer<Figure> report) {
    Map<String, List<Double>> errors = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      notebook.takeHeard();
      notebook.run(RUN_KNOWN);
      Timeline seen = null;
      var printed = new StringBuilder();
      for (var event : notebook.takeHeard()) {
        if (event instanceof ThreadsSeen(_, var timeline)) {
          seen = timeline;
        } else if (event instanceof interleave.kernel.KernelEvent.Printed text) {
          printed.append(text.text());
        }
      }
      if (seen == null) {
        throw new IllegalStateException("the known workload has no timeline");
      }
      for (String line : printed.toString().lines().toList()) {
        int at = line.lastIndexOf('=');
        String name = line.substring(0, at);
        double truth = Long.parseLong(line.substring(at + 1)) / 1e6;
        if (i > 0) { // the first one includes compilation
          errors
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(Math.abs(drawn(seen, name) - truth));
        }
      }
    }
    errors.forEach(
        (name, values) ->
            report.accept(
                Figure.atMost(
                    2,
                    "ms",
                    "length of 200 ms, drawn against measured by the thread: " + name,
                    Sample.of(values))));
  }

  private static double drawn(Timeline seen, String name) {
    State state = State.valueOf(name.split(" ", -1)[1].toUpperCase(Locale.ROOT));
    Lane lane =
        seen.groups().stream()
            .flatMap(group -> group.lanes().stream())
            .filter(next -> next.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no lane " + name));
    long sum =
        lane.bars().stream().filter(bar -> bar.state() == state).mapToLong(Bar::length).sum();
    return sum / 1e6;
  }

  private enum Load {
    SLEEPERS(
        "10 000 sleepers of 50 ms",
        1.05,
        """
        { try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < 10_000; i++) { threads.submit(() -> { Thread.sleep(50); return 1; }); } } }
        """),
    EMPTY(
        "50 000 empty virtual threads",
        2,
        """
        { try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < 50_000; i++) { threads.submit(() -> 1); } } }
        """),
    LOOP(
        "a loop on one core",
        1.01,
        "{ long sum = 0; for (long k = 0; k < 400_000_000L; k++) { sum += k * k; } if (sum == 1) IO.println(sum); }");

    final String title;
    final double limit;
    final String source;

    Load(String title, double limit, String source) {
      this.title = title;
      this.limit = limit;
      this.source = source;
    }
  }

  private static void costs(Consumer<Figure> report) {
    try (var recording = new JShellKernels();
        var plain = new JShellKernels(notRecording());
        var with = Notebook.open(recording);
        var without = Notebook.open(plain)) {
      for (Load load : Load.values()) {
        var recorded = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS + 5; i++) {
          double one = running(with, load.source);
          double other = running(without, load.source);
          if (i >= 5) {
            recorded.add(one);
            bare.add(other);
          }
        }
        report.accept(
            Figure.ratioAtMost(
                load.limit,
                "ms",
                "recording " + load.title + ", against not recording",
                Sample.of(recorded),
                Sample.of(bare)));
      }
    }
  }

  private static KernelSettings notRecording() {
    return KernelSettings.DEFAULT.withJavaOptions("-Dinterleave.timeline=off");
  }

  private static double running(Notebook notebook, String source) {
    return notebook.run(source).running().toNanos() / 1e6;
  }
}
