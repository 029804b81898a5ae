package interleave.timeline;

/** What a thread is doing, or why it is not. */
public enum State {
  /** On a core. */
  DOING,
  /** For time to pass, or for something outside: a socket, a process. */
  WAITING,
  /** For another thread: its result, its end, its message. */
  TASK,
  /** For a lock that another thread holds. */
  BLOCKED,
  /** Could go on, but every core is taken. */
  READY,
  /** Waiting, and keeping a core from other virtual threads meanwhile. */
  PINNED,
  /**
   * Has nothing to do: a thread of a pool without a task, the cell's own between two statements.
   */
  IDLE
}
