package interleave.catalog;

/** No notebook can get this name; the message is a sentence for the reader. */
public final class UnusableNameException extends RuntimeException {
  public UnusableNameException(String message) {
    super(message);
  }
}
