package interleave.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends the threads of one run, or between two cells those of all runs: the woven check ends those
 * that compute, interrupts end those that wait, and what pools and timers still hold is dropped.
 * One interrupt is not enough, as library code may swallow it and wait again.
 *
 * <p>Some calls of the JDK look at neither: accepting on a socket from a platform thread, or a long
 * computation. Closing the socket from here would end the first, but a socket that a learner's
 * variable holds is state that a stop has to keep, and nothing helps against the second. So after
 * two seconds this reports what goes on, and where; the server ends Java if a cell cannot end
 * otherwise.
 */
final class Stopper implements Runnable {
  private static final long INTERRUPT_EVERY_MILLIS = 5;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FIRST_REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long REPORT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final @Nullable CellRun run;
  private final Predicate<CellRun> stopped;
  private final boolean isAwaited; // by the server, which is told how it goes
  private final Cells cells;
  private final Owners owners;
  private final Wire wire;
  private final long start = System.nanoTime();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Set<Thread> met = new HashSet<>();
  private long nextReport = start + FIRST_REPORT_NANOS;

  private Stopper(
      @Nullable CellRun run,
      Predicate<CellRun> stopped,
      Cells cells,
      Owners owners,
      Wire wire,
      boolean isAwaited) {
    this.run = run;
    this.isAwaited = isAwaited;
    this.stopped = stopped;
    this.cells = cells;
    this.owners = owners;
    this.wire = wire;
  }

  /** Stops a run that has not ended, and what earlier runs of its cell have left behind. */
  static Stopper of(CellRun run, Cells cells, Owners owners, Wire wire) {
    return new Stopper(
        run,
        next -> next.cell().equals(run.cell()) && !next.startedAfter(run),
        cells,
        owners,
        wire,
        true);
  }

  /** Stops what runs have left behind, all up to the last one. */
  static Stopper between(CellRun last, Cells cells, Owners owners, Wire wire) {
    return new Stopper(null, next -> !next.startedAfter(last), cells, owners, wire, true);
  }

  /** Stops what ended runs of one cell have left behind, whatever else runs. */
  static Stopper leftovers(String cell, Cells cells, Owners owners, Wire wire) {
    return new Stopper(
        null, next -> next.cell().equals(cell) && next.ended(), cells, owners, wire, false);
  }

  @Override
  public void run() {
    // Before the check ends the first of them.
    List<Working> first = others();
    first.forEach(next -> met.add(next.thread()));
    StopCheck.trip(stopped);
    try {
      List<Working> left = stopAll(first);
      if (run != null && cells.interrupt(run)) {
        wire.send(new Frame.Unstoppable(run.cell(), stubborn(left, true)));
      } else {
        for (Map.Entry<String, List<Working>> cell : byCell(left).entrySet()) {
          wire.send(new Frame.StillRunning(cell.getKey(), stubborn(cell.getValue(), false)));
        }
      }
      left.forEach(thread -> met.remove(thread.thread()));
      if (isAwaited) {
        wire.send(new Frame.StopEnded(run != null, met.size()));
      }
    } catch (IOException e) {
      Worker.exit(Worker.SERVER_GONE);
    } finally {
      StopCheck.release(stopped);
      over.countDown();
    }
  }

  /** What is left when there is nothing left to stop, or no patience. */
  private List<Working> stopAll(List<Working> first) throws IOException {
    List<Working> left = first;
    while (true) {
      boolean inSnippet = run != null && cells.interrupt(run);
      left.forEach(this::interrupt);
      if (!inSnippet && left.isEmpty()) {
        return left;
      }
      Threads.pause(INTERRUPT_EVERY_MILLIS);
      left = others();
      // Only now, when most are gone: it takes a look at the stack of each.
      left.removeIf(Working::isIdle);
      long now = System.nanoTime();
      if (now - start > PATIENCE_NANOS) {
        return left;
      }
      if (isAwaited && now > nextReport) {
        wire.send(new Frame.StopWaits(stubborn(left, inSnippet)));
        nextReport = now + REPORT_EVERY_NANOS;
      }
    }
  }

  /** Returns when the stop is over, whoever interrupts the caller. */
  void await() {
    while (true) {
      try {
        over.await();
        return;
      } catch (InterruptedException e) {
        // A learner's; the stop ends by itself.
      }
    }
  }

  private List<Working> others() {
    List<Working> others = Working.all(owners, stopped);
    others.removeIf(next -> next.thread() == cells.thread() || isEmptiedPool(next));
    return others;
  }

  private boolean isEmptiedPool(Working next) {
    CellRun maker = Owners.inheritedBy(next.thread());
    if (maker != null && stopped.test(maker) && Pending.drop(next.thread())) {
      met.add(next.thread());
    }
    return next.isSeenIdle();
  }

  private void interrupt(Working next) {
    Thread thread = next.thread();
    // A thread that works for many is looked at again, since a moment ago it may have gone on to a
    // task of another cell. What is left of that moment is far shorter than a task.
    if (Owners.inheritedBy(thread) == next.run()
        || owners.runOf(thread, List.of(thread.getStackTrace())) == next.run()) {
      met.add(thread);
      thread.interrupt();
    }
  }

  private Stubborn stubborn(List<Working> others, boolean withCell) {
    var threads = new ArrayList<Thread>();
    if (withCell) {
      threads.add(cells.thread());
    }
    others.forEach(next -> threads.add(next.thread()));
    return Stubborn.of(threads);
  }

  private static Map<String, List<Working>> byCell(List<Working> left) {
    Map<String, List<Working>> cells = new LinkedHashMap<>();
    for (Working next : left) {
      cells.computeIfAbsent(next.run().cell(), _ -> new ArrayList<>()).add(next);
    }
    return cells;
  }
}
