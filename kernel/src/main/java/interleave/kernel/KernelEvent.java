package interleave.kernel;

import interleave.display.MimeBundle;
import interleave.timeline.Deadlock;
import interleave.timeline.Timeline;
import java.time.Instant;

/** What a running cell, or a thread that outlived its cell, lets the reader see. */
public sealed interface KernelEvent {

  /**
   * Text that a thread printed.
   *
   * @param late the cell had ended when this was printed
   */
  record Printed(
      CellId cell,
      Stream stream,
      String thread,
      boolean virtual,
      boolean late,
      Instant at,
      String text)
      implements KernelEvent {}

  /**
   * A value shown on purpose, by {@code display(value)} or by a helper of the lab.
   *
   * @param display names the place in which it is shown; no other place of this kernel has the name
   */
  record Displayed(CellId cell, String display, MimeBundle bundle) implements KernelEvent {}

  /** Another value in a place that was {@link Displayed}; it may be gone from the page by now. */
  record DisplayUpdated(CellId cell, String display, MimeBundle bundle) implements KernelEvent {}

  /** The cell wants nothing to be seen any more of what it has printed and displayed. */
  record OutputCleared(CellId cell) implements KernelEvent {}

  /** A thread of the cell, not the one that runs it, ended by an exception that nothing caught. */
  record ThreadDied(CellId cell, String thread, Failure failure) implements KernelEvent {}

  /** A thread waits for a line of the reader's; {@link Kernel#input} answers. */
  record InputRequested(InputRequest request) implements KernelEvent {}

  /** The thread waits no more: it was answered, stopped or interrupted. */
  record InputEnded(CellId cell, long request) implements KernelEvent {}

  /** A stop is under way, and these threads have not ended yet. Comes again while that lasts. */
  record StopWaits(BusyThreads threads) implements KernelEvent {}

  /** A stop is over, and these threads of the cell did not listen to it. */
  record StillRunning(CellId cell, BusyThreads threads) implements KernelEvent {}

  /** A stop between two cells is over. {@code threads} is how many it ended. */
  record StopEnded(int threads) implements KernelEvent {}

  /**
   * What the threads of a cell did. Comes a few times a second while the cell runs for long, with
   * {@link Timeline#running}; once when the run is about to end; and later again while threads of
   * it go on. Each takes the place of the one before.
   */
  record ThreadsSeen(CellId cell, Timeline timeline) implements KernelEvent {}

  /** Threads of a cell wait for each other's locks, for ever. */
  record DeadlockSeen(CellId cell, Deadlock deadlock) implements KernelEvent {}

  /** The worker ended while no cell was running. {@code reason} is a sentence for the reader. */
  record WorkerEnded(String reason) implements KernelEvent {}

  enum Stream {
    OUT,
    ERR
  }
}
