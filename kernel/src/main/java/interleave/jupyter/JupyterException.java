package interleave.jupyter;

import org.jspecify.annotations.Nullable;

/** What keeps a kernel from being installed or started, as a sentence for whoever started it. */
public final class JupyterException extends RuntimeException {
  public JupyterException(String message) {
    this(message, null);
  }

  public JupyterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
