package interleave.kernel.jshell;

import interleave.kernel.Kernel;
import interleave.kernel.KernelFactory;
import interleave.kernel.KernelFailedException;
import interleave.kernel.KernelListener;
import interleave.slow.SlowService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Starts kernels from a reserve of warmed ones. A restart takes a new one, so nothing is ever
 * reset.
 *
 * <p>One virtual thread, {@code kernel reserve}, makes them; it may be ahead of the readers by the
 * size of the reserve.
 */
public final class JShellKernels implements KernelFactory {
  private static final int DEFAULT_HEAP_MEGABYTES = 512;
  private static final int DEFAULT_RESERVE = 2;

  private sealed interface Spare {
    record Ready(JShellKernel kernel) implements Spare {}

    record Failed(KernelFailedException why) implements Spare {}

    /** The last one, for all who still wait and who come later. */
    record Closed() implements Spare {}
  }

  private final int heapMegabytes;
  private final SlowService slowService;
  private final WorkerJar jar;
  private final LinkedBlockingQueue<Spare> reserve = new LinkedBlockingQueue<>();
  private final Semaphore wanted;
  private final Quiet quiet = new Quiet();
  private final Set<JShellKernel> all = new HashSet<>(); // guarded by itself
  private final Thread maker;
  private boolean closed; // guarded by all

  public JShellKernels() {
    this(DEFAULT_HEAP_MEGABYTES, DEFAULT_RESERVE);
  }

  /**
   * @param heapMegabytes what the code of one notebook may use
   * @param reserveSize how many kernels wait for readers, at least 1
   */
  public JShellKernels(int heapMegabytes, int reserveSize) {
    this.heapMegabytes = heapMegabytes;
    this.slowService = startSlowService();
    this.jar = WorkerJar.copy();
    this.wanted = new Semaphore(reserveSize);
    this.maker = Thread.ofVirtual().name("kernel reserve").start(this::make);
  }

  @Override
  public Kernel start(KernelListener listener) {
    while (true) {
      switch (next()) {
        case Spare.Ready(var kernel) -> {
          if (kernel.isAlive()) {
            kernel.handTo(listener);
            return kernel;
          }
          kernel.close();
        }
        case Spare.Failed(var why) ->
            throw new KernelFailedException(why.getMessage() == null ? "" : why.getMessage(), why);
        case Spare.Closed closedForAll -> {
          reserve.add(closedForAll);
          throw new KernelFailedException("no kernel starts any more: the server is closing", null);
        }
      }
    }
  }

  @Override
  public void close() {
    List<JShellKernel> open;
    synchronized (all) {
      closed = true;
      open = new ArrayList<>(all);
    }
    maker.interrupt();
    open.forEach(JShellKernel::close);
    try {
      maker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    jar.close();
    slowService.close();
  }

  private static SlowService startSlowService() {
    try {
      return SlowService.start();
    } catch (IOException e) {
      throw new KernelFailedException(
          "could not open a port on this machine for the slow service: " + e.getMessage(), e);
    }
  }

  private void forget(JShellKernel kernel) {
    synchronized (all) {
      all.remove(kernel);
    }
  }

  private Spare next() {
    try {
      quiet.readerWaits();
      try {
        Spare spare = reserve.take();
        wanted.release();
        return spare;
      } finally {
        quiet.readerServed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelFailedException("interrupted while waiting for Java to start", e);
    }
  }

  private void make() {
    try {
      while (true) {
        wanted.acquire();
        quiet.await();
        Spare spare;
        try {
          spare = new Spare.Ready(makeOne());
        } catch (KernelFailedException e) {
          spare = new Spare.Failed(e);
        } catch (RuntimeException | Error e) {
          // Errors too, such as "unable to create native thread": without this thread every start
          // would wait for ever.
          spare =
              new Spare.Failed(
                  new KernelFailedException(
                      "Java started but did not get ready: " + e.getMessage(), e));
        }
        if (isClosed()) {
          break; // it failed for that reason alone, or close() has ended it
        }
        reserve.add(spare);
      }
    } catch (InterruptedException e) {
      // close() has been called.
    }
    // Readers who wait for a kernel must not wait for ever.
    reserve.add(new Spare.Closed());
  }

  private boolean isClosed() {
    synchronized (all) {
      return closed;
    }
  }

  private JShellKernel makeOne() throws InterruptedException {
    var process =
        WorkerProcess.start(
            jar.file(),
            heapMegabytes,
            List.of("-Dinterleave.slow-service=" + slowService.address()));
    var kernel = new JShellKernel(process, jar.file().toString(), quiet, this::forget);
    // close() may come at any time: either it finds the kernel in the set, or this finds it closed.
    boolean tooLate;
    synchronized (all) {
      tooLate = closed;
      if (!tooLate) {
        all.add(kernel);
      }
    }
    if (tooLate) {
      kernel.close();
      throw new InterruptedException("closed");
    }
    try {
      kernel.warmUp();
    } catch (RuntimeException | Error e) {
      kernel.close(); // else its process would stay until the server ends
      throw e;
    }
    return kernel;
  }
}
