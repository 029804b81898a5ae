package interleave.format;

import org.jspecify.annotations.Nullable;

/** A cell cannot be formatted; the message says why. */
public final class UnformattableException extends Exception {
  private static final long serialVersionUID = 1;

  UnformattableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
