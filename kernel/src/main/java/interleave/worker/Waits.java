package interleave.worker;

import interleave.timeline.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a thread waits for, told from the class of the object that it parked on. */
enum Waits {
  SLEEP(State.WAITING, "sleep"),
  TIME(State.WAITING, "time"),
  SOCKET(State.WAITING, "socket"),
  NATIVE(State.WAITING, "file, pipe or another call of the operating system"),
  LOCK(State.BLOCKED, "lock", "ReentrantLock", "ReentrantReadWriteLock", "StampedLock"),
  MONITOR(State.BLOCKED, "lock of synchronized"),
  // The end of a platform thread is told by notifying, too.
  NOTIFY(State.TASK, "notify or end of a thread"),
  FUTURE(
      State.TASK,
      "result of a future",
      "CompletableFuture",
      "FutureTask",
      "ScheduledThreadPoolExecutor"),
  LATCH(State.TASK, "latch or end of a thread", "CountDownLatch"),
  PERMIT(State.TASK, "permit of a semaphore", "Semaphore"),
  MEETING(State.TASK, "other threads at a barrier", "Phaser", "Exchanger"),
  // A blocking queue lets its takers wait for a condition; which of the two it is, its class does
  // not tell.
  MESSAGE(
      State.TASK,
      "queue or condition",
      "AbstractQueuedSynchronizer",
      "AbstractQueuedLongSynchronizer",
      "SynchronousQueue",
      "LinkedTransferQueue"),
  SUBTASKS(
      State.TASK, "subtasks", "ThreadFlock", "StructuredTaskScopeImpl", "ThreadPerTaskExecutor"),
  FORK_JOIN(State.TASK, "subtasks", "ForkJoinPool", "ForkJoinTask"),
  UNPARK(State.TASK, "unpark");

  private static final ClassValue<Waits> OF =
      new ClassValue<>() {
        @Override
        protected Waits computeValue(Class<?> blocker) {
          String name = blocker.getName();
          String outer = outermost(name.substring(name.lastIndexOf('.') + 1));
          for (Waits kind : values()) {
            if (kind.owners.contains(outer)) {
              return kind;
            }
          }
          return UNPARK;
        }
      };

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> owners;

  private final State state;
  private final String words;

  Waits(State state, String words, String... owners) {
    this.state = state;
    this.words = words;
    this.owners = List.of(owners);
  }

  static Waits on(@Nullable Class<?> blocker) {
    return blocker == null ? UNPARK : OF.get(blocker);
  }

  private static String outermost(String name) {
    int end = name.indexOf('$');
    return end < 0 ? name : name.substring(0, end);
  }

  State state() {
    return state;
  }

  String words() {
    return words;
  }
}
