package interleave.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which lock a thread wants, and who has it. The public way, {@code
 * ThreadMXBean.findDeadlockedThreads}, does not know virtual threads; the snapshots that the JDK
 * makes for a thread dump do.
 */
final class Locks {
  private static final @Nullable MethodHandle OWNER = owner();
  private static final @Nullable Snapshots SNAPSHOTS = Snapshots.find();

  private record Snapshots(
      MethodHandle of, MethodHandle blockedOn, MethodHandle owned, MethodHandle stack) {

    /** Null if this JDK has none. */
    static @Nullable Snapshots find() {
      try {
        Class<?> type = Class.forName("jdk.internal.vm.ThreadSnapshot");
        var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        return new Snapshots(
            lookup
                .findStatic(type, "of", MethodType.methodType(type, Thread.class))
                .asType(MethodType.methodType(Object.class, Thread.class)),
            virtual(lookup, type, "blockedOn", Object.class),
            lookup
                .findVirtual(
                    type, "ownedMonitorsAt", MethodType.methodType(Stream.class, int.class))
                .asType(MethodType.methodType(Stream.class, Object.class, int.class)),
            virtual(lookup, type, "stackTrace", StackTraceElement[].class));
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null;
      }
    }

    private static MethodHandle virtual(
        MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> result)
        throws ReflectiveOperationException {
      return lookup
          .findVirtual(type, name, MethodType.methodType(result))
          .asType(MethodType.methodType(result, Object.class));
    }
  }

  /** A lock that a thread has, and the call in which it took it; null if that is not known. */
  record Held(Object lock, @Nullable StackTraceElement at) {}

  /**
   * What one thread has and wants.
   *
   * @param wanted a monitor or a lock's synchronizer; null if the thread waits for none
   * @param held monitors alone: a lock's synchronizer knows its owner itself
   */
  record Seen(
      Thread thread, @Nullable Object wanted, List<Held> held, List<StackTraceElement> stack) {}

  private Locks() {}

  private static @Nullable MethodHandle owner() {
    try {
      var method = AbstractOwnableSynchronizer.class.getDeclaredMethod("getExclusiveOwnerThread");
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asType(MethodType.methodType(Thread.class, Object.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The lock's synchronizer that the thread is parked on; null if it is not. */
  static @Nullable Object wantedBy(Thread thread) {
    return LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer lock ? lock : null;
  }

  /** Who has a lock's synchronizer; null if nobody, or if it is none. */
  static @Nullable Thread holderOf(@Nullable Object synchronizer) {
    try {
      return OWNER != null && synchronizer instanceof AbstractOwnableSynchronizer
          ? (Thread) OWNER.invokeExact(synchronizer)
          : null;
    } catch (Throwable e) {
      throw new IllegalStateException("a lock did not tell its owner", e);
    }
  }

  /** A look at a thread that is blocked; null if it has ended. */
  @SuppressWarnings("unchecked")
  static @Nullable Seen look(Thread thread) {
    Object wanted = wantedBy(thread);
    if (SNAPSHOTS == null) {
      return new Seen(thread, wanted, List.of(), List.of(thread.getStackTrace()));
    }
    try {
      Object snapshot = (Object) SNAPSHOTS.of.invokeExact(thread);
      if (snapshot == null) {
        return null;
      }
      if (wanted == null) {
        wanted = (Object) SNAPSHOTS.blockedOn.invokeExact(snapshot);
      }
      var stack = (StackTraceElement[]) SNAPSHOTS.stack.invokeExact(snapshot);
      var held = new ArrayList<Held>();
      for (int depth = 0; depth < stack.length; depth++) {
        StackTraceElement at = stack[depth];
        ((Stream<Object>) SNAPSHOTS.owned.invokeExact(snapshot, depth))
            .forEach(lock -> held.add(new Held(lock, at)));
      }
      return new Seen(thread, wanted, held, List.of(stack));
    } catch (Throwable e) {
      return null; // it is about to end, or the JVM has no memory for a look
    }
  }
}
