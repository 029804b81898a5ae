package interleave.worker;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * What a thread would do next: the tasks that its pool holds, or its timer. They are dropped when
 * the run that made the thread is stopped, or a task for every second would go on as if nothing had
 * happened. The pool itself stays, for the next cell to use.
 */
final class Pending {
  private static final String TIMER_THREAD = "java.util.TimerThread";

  private static final Field HOLDER;
  private static final Field TASK;
  private static final Class<?> POOL_WORKER;
  private static final Field POOL;
  private static final Field TIMER_QUEUE;
  private static final Field TIMER_TAKES_TASKS;
  private static final Method TIMER_CLEAR;

  static {
    try {
      open(Agent.instrumentation());
      HOLDER = opened(Thread.class.getDeclaredField("holder"));
      TASK = opened(Class.forName("java.lang.Thread$FieldHolder").getDeclaredField("task"));
      POOL_WORKER = Class.forName("java.util.concurrent.ThreadPoolExecutor$Worker");
      POOL = opened(POOL_WORKER.getDeclaredField("this$0"));
      Class<?> timer = Class.forName(TIMER_THREAD);
      TIMER_QUEUE = opened(timer.getDeclaredField("queue"));
      TIMER_TAKES_TASKS = opened(timer.getDeclaredField("newTasksMayBeScheduled"));
      TIMER_CLEAR = Class.forName("java.util.TaskQueue").getDeclaredMethod("clear");
      TIMER_CLEAR.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Pending() {}

  static boolean isTimer(Thread thread) {
    return thread.getClass().getName().equals(TIMER_THREAD);
  }

  /** Drops what the thread's pool or timer holds; false if there was nothing. */
  static boolean drop(Thread thread) {
    try {
      if (isTimer(thread)) {
        cancel(thread);
        return true;
      }
      Object holder = thread.isVirtual() ? null : HOLDER.get(thread);
      Object task = holder == null ? null : TASK.get(holder);
      return POOL_WORKER.isInstance(task) && clear((ThreadPoolExecutor) POOL.get(task));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("java.base is not open to the worker", e);
    }
  }

  // As Timer.cancel does; only the timer is not at hand, but the lock it takes is.
  private static void cancel(Thread timer) throws ReflectiveOperationException {
    Object queue = TIMER_QUEUE.get(timer);
    synchronized (queue) {
      TIMER_TAKES_TASKS.setBoolean(timer, false);
      TIMER_CLEAR.invoke(queue);
      queue.notifyAll();
    }
  }

  private static boolean clear(ThreadPoolExecutor pool) {
    // Never learners' code: it would run on the thread that stops it.
    if (!isJdks(pool) || !isJdks(pool.getQueue())) {
      return false;
    }
    Queue<Runnable> queue = pool.getQueue();
    var dropped = new ArrayList<>(queue);
    queue.clear();
    for (Runnable task : dropped) {
      if (task instanceof Future<?> future && isJdks(task)) {
        future.cancel(false);
      }
    }
    return !dropped.isEmpty();
  }

  private static boolean isJdks(Object object) {
    return object.getClass().getClassLoader() == null;
  }

  private static void open(Instrumentation instrumentation) {
    Set<Module> toWorker = Set.of(Pending.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", toWorker, "java.util", toWorker, "java.util.concurrent", toWorker),
        Set.of(),
        Map.of());
  }

  private static Field opened(Field field) {
    field.setAccessible(true);
    return field;
  }
}
