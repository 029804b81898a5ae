package interleave.worker;

/**
 * What the woven classes of the JDK tell of a thread, as a number: they can call nothing but the
 * JDK's own types.
 */
final class Switch {
  /** A virtual thread was started. */
  static final int START = 1;

  /** A virtual thread could go on, and asks for a core. */
  static final int READY = 2;

  /** A virtual thread got a core. */
  static final int MOUNT = 3;

  /** A virtual thread waits and keeps its core. */
  static final int PINNED = 4;

  static final int UNPINNED = 5;

  /** The next wait of this virtual thread is a sleep. */
  static final int WILL_SLEEP = 6;

  /** The next wait of this virtual thread is for a socket. */
  static final int WILL_READ = 7;

  /** A platform thread waits, in one of four ways. */
  static final int PARK = 8;

  static final int SLEEP = 9;
  static final int WAIT = 10;
  static final int READ = 11;

  /** A thread of a pool asks for its next task. */
  static final int ASK_FOR_WORK = 12;

  static final int HAS_WORK = 13;

  /** A platform thread goes on. */
  static final int GO_ON = 14;

  /** A platform thread was started. */
  static final int BEGIN = 15;

  /** A platform thread ends. */
  static final int END = 16;

  /** Somebody looked at a platform thread: it waits for a monitor, for a core, or neither. */
  static final int SEEN_BLOCKED = 17;

  static final int SEEN_READY = 18;

  /** Somebody looked at a platform thread: it waits in a call that is not Java's. */
  static final int SEEN_IN_NATIVE = 21;

  static final int SEEN_RUNNING = 19;

  /** A virtual thread left its core; the state that its class gave it is added to this. */
  static final int UNMOUNT = 64;

  /** States of {@code java.lang.VirtualThread} as it unmounts. */
  static final int RUNNING = 2;

  static final int PARKING = 3;
  static final int TIMED_PARKING = 6;
  static final int YIELDING = 10;
  static final int BLOCKING = 12;
  static final int WAITING = 15;
  static final int TIMED_WAITING = 17;

  /** As {@link #PARK}, until a time at the latest. */
  static final int PARK_TIMED = 20;

  private Switch() {}
}
