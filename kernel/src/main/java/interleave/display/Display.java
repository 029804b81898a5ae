package interleave.display;

import org.jspecify.annotations.Nullable;

/**
 * Something that is shown under a cell and can be replaced where it stands, by any thread, also
 * when the cell has ended.
 */
public interface Display {

  /**
   * Shows another value in the same place. Of many updates in a row the last one counts: a reader
   * sees about 25 a second.
   *
   * <p>Does nothing if the place is gone: see {@link #isShown}.
   */
  void update(@Nullable Object value);

  /** Whether the place is still there: its cell was not run again, its output not cleared. */
  boolean isShown();
}
