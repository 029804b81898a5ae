package interleave.worker;

/**
 * Thrown inside a cell's threads to stop them. An {@code Error}, so that learners' {@code catch
 * (Exception e)} lets it pass; without a stack trace, because nobody shall see it.
 */
final class CellStopped extends Error {
  private static final long serialVersionUID = 1;

  CellStopped() {
    super("stopped by the reader", null, false, false);
  }
}
