package interleave.session;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelListener;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByKernel.DisplayUpdated;
import interleave.notebook.Operation.ByKernel.InputEnded;
import interleave.notebook.Operation.ByKernel.InputRequested;
import interleave.notebook.Operation.ByKernel.KernelLost;
import interleave.notebook.Operation.ByKernel.OutputArrived;
import interleave.notebook.Operation.ByKernel.OutputCleared;
import interleave.notebook.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Between one kernel's event thread and the inbox: what the kernel says while the inbox is busy is
 * collected here, text of one thread in a row as one piece, and taken all at once. A flood makes
 * the pieces longer, not more; when too much waits, the kernel's thread waits too, and with it the
 * worker that prints.
 */
final class KernelFeed implements KernelListener {
  private static final int MOST_PIECES = 1_000;
  private static final int MOST_CHARACTERS = 1_000_000;

  private final int kernel;
  private final Consumer<KernelFeed> announce;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  // All below only with the lock.
  private List<ByKernel> waiting = new ArrayList<>();
  private int characters;
  private boolean closed;

  /**
   * A feed with nothing in it.
   *
   * @param announce called by the kernel's thread when there is something to {@link #take} and it
   *     was not said yet
   */
  KernelFeed(int kernel, Consumer<KernelFeed> announce) {
    this.kernel = kernel;
    this.announce = announce;
  }

  @Override
  public void accept(KernelEvent event) {
    var operation = operation(event);
    boolean first;
    lock.lock();
    try {
      while (!closed && (waiting.size() >= MOST_PIECES || characters >= MOST_CHARACTERS)) {
        emptied.await();
      }
      if (closed) {
        return;
      }
      first = waiting.isEmpty();
      add(operation);
    } catch (InterruptedException e) {
      Thread.currentThread()
          .interrupt(); // the kernel ends its own thread: nobody wants the event any more
      return;
    } finally {
      lock.unlock();
    }
    if (first) {
      // Without the lock: the inbox may be full, and what empties it takes the lock.
      announce.accept(this);
    }
  }

  /** Everything that came since the last time, in order. */
  List<ByKernel> take() {
    lock.lock();
    try {
      var taken = waiting;
      waiting = new ArrayList<>();
      characters = 0;
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what comes from now on, so that a kernel that is closed never waits for us. */
  void close() {
    lock.lock();
    try {
      closed = true;
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(ByKernel next) {
    switch (next) {
      case OutputArrived(_, var cell, Output.Text more) -> addText(next, cell, more);
      case DisplayUpdated update -> addUpdate(update);
      case OutputArrived(_, var cell, Output.Threads _) -> {
        // The newest picture takes the place of one that nobody has seen yet.
        waiting.removeIf(earlier ->
            earlier instanceof OutputArrived(_, var of, Output.Threads _) && of.equals(cell));
        waiting.add(next);
      }
      case OutputCleared(_, var cell) -> {
        waiting.removeIf(earlier -> isOutputOf(cell, earlier));
        characters = waiting.stream().mapToInt(KernelFeed::characters).sum();
        waiting.add(next);
      }
      default -> {
        characters += characters(next);
        waiting.add(next);
      }
    }
  }

  private void addText(ByKernel next, CellId cell, Output.Text more) {
    characters += more.text().length();
    if (!waiting.isEmpty()
        && waiting.getLast() instanceof OutputArrived(_, var lastCell, Output.Text last)
        && lastCell.equals(cell)
        && last.continuedBy(more)) {
      waiting.set(waiting.size() - 1, new OutputArrived(kernel, cell, last.with(more.text())));
    } else {
      waiting.add(next);
    }
  }

  /**
   * Takes the place of what waits for the same display, so that nobody sees what is out of date.
   */
  private void addUpdate(DisplayUpdated update) {
    characters += characters(update);
    for (int i = waiting.size() - 1; i >= 0; i--) {
      var earlier = waiting.get(i);
      var merged = merged(earlier, update);
      if (merged != null) {
        characters -= characters(earlier);
        waiting.set(i, merged);
        return;
      }
    }
    waiting.add(update);
  }

  private @Nullable ByKernel merged(ByKernel earlier, DisplayUpdated update) {
    return switch (earlier) {
      case OutputArrived(_, var cell, Output.Display(var result, var display, _))
          when cell.equals(update.cell()) && update.display().equals(display) ->
          new OutputArrived(kernel, cell, new Output.Display(result, display, update.data()));
      case DisplayUpdated(_, var cell, var display, _)
          when cell.equals(update.cell()) && display.equals(update.display()) ->
          update;
      default -> null;
    };
  }

  private static boolean isOutputOf(CellId cell, ByKernel earlier) {
    return switch (earlier) {
      case OutputArrived(_, var of, _) -> of.equals(cell);
      case DisplayUpdated(_, var of, _, _) -> of.equals(cell);
      case OutputCleared(_, var of) -> of.equals(cell);
      default -> false;
    };
  }

  private static int characters(ByKernel operation) {
    return switch (operation) {
      case OutputArrived(_, _, Output.Text text) -> text.text().length();
      case OutputArrived(_, _, Output.Display(_, _, var data)) -> characters(data);
      case DisplayUpdated(_, _, _, var data) -> characters(data);
      default -> 0;
    };
  }

  private static int characters(MimeBundle data) {
    return data.forms().values().stream().mapToInt(String::length).sum();
  }

  private ByKernel operation(KernelEvent event) {
    return switch (event) {
      case KernelEvent.Printed(
              var cell,
              var stream,
              var thread,
              var virtual,
              var late,
              _,
              var text) ->
          new OutputArrived(kernel, cell, new Output.Text(stream, thread, virtual, late, text));
      case KernelEvent.Displayed(var cell, var display, var bundle) ->
          new OutputArrived(kernel, cell, new Output.Display(false, display, bundle));
      case KernelEvent.DisplayUpdated(var cell, var display, var bundle) ->
          new DisplayUpdated(kernel, cell, display, bundle);
      case KernelEvent.OutputCleared(var cell) -> new OutputCleared(kernel, cell);
      case KernelEvent.ThreadDied(var cell, var thread, var failure) ->
          new OutputArrived(kernel, cell, new Output.Failed(thread, failure));
      case KernelEvent.InputRequested(var request) -> new InputRequested(kernel, request);
      case KernelEvent.InputEnded(_, var request) -> new InputEnded(kernel, request);
      case KernelEvent.StopWaits(var threads) -> new ByKernel.StopWaits(kernel, threads);
      case KernelEvent.StillRunning(var cell, var threads) ->
          new OutputArrived(kernel, cell, new Output.StillRunning(threads, false));
      case KernelEvent.StopEnded(var threads) -> new ByKernel.StopEnded(kernel, threads);
      case KernelEvent.ThreadsSeen(var cell, var timeline) ->
          new OutputArrived(kernel, cell, new Output.Threads(timeline));
      case KernelEvent.DeadlockSeen(var cell, var deadlock) ->
          new OutputArrived(kernel, cell, new Output.Deadlocked(deadlock));
      case KernelEvent.WorkerEnded(var reason) -> new KernelLost(kernel, reason);
    };
  }
}
