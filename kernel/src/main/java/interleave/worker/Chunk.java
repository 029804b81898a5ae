package interleave.worker;

/** Text of one thread, growing. */
final class Chunk implements Backlog.Entry {
  /**
   * Big enough to be rare, small enough that dropping one at a time keeps the tail near its size.
   */
  static final int MOST_CHARS = 16_000;

  final Thread thread;
  final boolean error;
  final long startedNanos = System.nanoTime();
  final StringBuilder text = new StringBuilder();
  private final String name; // of now: the thread of cells changes its name
  private final boolean late;
  private final long epochMillis = System.currentTimeMillis();

  Chunk(Thread thread, boolean error, boolean late) {
    this.thread = thread;
    this.name = Threads.name(thread);
    this.error = error;
    this.late = late;
  }

  private Chunk(Chunk before) {
    this.thread = before.thread;
    this.name = before.name;
    this.error = before.error;
    this.late = before.late;
  }

  /** An empty one of the same thread. */
  Chunk next() {
    return new Chunk(this);
  }

  String name() {
    return name;
  }

  boolean takes(Thread nextThread, boolean nextError, boolean nextLate) {
    return thread == nextThread
        && error == nextError
        && late == nextLate
        && text.length() < MOST_CHARS;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public Frame.Text event() {
    return new Frame.Text(error, name, thread.isVirtual(), late, epochMillis, text.toString());
  }
}
