package interleave.kernel;

/**
 * Hears what a kernel's cells do, in order, one event at a time, on a thread of the kernel's. Must
 * not block for long.
 */
@FunctionalInterface
public interface KernelListener {
  void accept(KernelEvent event);
}
