package interleave.kernel.jshell;

import interleave.kernel.KernelFailedException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Kernels that wait for readers, and the one virtual thread, {@code kernel reserve}, that makes
 * them. It may be ahead of the readers by the size of the reserve.
 *
 * <p>A failure is told to the readers who wait at that moment, and never kept for those who come
 * later: a disk that was full an hour ago may be empty now. After a failure nothing is made until
 * somebody waits again, so a machine on which Java does not start is not kept busy with trying.
 */
final class Reserve implements AutoCloseable {
  private final int size;
  private final Maker maker;
  private final Quiet quiet;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below only with the lock. Either is empty: a reader waits only while nothing is ready.
  private final Queue<JShellKernel> ready = new ArrayDeque<>();
  private final Queue<CompletableFuture<JShellKernel>> readers = new ArrayDeque<>();
  private boolean ordered;
  private boolean failing;
  private boolean closed;

  /** Makes one kernel that is warm, or in a hurry as warm as it is. */
  @FunctionalInterface
  interface Maker {
    JShellKernel make(BooleanSupplier hurry) throws InterruptedException;
  }

  Reserve(int size, Quiet quiet, Maker maker) {
    this.size = size;
    this.quiet = quiet;
    this.maker = maker;
    this.thread = Thread.ofVirtual().name("kernel reserve").unstarted(this::make);
  }

  void start() {
    thread.start();
  }

  /**
   * A reader will come: one is made also where the reserve has no place for any, and who comes
   * before it is warm gets it as it is.
   */
  void prepare() {
    lock.lock();
    try {
      ordered = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next kernel, which may have died while it waited.
   *
   * @throws KernelFailedException if none could be made, or none is made any more
   */
  JShellKernel take() {
    quiet.readerWaits();
    CompletableFuture<JShellKernel> next = next();
    try {
      return next.get();
    } catch (ExecutionException e) {
      Throwable why = next.exceptionNow();
      throw new KernelFailedException(String.valueOf(why.getMessage()), why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveBack(next);
      throw new KernelFailedException("interrupted while waiting for Java to start", e);
    } finally {
      quiet.readerServed();
    }
  }

  private CompletableFuture<JShellKernel> next() {
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(closing());
      }
      JShellKernel kernel = ready.poll();
      var next = new CompletableFuture<JShellKernel>();
      if (kernel == null) {
        readers.add(next);
      } else {
        next.complete(kernel);
      }
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** What a reader does not wait for any more, or got in the same moment. */
  private void giveBack(CompletableFuture<JShellKernel> next) {
    lock.lock();
    try {
      if (!next.cancel(false) && next.state() == Future.State.SUCCESS) {
        ready.add(next.resultNow());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes no more, and tells all who wait. */
  void stop() {
    lock.lock();
    try {
      closed = true;
      refuse(closing());
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }

  /** Returns when nothing is being made any more. The kernels are their factory's to close. */
  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void make() {
    try {
      while (awaitWanted()) {
        quiet.await();
        try {
          made(maker.make(hurry()));
        } catch (KernelFailedException e) {
          failed(e);
        } catch (RuntimeException | Error e) {
          // Errors too, such as "unable to create native thread": without this thread every start
          // would wait for ever.
          failed(
              new KernelFailedException(
                  "Java started but did not get ready: " + e.getMessage(), e));
        }
      }
    } catch (InterruptedException e) {
      // close() has been called.
    }
  }

  private boolean awaitWanted() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !isWanted()) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean isWanted() {
    int most = ordered ? Math.max(1, size) : size;
    return !readers.isEmpty() || (!failing && ready.size() < most);
  }

  /**
   * Only a kernel that was ordered: in any other, the first timing shall be as good as the next.
   */
  private BooleanSupplier hurry() {
    boolean isOrdered = locked(() -> ordered);
    return () -> isOrdered && locked(() -> !readers.isEmpty());
  }

  private boolean locked(BooleanSupplier question) {
    lock.lock();
    try {
      return question.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private void made(JShellKernel kernel) {
    lock.lock();
    try {
      failing = false;
      ordered = false;
      CompletableFuture<JShellKernel> reader = readers.poll();
      while (reader != null && !reader.complete(kernel)) {
        reader = readers.poll(); // that one waits no more
      }
      if (reader == null) {
        ready.add(kernel);
      }
    } finally {
      lock.unlock();
    }
  }

  private void failed(KernelFailedException why) {
    lock.lock();
    try {
      failing = true;
      refuse(why);
    } finally {
      lock.unlock();
    }
  }

  private void refuse(KernelFailedException why) {
    readers.forEach(reader -> reader.completeExceptionally(why));
    readers.clear();
    changed.signalAll();
  }

  private static KernelFailedException closing() {
    return new KernelFailedException("no kernel starts any more: the server is closing", null);
  }
}
