package interleave.catalog;

import org.jspecify.annotations.Nullable;

/** A notebook that is not there or is none; the message is for the reader. */
public final class UnreadableException extends RuntimeException {
  public UnreadableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
