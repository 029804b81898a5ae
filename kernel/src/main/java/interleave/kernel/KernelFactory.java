package interleave.kernel;

/** Starts kernels; closing it ends every kernel it started or holds in reserve. */
public interface KernelFactory extends AutoCloseable {

  /**
   * A kernel that has run nothing yet, from the reserve if there is one. Blocks until it is ready.
   *
   * @throws KernelFailedException if no worker could be started; the message says why and what to
   *     do
   */
  Kernel start(KernelListener listener);

  /**
   * Begins to make the kernel that the next {@link #start} hands out, where one takes long and is
   * not in reserve. Does not wait.
   */
  default void prepare() {}

  @Override
  void close();
}
