package interleave.session;

import interleave.kernel.KernelEvent;
import interleave.kernel.KernelFactory;
import interleave.kernel.KernelFailedException;
import interleave.kernel.KernelListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts fake kernels and hands each to the test. */
public final class FakeKernels implements KernelFactory {
  private final BlockingQueue<FakeKernel> started = new LinkedBlockingQueue<>();
  private volatile @Nullable String trouble;
  private volatile @Nullable String end;

  /** From now on no kernel can be started, for this reason. */
  public void failWith(String reason) {
    trouble = reason;
  }

  /** From now on a kernel's worker ends before the kernel is handed over. */
  public void endAtOnce(String reason) {
    end = reason;
  }

  @Override
  public FakeKernel start(KernelListener listener) {
    var reason = trouble;
    if (reason != null) {
      throw new KernelFailedException(reason, null);
    }
    var kernel = new FakeKernel(listener);
    var ended = end;
    if (ended != null) {
      listener.accept(new KernelEvent.WorkerEnded(ended));
    }
    started.add(kernel);
    return kernel;
  }

  /** The next kernel that was started and not asked for yet. */
  public FakeKernel next() {
    try {
      var kernel = started.poll(30, TimeUnit.SECONDS);
      if (kernel == null) {
        throw new AssertionError("no kernel was started within 30 s");
      }
      return kernel;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {}
}
