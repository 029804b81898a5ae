package interleave.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A learner's thread and the run that it works for at this moment.
 *
 * @param stack null for a virtual thread: there may be many thousands, and each look costs
 */
record Working(Thread thread, CellRun run, @Nullable List<StackTraceElement> stack) {

  /** Where the threads of JDK pools wait for their next task. */
  private static final Set<String> WAITING_FOR_A_TASK =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor.getTask",
          "java.util.concurrent.ForkJoinPool.awaitWork");

  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  /** All threads that work for a run that the predicate accepts. */
  static List<Working> all(Owners owners, Predicate<CellRun> accepted) {
    var all = new ArrayList<Working>();
    for (Map.Entry<Thread, StackTraceElement[]> platform : Thread.getAllStackTraces().entrySet()) {
      Thread thread = platform.getKey();
      List<StackTraceElement> stack = List.of(platform.getValue());
      CellRun run = owners.runOf(thread, stack);
      if (run != null && accepted.test(run) && !isServiceOfTheJdk(thread, stack)) {
        all.add(new Working(thread, run, stack));
      }
    }
    for (Thread thread : Threads.virtual()) {
      CellRun run = Owners.inheritedBy(thread);
      if (run != null && accepted.test(run)) {
        all.add(new Working(thread, run, null));
      }
    }
    return all;
  }

  /** Belongs to a pool and has nothing to do; such a thread never ends, and does no harm. */
  boolean isIdle() {
    return isIdle(stack == null ? List.of(thread.getStackTrace()) : stack);
  }

  /** The same as far as it can be told without looking again. */
  boolean isSeenIdle() {
    return stack != null && isIdle(stack);
  }

  private static boolean isIdle(List<StackTraceElement> stack) {
    for (StackTraceElement call : stack) {
      if (WAITING_FOR_A_TASK.contains(call.getClassName() + "." + call.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * A thread that the JDK has started for its own ends, such as the selector of an {@code
   * HttpClient}: whoever happened to need it first is its parent, and an interrupt would break it
   * for all who come later. The JDK gives such threads a class of their own.
   */
  private static boolean isServiceOfTheJdk(Thread thread, List<StackTraceElement> stack) {
    Class<?> type = thread.getClass();
    return type.getName().equals(CARRIER)
        || (type != Thread.class
            && type.getClassLoader() == null
            && !Pending.isTimer(thread)
            && Owners.outermostCellClass(stack) == null);
  }
}
