package interleave.libraries;

/** A library cannot be had. The message is for the reader. */
public final class UnresolvedException extends Exception {
  public UnresolvedException(String message) {
    super(message);
  }

  UnresolvedException(String message, Throwable cause) {
    super(message, cause);
  }
}
