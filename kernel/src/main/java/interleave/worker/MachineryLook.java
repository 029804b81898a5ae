package interleave.worker;

import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.ThreadLife.Belonging;
import interleave.timeline.ThreadLife.Role;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Samples the threads that are nobody's but Java's: those that carry virtual threads, that wait at
 * sockets for many, that wake the sleepers. Who has used no processor is not worth a lane.
 */
final class MachineryLook {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final Belonging GROUP = new Belonging(-1, "machinery", Role.MACHINERY);
  private static final long EVERY_NANOS = 20_000_000;
  private static final int MOST_THREADS = 100;

  private static final class Looked {
    final ThreadStory story;
    long cpu;
    boolean didSomething;

    Looked(ThreadStory story, long cpu) {
      this.story = story;
      this.cpu = cpu;
    }
  }

  private final long begin;
  private final Map<Long, Looked> looked = new HashMap<>();
  private long lastLook;

  MachineryLook(long begin) {
    this.begin = begin;
    this.lastLook = begin;
  }

  void look(Set<Long> learners) {
    long now = System.nanoTime();
    long passed = now - lastLook;
    if (passed < EVERY_NANOS) {
      return;
    }
    lastLook = now;
    for (Thread thread : Threads.platform()) {
      long id = thread.threadId();
      long cpu = learners.contains(id) ? -1 : CPU.getThreadCpuTime(id);
      if (cpu < 0) {
        continue;
      }
      Looked known = looked.get(id);
      if (known == null) {
        if (looked.size() < MOST_THREADS) {
          var story = new ThreadStory(thread, Threads.name(thread), GROUP, State.IDLE, now);
          looked.put(id, new Looked(story, cpu));
        }
      } else {
        known.didSomething |= cpu > known.cpu;
        known.story.happened(
            now, cpu - known.cpu > passed / 2 ? Switch.HAS_WORK : Switch.ASK_FOR_WORK, null);
        known.cpu = cpu;
      }
    }
  }

  List<ThreadLife> lives(long now) {
    return looked.values().stream()
        .filter(next -> next.didSomething)
        .map(next -> next.story.life(now, begin, false))
        .toList();
  }
}
