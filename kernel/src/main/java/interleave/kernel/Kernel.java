package interleave.kernel;

import java.util.List;
import java.util.Optional;

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
   * @param stop ends this run, also if it is given before the run begins
   * @throws IllegalStateException if the kernel is closed
   */
  Run run(CellId cell, String source, StopSignal stop);

  /** A run that only {@link #stop} and {@link #kill} can end early. */
  default Run run(CellId cell, String source) {
    return run(cell, source, new StopSignal());
  }

  /**
   * Stops the running cell and its threads, keeping the variables if that is possible. If no cell
   * is running, stops the threads that cells have left behind, and says so by {@link
   * KernelEvent.StopEnded}. Returns at once; meanwhile {@link KernelEvent.StopWaits} tells what
   * does not listen. A cell that has not listened for two seconds is ended together with Java.
   */
  void stop();

  /**
   * Stops the threads that a cell has left behind, and nothing else. Returns at once; {@link
   * KernelEvent.ThreadsSeen} tells when they have ended, and {@link KernelEvent.StillRunning} which
   * of them do not listen.
   */
  void stopLeftovers(CellId cell);

  /**
   * Gives the thread that waits for it a line, without its end. Returns at once; does nothing if
   * the thread waits no more.
   */
  void input(long request, String line);

  /** Tells the thread that waits for a line that there is none: the end of the input. */
  void endInput(long request);

  /**
   * Ends Java at once: the running cell ends as {@link Outcome.WorkerLost}, the variables are gone.
   * For a reader who does not want to wait for a {@link #stop}.
   */
  void kill();

  /**
   * What could stand at the cursor, an offset in UTF-16 units into the source. Answers while a cell
   * runs; nothing if the kernel is closed.
   */
  Completions complete(String source, int cursor);

  /**
   * What the call takes among whose arguments the cursor stands. Answers while a cell runs; nothing
   * if the kernel is closed.
   */
  Signatures signatures(String source, int cursor);

  /**
   * What is known about the name at the cursor, or else about the method among whose arguments it
   * stands. Answers while a cell runs; nothing if the kernel is closed.
   */
  Optional<Documentation> documentation(String source, int cursor);

  /**
   * What the compiler would say if this cell was run now, without running or declaring anything.
   * Rather says too little than raises a false alarm. Answers while a cell runs; nothing if the
   * kernel is closed.
   *
   * @param others the sources of the notebook's other cells: what they declare may exist by the
   *     time this cell runs, so its absence is no mistake
   */
  List<Diagnostic> check(String source, List<String> others);

  /** What a cell consists of. Runs and declares nothing; nothing if the kernel is closed. */
  CellParts parts(String source);

  /** Whether the source could be run, for a front end in which Enter runs what is finished. */
  Completeness completeness(String source);

  /** What its worker takes of the machine just now. */
  Footprint footprint();

  /** What this kernel runs on, in words for a status line, such as "Java 25, 2 cores". */
  String description();

  /** Ends the worker and everything it started. Harmless when closed already. */
  @Override
  void close();
}
