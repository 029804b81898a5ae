package interleave.bench;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelFactory;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One kernel, used as a session uses it, every cell a new one. */
final class Notebook implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<KernelEvent> heard = new LinkedBlockingQueue<>();
  private final Kernel kernel;
  private int cells;

  private Notebook(KernelFactory kernels) {
    kernel = kernels.start(heard::add);
  }

  static Notebook open(KernelFactory kernels) {
    return new Notebook(kernels);
  }

  /** Runs what is meant to run to its end. */
  Run run(String source) {
    var run = attempt(source);
    if (!(run.outcome() instanceof Outcome.Completed)) {
      throw new IllegalStateException("expected to complete: " + source + ", got " + run.outcome());
    }
    return run;
  }

  Run attempt(String source) {
    return kernel.run(new CellId("bench-" + ++cells), source);
  }

  /** From the source given to the value received, in milliseconds. */
  double millis(String source) {
    long start = System.nanoTime();
    run(source);
    return (System.nanoTime() - start) / 1e6;
  }

  void stop() {
    kernel.stop();
  }

  /**
   * Waits until a cell has printed this, and forgets all that came before.
   *
   * @return what it printed together with that
   */
  String awaitPrinted(String text) throws InterruptedException {
    while (true) {
      var event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new IllegalStateException("no '" + text + "' was printed within half a minute");
      }
      if (event instanceof KernelEvent.Printed printed && printed.text().contains(text)) {
        return printed.text();
      }
    }
  }

  /** What has been heard since the last call. */
  Iterable<KernelEvent> takeHeard() {
    var events = new java.util.ArrayList<KernelEvent>();
    heard.drainTo(events);
    return events;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
