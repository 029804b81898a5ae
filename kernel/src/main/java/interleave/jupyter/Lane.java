package interleave.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Requests that are handled one after the other, by a virtual thread of their own. */
final class Lane implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Consumer<Request> work;
  private final Thread thread;

  Lane(String name, Consumer<Request> work) {
    this.work = work;
    this.thread = Thread.ofVirtual().name("jupyter " + name).start(this::run);
  }

  /** False if too many wait already. Does not block. */
  boolean offer(Request request) {
    return queue.offer(request);
  }

  /** Takes out every execution that waits; the rest keeps its order. */
  List<Request> withdrawExecutions() {
    var waiting = new ArrayList<Request>();
    queue.removeIf(request -> request.isExecute() && waiting.add(request));
    return waiting;
  }

  private void run() {
    try {
      while (true) {
        work.accept(queue.take());
      }
    } catch (InterruptedException e) {
      // close() has been called.
    }
  }

  /** What is being handled is interrupted. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
