package interleave.notebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the file says what the notebook says.
 *
 * @param at when the file was last written, null if never since the notebook was opened
 * @param message why it could not be written and what to do, null unless it failed
 */
public record SavedStatus(State state, @Nullable Instant at, @Nullable String message) {

  public static final SavedStatus UNTOUCHED = new SavedStatus(State.SAVED, null, null);

  public enum State {
    SAVED,
    UNSAVED,
    FAILED,
    /** Another program has changed the file, and the reader is to say whose text stays. */
    CHANGED
  }
}
