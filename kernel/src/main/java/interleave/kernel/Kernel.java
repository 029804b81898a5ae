package interleave.kernel;

/**
 * Compiles and runs the cells of one notebook, one cell at a time.
 *
 * <p>A kernel lives once: when its worker is lost, or the reader restarts, the owner closes it and
 * starts another. All methods may be called from any thread.
 */
public interface Kernel extends AutoCloseable {

  /**
   * Runs one cell and returns when it has ended; a second caller waits its turn. Everything the
   * cell printed or displayed until its end has reached the listener before this returns.
   *
   * @throws IllegalStateException if the kernel is closed
   */
  Run run(CellId cell, String source);

  /**
   * Stops the running cell and its threads, keeping the variables if that is possible. Returns at
   * once.
   */
  void stop();

  /**
   * Gives the thread that waits for it a line, without its end. Returns at once; does nothing if
   * the thread waits no more.
   */
  void input(long request, String line);

  /** Tells the thread that waits for a line that there is none: the end of the input. */
  void endInput(long request);

  /**
   * What could stand at the cursor, an offset in UTF-16 units into the source. Answers while a cell
   * runs; nothing if the kernel is closed.
   */
  Completions complete(String source, int cursor);

  /** What this kernel runs on, in words for a status line, such as "Java 25, 2 cores". */
  String description();

  /** Ends the worker and everything it started. Harmless when closed already. */
  @Override
  void close();
}
