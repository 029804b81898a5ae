package interleave.session;

import interleave.kernel.KernelEvent;
import interleave.kernel.KernelListener;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByKernel.KernelLost;
import interleave.notebook.Operation.ByKernel.OutputArrived;
import interleave.notebook.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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
    if (next instanceof OutputArrived(_, var cell, Output.Text more)) {
      characters += more.text().length();
      if (!waiting.isEmpty()
          && waiting.getLast() instanceof OutputArrived(_, var lastCell, Output.Text last)
          && lastCell.equals(cell)
          && last.continuedBy(more)) {
        waiting.set(waiting.size() - 1, new OutputArrived(kernel, cell, last.with(more.text())));
        return;
      }
    }
    waiting.add(next);
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
      case KernelEvent.Displayed(var cell, var bundle) ->
          new OutputArrived(kernel, cell, new Output.Display(false, bundle));
      case KernelEvent.ThreadDied(var cell, var thread, var failure) ->
          new OutputArrived(kernel, cell, new Output.Failed(thread, failure));
      case KernelEvent.WorkerEnded(var reason) -> new KernelLost(kernel, reason);
    };
  }
}
