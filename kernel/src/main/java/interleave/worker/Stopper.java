package interleave.worker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the threads of one run: the woven check ends those that compute, interrupts end those that
 * wait. One interrupt is not enough, as library code may swallow it and wait again.
 */
final class Stopper implements Runnable {
  private static final long INTERRUPT_EVERY_MILLIS = 5;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /**
   * How long the cell's other threads have once the cell itself has ended. The idle threads of a
   * pool never end.
   */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final CellRun run;
  private final Cells cells;
  private final Wire wire;

  Stopper(CellRun run, Cells cells, Wire wire) {
    this.run = run;
    this.cells = cells;
    this.wire = wire;
  }

  @Override
  public void run() {
    StopCheck.trip(run);
    try {
      if (!stopCell()) {
        reportUnstoppable();
      }
      stopRest();
    } catch (IOException | InterruptedException e) {
      Worker.exit(Worker.SERVER_GONE);
    } finally {
      StopCheck.release(run);
    }
  }

  private boolean stopCell() throws InterruptedException {
    long start = System.nanoTime();
    while (cells.interrupt(run)) {
      others().forEach(Thread::interrupt);
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(INTERRUPT_EVERY_MILLIS);
    }
    return true;
  }

  private void stopRest() throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> rest = others();
    while (!rest.isEmpty() && System.nanoTime() - start < REST_NANOS) {
      rest.forEach(Thread::interrupt);
      TimeUnit.MILLISECONDS.sleep(INTERRUPT_EVERY_MILLIS);
      rest = others();
    }
  }

  private List<Thread> others() {
    Thread cell = cells.thread();
    return Threads.all().stream()
        .filter(thread -> thread != cell && Owners.inheritedBy(thread) == run)
        .toList();
  }

  private void reportUnstoppable() throws IOException {
    Thread cell = cells.thread();
    StackTraceElement[] stack = cell.getStackTrace();
    String call = stack.length == 0 ? "" : stack[0].getClassName() + "." + stack[0].getMethodName();
    wire.send(new Frame.Unstoppable(cell.getName(), call));
  }
}
