package interleave.lab;

import java.io.IOException;

/**
 * A connection that was closed by the other side before any part of the answer: the request may be
 * sent again.
 */
final class StaleConnectionException extends IOException {
  StaleConnectionException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
