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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Starts kernels from a reserve of warmed ones. A restart takes a new one, so nothing is ever
 * reset.
 */
public final class JShellKernels implements KernelFactory {
  /** So many in a row that died in the reserve are bad luck; more are a reason to give up. */
  private static final int MOST_DEAD = 3;

  private final KernelSettings settings;
  private final SlowService slowService;
  private final WorkerJar jar;
  private final Consumer<JShellKernel> whenMade;
  private final Quiet quiet = new Quiet();
  private final Set<JShellKernel> all = new HashSet<>(); // guarded by itself
  private final Reserve reserve;
  private boolean closed; // guarded by all

  public JShellKernels() {
    this(KernelSettings.DEFAULT);
  }

  /**
   * @param heapMegabytes what the code of one notebook may use
   * @param reserveSize how many kernels wait for readers, at least 1
   */
  public JShellKernels(int heapMegabytes, int reserveSize) {
    this(
        KernelSettings.DEFAULT
            .withLimits(
                heapMegabytes,
                KernelSettings.DEFAULT.threads(),
                KernelSettings.DEFAULT.outputCharacters())
            .withReserve(reserveSize));
  }

  public JShellKernels(KernelSettings settings) {
    this(settings, WorkerJar.copy(), _ -> {});
  }

  /**
   * @param whenMade is told of each kernel before it comes into the reserve
   */
  JShellKernels(KernelSettings settings, WorkerJar jar, Consumer<JShellKernel> whenMade) {
    this.settings = settings;
    this.whenMade = whenMade;
    this.slowService = startSlowService();
    this.jar = jar;
    this.reserve = new Reserve(settings.reserve(), quiet, this::makeOne);
    reserve.start();
  }

  @Override
  public Kernel start(KernelListener listener) {
    String lastWords = "";
    for (int dead = 0; dead < MOST_DEAD; dead++) {
      JShellKernel kernel = reserve.take();
      if (kernel.isAlive()) {
        kernel.handTo(listener);
        return kernel;
      }
      lastWords = kernel.lastWords();
      kernel.close();
    }
    throw new KernelFailedException(
        "Java for a notebook started "
            + MOST_DEAD
            + " times and ended each time before it was needed. "
            + lastWords,
        null);
  }

  @Override
  public void close() {
    List<JShellKernel> open;
    synchronized (all) {
      closed = true;
      open = new ArrayList<>(all);
    }
    reserve.stop();
    open.forEach(JShellKernel::close);
    reserve.close();
    jar.close();
    slowService.close();
  }

  @Override
  public void prepare() {
    reserve.prepare();
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

  private JShellKernel makeOne(BooleanSupplier hurry) throws InterruptedException {
    var process =
        WorkerProcess.start(
            jar, settings, List.of("-Dinterleave.slow-service=" + slowService.address()));
    var kernel =
        new JShellKernel(
            process, jar.file().toString(), settings.dependencies(), quiet, this::forget);
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
      kernel.warmUp(settings.patience(), hurry);
    } catch (RuntimeException | Error e) {
      kernel.close(); // else its process would stay until the server ends
      throw e;
    }
    whenMade.accept(kernel);
    return kernel;
  }
}
