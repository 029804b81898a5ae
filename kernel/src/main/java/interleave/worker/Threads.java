package interleave.worker;

import java.io.BufferedReader;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads of this JVM, what each thread has inherited, and how to sleep among learners.
 * No public API knows the first two, so this opens packages of java.base, to the worker's own code
 * and not to the learner's.
 */
final class Threads {
  private static final MethodHandle ROOT;
  private static final MethodHandle CHILDREN;
  private static final MethodHandle THREADS;
  private static final MethodHandle CONTAINER;
  private static final MethodHandle NAME;
  private static final MethodHandle PLATFORM;
  private static final Class<?> CARRIER;
  private static final Field INHERITABLE;
  private static final Field TABLE;
  private static final Field VALUE;

  static {
    try {
      open(Agent.instrumentation());
      var lookup = MethodHandles.lookup();
      Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
      Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
      ROOT = lookup.unreflect(containers.getMethod("root"));
      CHILDREN = lookup.unreflect(container.getMethod("children"));
      THREADS = lookup.unreflect(container.getMethod("threads"));
      NAME =
          lookup
              .unreflect(container.getMethod("name"))
              .asType(MethodType.methodType(String.class, Object.class));
      CONTAINER =
          lookup
              .unreflect(opened(Thread.class.getDeclaredMethod("threadContainer")))
              .asType(MethodType.methodType(Object.class, Thread.class));
      PLATFORM = lookup.unreflect(opened(Thread.class.getDeclaredMethod("getAllThreads")));
      CARRIER = Class.forName("jdk.internal.misc.CarrierThread");
      INHERITABLE = opened(Thread.class.getDeclaredField("inheritableThreadLocals"));
      Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
      TABLE = opened(map.getDeclaredField("table"));
      VALUE =
          opened(
              Class.forName("java.lang.ThreadLocal$ThreadLocalMap$Entry")
                  .getDeclaredField("value"));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Threads() {}

  /** Every virtual thread; the JDK itself lists the others. */
  static List<Thread> virtual() {
    var all = new ArrayList<Thread>();
    try {
      addVirtual(ROOT.invoke(), all);
    } catch (Throwable e) {
      throw new IllegalStateException("the JVM did not list its virtual threads", e);
    }
    return all;
  }

  /**
   * What another thread holds in an inheritable thread local. Reads that thread's map while it may
   * be writing to it: the answer can be out of date by a moment, which is why a stop asks again
   * every few milliseconds. ThreadLocal's own way to read would clean up the map as it goes, and
   * that only its owner may do.
   */
  static @Nullable Object inherited(Thread thread, InheritableThreadLocal<?> local) {
    try {
      Object map = INHERITABLE.get(thread);
      if (map == null || !(TABLE.get(map) instanceof Object[] table)) {
        return null;
      }
      for (Object entry : table) {
        if (entry instanceof Reference<?> key && refersTo(key, local)) {
          return VALUE.get(entry);
        }
      }
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("java.lang is not open to the worker", e);
    }
  }

  /** What {@code IO.readln} reads from; a Java that has no such field makes a reader of its own. */
  static void replaceReaderOfIO(BufferedReader reader) {
    try {
      opened(IO.class.getDeclaredField("br")).set(null, reader);
    } catch (NoSuchFieldException e) {
      // Then a thread that waits in IO.readln makes others wait for it, and all else works.
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("java.lang is not open to the worker", e);
    }
  }

  /** Sleeps whatever learners do: their code may interrupt every thread it finds, ours too. */
  static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        // Not meant for us: the worker ends its own threads by ending.
      }
    }
  }

  /**
   * The platform threads of this JVM, without a look at their stacks, which would stop them all.
   */
  static Thread[] platform() {
    try {
      return (Thread[]) PLATFORM.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("the JVM did not list its threads", e);
    }
  }

  /** Whether the thread does nothing but carry virtual ones. */
  static boolean isCarrier(Thread thread) {
    return CARRIER.isInstance(thread);
  }

  /**
   * The executor or scope that a started thread belongs to, or what the JVM has for those without.
   */
  static Object container(Thread thread) {
    try {
      Object container = (Object) CONTAINER.invokeExact(thread);
      return container == null ? ROOT.invoke() : container; // null when it has just ended
    } catch (Throwable e) {
      throw new IllegalStateException("a thread did not tell its container", e);
    }
  }

  /** What such a container calls itself, empty if nothing. */
  static String containerName(Object container) {
    try {
      String name = (String) NAME.invokeExact(container);
      return name == null ? "" : name;
    } catch (Throwable e) {
      throw new IllegalStateException("a container did not tell its name", e);
    }
  }

  /** The thread's name, or its number if nobody gave it one. */
  static String name(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() ? "thread #" + thread.threadId() : name;
  }

  @SuppressWarnings("unchecked")
  private static boolean refersTo(Reference<?> reference, Object referent) {
    return ((Reference<Object>) reference).refersTo(referent);
  }

  private static void addVirtual(Object container, List<Thread> to) throws Throwable {
    ((Stream<?>) THREADS.invoke(container))
        .map(Thread.class::cast)
        .filter(Thread::isVirtual)
        .forEach(to::add);
    for (Object child : ((Stream<?>) CHILDREN.invoke(container)).toList()) {
      addVirtual(child, to);
    }
  }

  /** Lets the worker look into some packages of java.base. */
  static void open(Instrumentation instrumentation) {
    Set<Module> toWorker = Set.of(Threads.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.vm", toWorker),
        Map.of(
            "java.lang",
            toWorker,
            "java.util.concurrent.locks",
            toWorker,
            "jdk.internal.vm",
            toWorker),
        Set.of(),
        Map.of());
  }

  private static <T extends AccessibleObject> T opened(T member) {
    member.setAccessible(true);
    return member;
  }
}
