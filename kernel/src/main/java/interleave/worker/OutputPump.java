package interleave.worker;

import interleave.worker.Frame.Event;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends what cells printed, some milliseconds' worth at a time: a frame for every println would
 * cost fifty times as much as the println.
 */
final class OutputPump implements Runnable {
  private static final long COLLECTING_MILLIS = 15;

  private final Wire wire;
  private final Set<Output> waiting = ConcurrentHashMap.newKeySet();
  private final Semaphore woken = new Semaphore(0);

  // Held from taking to sending. Without it, the pump could have taken a cell's last lines and not
  // yet sent them while the
  // cell's thread, finding nothing left to take, reports the end.
  private final ReentrantLock flushing = new ReentrantLock();

  OutputPump(Wire wire) {
    this.wire = wire;
  }

  /** Called by any thread that prints; takes no interrupt and never blocks. */
  void wake(Output output) {
    waiting.add(output);
    woken.release();
  }

  void flush(Output output, boolean all) throws IOException {
    flushing.lock();
    try {
      // First, because taking may find half a line that has to wait for another round.
      waiting.remove(output);
      List<Event> events = output.take(all);
      if (!events.isEmpty()) {
        wire.send(new Frame.Happened(output.cell(), events));
      }
    } finally {
      flushing.unlock();
    }
  }

  void flushAll(boolean halfLinesToo) throws IOException {
    for (Output output : waiting) {
      flush(output, halfLinesToo);
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        woken.acquireUninterruptibly();
        Threads.pause(COLLECTING_MILLIS);
        woken.drainPermits();
        flushAll(false);
      }
    } catch (IOException e) {
      Worker.exit(Worker.SERVER_GONE);
    }
  }
}
