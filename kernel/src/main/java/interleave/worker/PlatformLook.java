package interleave.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Looks at platform threads for what no switch tells: that one waits for a monitor, in a call of
 * the operating system, or for a core while others have them all.
 */
final class PlatformLook {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** One thread, and how much of its active time it had no core for that was not told of yet. */
  private static final class Looked {
    final Thread thread;
    long switches = -1;
    long lastLook;
    long lastCpu;
    long owed;
    boolean blocked;

    Looked(Thread thread) {
      this.thread = thread;
    }
  }

  private final SwitchLog log;
  private final Map<Long, Looked> followed = new HashMap<>();

  PlatformLook(SwitchLog log) {
    this.log = log;
  }

  void follow(Thread thread) {
    followed.put(thread.threadId(), new Looked(thread));
  }

  /** Tells the log of each followed thread that is not known to wait. */
  void look(Map<Long, ThreadStory> stories) {
    for (Iterator<Looked> all = followed.values().iterator(); all.hasNext(); ) {
      Looked next = all.next();
      ThreadStory story = stories.get(next.thread.threadId());
      if (story == null || story.hasEnded()) {
        all.remove();
      } else if (story.isActive()) {
        look(next, story);
      }
    }
  }

  /**
   * Who is in a native method and gets no further waits for the system, not for a core. To be asked
   * only of threads that get no further, as it takes a look at the stack.
   */
  static boolean isInNative(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length > 0
        && stack[0].isNativeMethod()
        && !stack[0].getClassName().equals("java.lang.Thread");
  }

  private static int withoutACore(Thread thread) {
    return isInNative(thread) ? Switch.SEEN_IN_NATIVE : Switch.SEEN_READY;
  }

  /**
   * Between two looks a thread has come to a monitor, or got it. When, its processor time tells: it
   * did something for so long and nothing else, unless others had the cores.
   */
  private void look(Looked at, ThreadStory story) {
    long now = System.nanoTime();
    long cpu = CPU.getThreadCpuTime(at.thread.threadId());
    boolean activeSince = at.switches == story.switches();
    long passed = now - at.lastLook;
    long worked = cpu < 0 ? passed : cpu - at.lastCpu;
    boolean blocked = at.thread.getState() == Thread.State.BLOCKED;
    if (blocked) {
      at.owed = 0;
      long from = activeSince ? at.lastLook : story.since();
      log.seen(at.thread, Switch.SEEN_BLOCKED, Math.min(now, from + worked));
    } else if (at.blocked) {
      log.seen(at.thread, Switch.SEEN_RUNNING, Math.max(at.lastLook, now - worked));
    } else if (activeSince && cpu >= 0) {
      // Cores change hands every few milliseconds, so a single look says little: what a thread had
      // too little of is added up, and told when it makes a whole look.
      at.owed = Math.max(0, at.owed + passed - worked);
      boolean waits = at.owed >= passed;
      at.owed -= waits ? passed : 0;
      log.accept(at.thread, !waits ? Switch.SEEN_RUNNING : withoutACore(at.thread));
    } else {
      at.owed = 0;
      log.accept(at.thread, Switch.SEEN_RUNNING);
    }
    at.switches = story.switches();
    at.lastLook = now;
    at.lastCpu = cpu;
    at.blocked = blocked;
  }
}
