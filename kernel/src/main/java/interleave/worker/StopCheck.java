package interleave.worker;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The check that is woven into every method entry and every loop of a cell's code. All of them are
 * one call site that does nothing, so the JIT compiles it to nothing: a loop is as fast as without.
 * To stop a cell, the site gets another target and the JVM throws away the code compiled against
 * the old one. A volatile flag instead would cost a matrix multiplication a factor of seven.
 */
public final class StopCheck {
  private static final MethodType NOTHING_TO_NOTHING = MethodType.methodType(void.class);
  private static final MutableCallSite SITE = new MutableCallSite(MethodHandles.zero(void.class));
  private static final MethodHandle IDLE = SITE.getTarget();
  private static final MethodHandle TRIPPED;
  private static final Set<Predicate<CellRun>> STOPPING = new CopyOnWriteArraySet<>();
  private static volatile Supplier<CellRun> current =
      () -> {
        throw new IllegalStateException("no cell can have been stopped yet");
      };

  static {
    try {
      TRIPPED = MethodHandles.lookup().findStatic(StopCheck.class, "check", NOTHING_TO_NOTHING);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private StopCheck() {}

  /** Links an {@code invokedynamic} of woven code; the JVM calls it. */
  public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type) {
    return SITE;
  }

  /** Who the calling thread works for, from now on. */
  static void ask(Supplier<CellRun> owner) {
    current = owner;
  }

  /**
   * From now on the threads of these runs end at their next check; those of other cells go on, a
   * little slower.
   */
  static synchronized void trip(Predicate<CellRun> runs) {
    STOPPING.add(runs);
    target(TRIPPED);
  }

  static synchronized void release(Predicate<CellRun> runs) {
    STOPPING.remove(runs);
    if (STOPPING.isEmpty()) {
      target(IDLE);
    }
  }

  private static void target(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  // Reached only while something is being stopped; named by TRIPPED.
  @SuppressWarnings("UnusedMethod")
  private static void check() {
    CellRun run = current.get();
    for (Predicate<CellRun> runs : STOPPING) {
      if (runs.test(run)) {
        throw new CellStopped();
      }
    }
  }
}
