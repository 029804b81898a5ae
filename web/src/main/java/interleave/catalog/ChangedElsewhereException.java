package interleave.catalog;

import java.io.IOException;

/** A notebook's file says what we neither read nor wrote, so it is not ours to replace. */
public final class ChangedElsewhereException extends IOException {
  ChangedElsewhereException(String message) {
    super(message);
  }
}
