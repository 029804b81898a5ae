package interleave.display;

/**
 * A shown value that grows while its cell runs, such as a progress bar. It is told when the cell
 * ends, so that it does not look for ever as if it were still going on.
 */
public interface OpenEnded {

  /**
   * The cell has ended; called by the thread that ran it, and must not run code of a learner.
   *
   * @param early by an exception or a stop
   */
  void cellEnded(boolean early);
}
