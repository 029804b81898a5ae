package interleave.worker;

import interleave.worker.Frame.Event;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends what cells printed, some milliseconds' worth at a time: a frame for every println would
 * cost fifty times as much as the println.
 */
final class OutputPump implements Runnable {
  private static final long COLLECTING_MILLIS = 15;

  private final Wire wire;
  private final LinkedBlockingQueue<Output> waiting = new LinkedBlockingQueue<>();

  // Held from taking to sending. Without it, the pump could have taken a cell's last lines and not
  // yet sent them while the
  // cell's thread, finding nothing left to take, reports the end.
  private final ReentrantLock flushing = new ReentrantLock();

  OutputPump(Wire wire) {
    this.wire = wire;
  }

  /** Called by any thread that prints; add() takes no interrupt and never blocks. */
  void wake(Output output) {
    waiting.add(output);
  }

  void flush(Output output, boolean all) throws IOException {
    flushing.lock();
    try {
      List<Event> events = output.take(all);
      if (!events.isEmpty()) {
        wire.send(new Frame.Happened(output.cell(), events));
      }
    } finally {
      flushing.unlock();
    }
  }

  void flushAll() throws IOException {
    for (Output output = waiting.poll(); output != null; output = waiting.poll()) {
      flush(output, true);
    }
  }

  @Override
  public void run() {
    Set<Output> batch = new HashSet<>();
    try {
      while (true) {
        batch.add(waiting.take());
        TimeUnit.MILLISECONDS.sleep(COLLECTING_MILLIS);
        waiting.drainTo(batch);
        for (Output output : batch) {
          flush(output, false);
        }
        batch.clear();
      }
    } catch (IOException | InterruptedException e) {
      Worker.exit(Worker.SERVER_GONE);
    }
  }
}
