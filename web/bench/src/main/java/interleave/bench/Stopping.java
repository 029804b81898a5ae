package interleave.bench;

import interleave.kernel.Outcome;
import interleave.kernel.jshell.JShellKernels;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From the stop to the return of the run, in cells that are seen to be at it; variables survive.
 */
final class Stopping {
  private static final int TIMES = 40;
  private static final int TIMES_MANY_THREADS = 12;
  private static final int TIMES_KILLED = 3;

  private enum Endless {
    LOOP("a loop", "long turns = 0; IO.println(\"go\"); while (true) { turns++; }"),
    SLEEP("`Thread.sleep`", "IO.println(\"go\"); Thread.sleep(1_000_000);"),
    LOCK(
        "`lock.lock()`, held by a thread that sleeps",
        """
        var lock = new ReentrantLock();
        var holder = Thread.ofVirtual().unstarted(() -> {
            lock.lock();
            try { Thread.sleep(1_000_000); } catch (InterruptedException e) { } finally { lock.unlock(); }
        });
        holder.start();
        while (!lock.isLocked()) Thread.onSpinWait();
        IO.println("go");
        lock.lock();
        """),
    RECURSION(
        "recursion",
        """
        int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
        IO.println("go");
        fibonacci(70);
        """),
    THOUSAND(
        "1 000 spinning virtual threads",
        """
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 1_000; i++) {
            threads.add(Thread.ofVirtual().start(() -> { while (true) Thread.onSpinWait(); }));
        }
        IO.println("go");
        for (var thread : threads) thread.join();
        """),
    ACCEPT(
        "`accept` of a server socket, which listens to nobody",
        "var server = new ServerSocket(0); IO.println(\"go\"); server.accept();");

    final String title;
    final String source;

    Endless(String title, String source) {
      this.title = title;
      this.source = source;
    }
  }

  private Stopping() {}

  static void measure(Consumer<Figure> report) throws Exception {
    try (var kernels = new JShellKernels()) {
      try (var notebook = Notebook.open(kernels)) {
        notebook.run("int kept = 42;");
        for (var cell :
            new Endless[] {Endless.LOOP, Endless.SLEEP, Endless.LOCK, Endless.RECURSION}) {
          report.accept(Figure.p95AtMost(20, "ms", cell.title, sample(notebook, cell, TIMES)));
        }
        report.accept(
            Figure.atMost(
                150,
                "ms",
                Endless.THOUSAND.title,
                sample(notebook, Endless.THOUSAND, TIMES_MANY_THREADS)));
        notebook.run("if (kept != 42) throw new IllegalStateException(\"lost its variables\");");
      }
      var killed = new ArrayList<Double>();
      for (int i = 0; i < TIMES_KILLED; i++) {
        killed.add(untilUsableAgain(kernels));
      }
      report.accept(
          Figure.atMost(
              3,
              "s",
              Endless.ACCEPT.title + ": until a new kernel has a value",
              Sample.of(killed)));
    }
  }

  private static Sample sample(Notebook notebook, Endless cell, int times) throws Exception {
    var millis = new ArrayList<Double>();
    for (int i = 0; i < times; i++) {
      var running = start(notebook, cell);
      long asked = System.nanoTime();
      notebook.stop();
      expect(Outcome.Stopped.class, running.get(60, TimeUnit.SECONDS));
      millis.add((System.nanoTime() - asked) / 1e6);
    }
    return Sample.of(millis);
  }

  private static double untilUsableAgain(JShellKernels kernels) throws Exception {
    long asked;
    try (var notebook = Notebook.open(kernels)) {
      notebook.run("1 + 1");
      Settling.await(ProcessHandle.current()); // a notebook in use has a kernel in reserve
      var running = start(notebook, Endless.ACCEPT);
      asked = System.nanoTime();
      notebook.stop();
      expect(Outcome.WorkerLost.class, running.get(60, TimeUnit.SECONDS));
    }
    try (var notebook = Notebook.open(kernels)) {
      notebook.run("1 + 1");
      return (System.nanoTime() - asked) / 1e9;
    }
  }

  private static CompletableFuture<Outcome> start(Notebook notebook, Endless cell)
      throws InterruptedException {
    var running =
        CompletableFuture.supplyAsync(
            () -> notebook.attempt(cell.source).outcome(), Thread::startVirtualThread);
    notebook.awaitPrinted("go");
    return running;
  }

  private static void expect(Class<? extends Outcome> wanted, Outcome found) {
    if (!wanted.isInstance(found)) {
      throw new IllegalStateException("expected " + wanted.getSimpleName() + ", got " + found);
    }
  }
}
