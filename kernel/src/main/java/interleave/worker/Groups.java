package interleave.worker;

import interleave.timeline.ThreadLife.Belonging;
import interleave.timeline.ThreadLife.Role;
import interleave.worker.SwitchLog.Started;

/** What a thread belongs to, told from the container that the JVM keeps it in. */
final class Groups {
  private Groups() {}

  static Belonging of(Started started, CellRun run, int id) {
    return new Belonging(
        id,
        kind(started.container(), started.thread().isVirtual()),
        started.run() == run ? Role.STARTED : Role.BORROWED);
  }

  static boolean isCommonPool(Started started) {
    return Threads.containerName(started.container()).contains("commonPool");
  }

  /**
   * Whether its threads run tasks of whoever comes. The JDK has pools of its own too; their threads
   * inherit nothing.
   */
  static boolean isPool(Started started) {
    String name = Threads.containerName(started.container());
    boolean pool = name.contains("PoolExecutor") || name.contains("ForkJoinPool");
    return isCommonPool(started) || (pool && started.run() != null);
  }

  private static String kind(Object container, boolean virtual) {
    String name = Threads.containerName(container);
    String type = container.getClass().getName();
    if (name.contains("commonPool")) {
      return "common pool";
    }
    if (name.contains("ForkJoinPool")) {
      return "fork/join pool";
    }
    if (name.contains("ScheduledThreadPool")) {
      return "scheduled pool";
    }
    if (name.contains("ThreadPoolExecutor")) {
      return "thread pool";
    }
    if (type.contains("ThreadPerTaskExecutor")) {
      return virtual ? "virtual threads of an executor" : "threads of an executor";
    }
    if (type.contains("ThreadFlock")) {
      return "structured scope";
    }
    return virtual ? "virtual threads" : "threads";
  }
}
