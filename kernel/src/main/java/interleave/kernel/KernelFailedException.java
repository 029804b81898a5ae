package interleave.kernel;

import org.jspecify.annotations.Nullable;

/** Our fault or the machine's, never the learner's: a worker could not be started or spoken to. */
public final class KernelFailedException extends RuntimeException {
  public KernelFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
