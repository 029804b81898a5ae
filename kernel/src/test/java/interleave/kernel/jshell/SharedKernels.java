package interleave.kernel.jshell;

import interleave.kernel.Kernel;
import interleave.kernel.KernelListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One factory for all test classes: starting Java is what takes the time. Closed after the last
 * test.
 */
final class SharedKernels implements BeforeAllCallback {
  static final int HEAP_MEGABYTES = 128;

  private @Nullable JShellKernels kernels;

  @Override
  public void beforeAll(ExtensionContext context) {
    kernels =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(
                JShellKernels.class,
                _ -> new JShellKernels(HEAP_MEGABYTES, 1),
                JShellKernels.class);
  }

  Kernel start(KernelListener listener) {
    return Objects.requireNonNull(kernels).start(listener);
  }
}
