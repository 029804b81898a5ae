package interleave.worker;

import interleave.display.MimeBundle;
import interleave.timeline.Deadlock;
import interleave.timeline.Timeline;
import java.util.List;

/** What the server and a worker say to each other. */
public sealed interface Frame {

  /** From the server. */
  sealed interface Command extends Frame {}

  /** From the worker. */
  sealed interface Report extends Frame {}

  /** A cell starts; answered by nothing. */
  record Begin(String cell) implements Command {}

  /** New classes; answered by {@link Installed}. */
  record Load(List<CellClass> classes) implements Command {}

  /** Libraries for the cells, each a jar; answered by {@link Installed}. */
  record AddToClassPath(List<String> jars) implements Command {}

  /** New bodies for loaded classes; answered by {@link Installed}. */
  record Redefine(List<CellClass> classes) implements Command {}

  /**
   * Run one snippet; answered by {@link Returned}, {@link Threw}, {@link Unresolved} or {@link
   * Halted}.
   */
  record Invoke(String className, String method) implements Command {}

  /**
   * Stop the cell that has begun: the snippet that is running or on its way, and every thread.
   * {@link Unstoppable} follows if the snippet will not end. Between two cells: stop every thread
   * that cells have left behind. Answered by {@link StopEnded} in any case, a few seconds later at
   * most.
   */
  record Stop() implements Command {}

  /**
   * Stop the threads that the cell has left behind. Answered by nothing; {@link StillRunning} tells
   * of those that do not listen.
   */
  record StopLeftovers(String cell) implements Command {}

  /**
   * The cell has no more snippets; answered by {@link Ended} when all its output is on its way and
   * a stop, if there was one, is over.
   */
  record End() implements Command {}

  /**
   * The reader's answer to {@link InputRequested}.
   *
   * @param line without its end; ignored if {@code end} is set, for the end of the input
   */
  record Input(long request, boolean end, String line) implements Command {}

  /** The first frame of all. */
  record Hello(String secret, String description) implements Report {}

  /** Answers {@link Load} and {@link Redefine}; {@code problem} is empty if all went well. */
  record Installed(String problem) implements Report {}

  /**
   * The snippet ran to its end; {@code value} has one element if it ended with an expression that
   * has a value.
   */
  record Returned(long nanos, List<MimeBundle> value) implements Report {}

  /** The snippet threw. */
  record Threw(long nanos, Trace trace) implements Report {}

  /**
   * The snippet called a declaration that lacks something not yet declared; {@code id} is JShell's
   * number for it.
   */
  record Unresolved(long nanos, int id) implements Report {}

  /** The snippet was stopped. */
  record Halted(long nanos) implements Report {}

  /** A stop is under way and these threads have not ended yet; comes again while that lasts. */
  record StopWaits(Stubborn threads) implements Report {}

  /** The cell's own thread, and others, did not listen to a stop: only ending Java helps. */
  record Unstoppable(String cell, Stubborn threads) implements Report {}

  /**
   * Threads of a cell that did not listen to a stop and go on; the cell's own is not among them.
   */
  record StillRunning(String cell, Stubborn threads) implements Report {}

  /**
   * Answers {@link Stop}.
   *
   * @param inCell whether a cell was stopped, rather than what cells have left behind
   * @param threads how many it ended
   */
  record StopEnded(boolean inCell, int threads) implements Report {}

  /** Answers {@link End}. */
  record Ended() implements Report {}

  /** Seen in a cell's threads since the last time. */
  record Happened(String cell, List<Event> events) implements Report {}

  /** Java is about to end because the learner's code said so. */
  record Exiting() implements Report {}

  /** What a reader may see of a cell's threads. */
  sealed interface Event {}

  /** Text of one thread; {@code late} if the cell had ended. */
  record Text(
      boolean error, String thread, boolean virtual, boolean late, long epochMillis, String text)
      implements Event {}

  /** A value shown on purpose; {@code id} is its place's, different for each in this worker. */
  record Shown(String id, MimeBundle bundle) implements Event {}

  /** Another value in a place that has been {@link Shown}. */
  record Updated(String id, MimeBundle bundle) implements Event {}

  /** Everything that the cell has shown up to here is to be taken away. */
  record Cleared() implements Event {}

  /**
   * What the cell's threads did: until now, while the cell runs; all in all, when it has ended; and
   * again while threads of it go on.
   */
  record ThreadsSeen(Timeline timeline) implements Event {}

  /** Threads of the cell wait for each other for ever. */
  record DeadlockSeen(Deadlock deadlock) implements Event {}

  /** A thread ended by an exception. */
  record Died(String thread, Trace trace) implements Event {}

  /** A thread waits for a line of the reader's; {@code prompt} is what it has begun to print. */
  record InputRequested(long request, String thread, boolean virtual, String prompt)
      implements Event {}

  /** The thread waits no more: it was answered or stopped. */
  record InputEnded(long request) implements Event {}
}
