package interleave.jupyter;

import interleave.kernel.Kernel;
import interleave.kernel.KernelFactory;
import interleave.kernel.KernelFailedException;
import interleave.kernel.KernelListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The kernel in use, which is another one after Java was lost. It is started ahead of its first
 * use. May be used by any thread.
 */
final class LiveKernel implements AutoCloseable {
  private final KernelFactory factory;
  private final KernelListener listener;
  private @Nullable CompletableFuture<Kernel> current; // guarded by this
  private boolean closed; // guarded by this

  LiveKernel(KernelFactory factory, KernelListener listener) {
    this.factory = factory;
    this.listener = listener;
  }

  /** It will be needed. */
  void prepare() {
    factory.prepare();
  }

  private synchronized CompletableFuture<Kernel> starting() {
    if (closed) {
      return CompletableFuture.failedFuture(
          new KernelFailedException("this kernel is shutting down", null));
    }
    if (current == null) {
      current =
          CompletableFuture.supplyAsync(
              () -> factory.start(listener), Thread.ofVirtual().name("jupyter starts Java")::start);
    }
    return current;
  }

  /**
   * Waits until there is one.
   *
   * @throws KernelFailedException if none can be started; the next call tries again
   */
  Kernel await() {
    var starting = starting();
    try {
      return starting.join();
    } catch (CompletionException e) {
      forgetFailed();
      throw e.getCause() instanceof KernelFailedException why
          ? why
          : new KernelFailedException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  /** The one that is there, without waiting. */
  synchronized Optional<Kernel> ready() {
    return current != null && current.isDone() && !current.isCompletedExceptionally()
        ? Optional.of(current.join())
        : Optional.empty();
  }

  /** This one has lost its Java; another takes its place when it is needed. */
  void lost() {
    CompletableFuture<Kernel> gone;
    synchronized (this) {
      gone = current;
      current = null;
    }
    if (gone != null) {
      // Not here: the listener of a kernel calls this, and its kernel waits for the listener.
      Thread.ofVirtual().name("jupyter ends Java").start(() -> end(gone));
    }
  }

  private synchronized void forgetFailed() {
    if (current != null && current.isCompletedExceptionally()) {
      current = null;
    }
  }

  private static void end(CompletableFuture<Kernel> gone) {
    try {
      gone.join().close();
    } catch (CompletionException e) {
      // There never was one.
    }
  }

  /** One that is still being started is ended by its factory. */
  @Override
  public void close() {
    CompletableFuture<Kernel> last;
    synchronized (this) {
      closed = true;
      last = current;
    }
    if (last != null && last.isDone()) {
      end(last);
    }
  }
}
