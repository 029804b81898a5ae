package interleave.worker;

import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Weaves the JDK, then lets threads do what is known and compares what was heard with it. Another
 * build of the JDK may name its methods and states differently; wrong lanes would be worse than
 * sampled ones.
 */
final class ExactRecording {
  private static final long PATIENCE_NANOS = 2_000_000_000;

  private ExactRecording() {}

  /** Whether the log is told of every switch from now on. */
  static boolean works(Instrumentation instrumentation, SwitchLog log) {
    try {
      JdkHooks.install(instrumentation, log);
      log.on(true);
      return virtualThreadIsHeard(log) && platformThreadIsHeard(log);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return false; // then threads are looked at instead, and the page says so
    } finally {
      log.on(false);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // what yield() tells is what is to be seen
  private static boolean virtualThreadIsHeard(SwitchLog log) {
    var lock = new Object();
    Thread thread;
    synchronized (lock) {
      thread =
          Thread.ofVirtual()
              .name("timeline check")
              .start(() -> {
                LockSupport.parkNanos(1);
                Thread.yield();
                synchronized (lock) {
                  lock.notifyAll();
                }
              });
      long begin = System.nanoTime();
      while (thread.getState() != Thread.State.BLOCKED && isEarly(begin)) {
        Thread.onSpinWait();
      }
    }
    return heard(
        log,
        thread,
        Set.of(
            Switch.START,
            Switch.READY,
            Switch.MOUNT,
            Switch.UNMOUNT + Switch.TIMED_PARKING,
            Switch.UNMOUNT + Switch.YIELDING,
            Switch.UNMOUNT + Switch.BLOCKING,
            Switch.UNMOUNT + Switch.RUNNING));
  }

  private static boolean platformThreadIsHeard(SwitchLog log) {
    Thread thread =
        Thread.ofPlatform().name("timeline check").daemon().start(() -> LockSupport.parkNanos(1));
    return heard(log, thread, Set.of(Switch.BEGIN, Switch.PARK_TIMED, Switch.GO_ON, Switch.END));
  }

  private static boolean heard(SwitchLog log, Thread thread, Set<Integer> expected) {
    // Some come twice: what asks for a core in one way may have to ask again in another.
    var heard = new HashSet<Integer>();
    long begin = System.nanoTime();
    while (!heard.equals(expected) && isEarly(begin)) {
      log.read((_, id, code, _) -> {
        if (id == thread.threadId()) {
          heard.add(code);
        }
      });
      LockSupport.parkNanos(100_000);
    }
    return heard.equals(expected);
  }

  private static boolean isEarly(long begin) {
    return System.nanoTime() - begin < PATIENCE_NANOS;
  }
}
