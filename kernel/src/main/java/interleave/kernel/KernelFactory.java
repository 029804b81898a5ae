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
   * Begins to make a kernel for somebody who will {@link #start} one and minds a slow start more
   * than a slow first cell: it is handed out as warm as it is then. Does not wait.
   */
  default void prepare() {}

  @Override
  void close();
}
