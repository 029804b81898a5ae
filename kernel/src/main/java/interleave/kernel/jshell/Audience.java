package interleave.kernel.jshell;

import interleave.kernel.CellId;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelListener;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whoever listens to a kernel hears one event at a time, although what runs a cell and what reads
 * from the worker both have something to say.
 */
final class Audience {
  private final ReentrantLock telling = new ReentrantLock();
  private volatile KernelListener listener = _ -> {}; // while in reserve

  void is(KernelListener reader) {
    listener = reader;
  }

  void tell(KernelEvent event) {
    telling.lock();
    try {
      listener.accept(event);
    } finally {
      telling.unlock();
    }
  }

  /** A line of ours under a cell. */
  void say(CellId cell, String speaker, String line) {
    tell(
        new KernelEvent.Printed(
            cell, KernelEvent.Stream.OUT, speaker, false, false, Instant.now(), line + "\n"));
  }
}
