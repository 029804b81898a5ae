package interleave.worker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which cell a thread works for. Threads inherit the run that started them, through pools and
 * scopes alike; that is the whole truth while the run lasts. Two kinds of threads need a look at
 * their stack: those of the common pool, which inherit nothing, and those of a pool that an earlier
 * run made, which inherit that run for ever. For them the newer of the two counts: the inherited
 * run, and the run that brought the code which is outermost on the stack. That is not the last run
 * of its cell: a thread may still be at work for a run that has been replaced by another.
 */
final class Owners {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final InheritableThreadLocal<@Nullable CellRun> INHERITED =
      new InheritableThreadLocal<>();

  /** Set while the thread works for a run because somebody said so. */
  private static final ThreadLocal<@Nullable CellRun> EXPLICIT = new ThreadLocal<>();

  private final OutputPump pump;
  private final AtomicLong runs = new AtomicLong();
  private final Map<String, CellRun> runByWrapper = new ConcurrentHashMap<>();
  private final Map<String, CellRun> lastByCell = new ConcurrentHashMap<>();
  private volatile CellRun latest;

  Owners(OutputPump pump) {
    this.pump = pump;
    this.latest = new CellRun("", 0, pump);
  }

  CellRun begin(String cell) {
    var run = new CellRun(cell, runs.incrementAndGet(), pump);
    CellRun before = lastByCell.put(cell, run);
    if (before != null) {
      before.supersede();
    }
    latest = run;
    return run;
  }

  /** The calling thread, and all that it starts from now on, works for the run. */
  void adopt(CellRun run) {
    INHERITED.set(run);
  }

  /** What a thread worked for before. */
  record Ownership(@Nullable CellRun inherited, @Nullable CellRun explicit) {}

  /**
   * The calling thread works for the run until {@link #giveBack}; what it starts meanwhile goes on
   * doing so.
   */
  Ownership lend(CellRun run) {
    var before = new Ownership(INHERITED.get(), EXPLICIT.get());
    INHERITED.set(run);
    EXPLICIT.set(run);
    return before;
  }

  void giveBack(Ownership before) {
    set(INHERITED, before.inherited());
    set(EXPLICIT, before.explicit());
  }

  private static void set(ThreadLocal<@Nullable CellRun> local, @Nullable CellRun run) {
    if (run == null) {
      local.remove();
    } else {
      local.set(run);
    }
  }

  Optional<CellRun> lastRunOf(String cell) {
    return Optional.ofNullable(lastByCell.get(cell));
  }

  void loaded(CellClass loaded) {
    lastRunOf(loaded.origin().cell()).ifPresent(run -> runByWrapper.put(loaded.wrapper(), run));
  }

  /** The run that the calling thread works for. */
  CellRun current() {
    CellRun inherited = INHERITED.get();
    if (inherited != null && !inherited.ended()) {
      return inherited;
    }
    CellRun explicit = EXPLICIT.get();
    if (explicit != null) {
      return explicit;
    }
    CellRun onStack =
        WALKER
            .walk(frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(CellLoader::isCells)
                    .reduce((inner, outer) -> outer)
                    .flatMap(this::runThatLoaded))
            .orElse(null);
    if (inherited == null) {
      return onStack == null ? latest : onStack;
    }
    return onStack != null && onStack.startedAfter(inherited) ? onStack : inherited;
  }

  /**
   * The run that another thread works for; null if it is not a learner's, as far as can be seen.
   *
   * @param stack what it was doing a moment ago
   */
  @Nullable CellRun runOf(Thread thread, List<StackTraceElement> stack) {
    CellRun inherited = inheritedBy(thread);
    if (inherited != null && !inherited.ended()) {
      return inherited;
    }
    String outermost = outermostCellClass(stack);
    CellRun onStack = outermost == null ? null : runThatLoaded(outermost).orElse(null);
    return inherited == null || (onStack != null && onStack.startedAfter(inherited))
        ? onStack
        : inherited;
  }

  /** The class of a cell that stands lowest on the stack, null if there is none. */
  static @Nullable String outermostCellClass(List<StackTraceElement> stack) {
    for (StackTraceElement call : stack.reversed()) {
      if (CellLoader.isCells(call.getClassName())) {
        return call.getClassName();
      }
    }
    return null;
  }

  /** Whether the calling thread works for any cell, and not for the worker itself. */
  static boolean isOfACell() {
    return INHERITED.get() != null;
  }

  /** The run that another thread inherited, null if none. */
  static @Nullable CellRun inheritedBy(Thread thread) {
    return (CellRun) Threads.inherited(thread, INHERITED);
  }

  private Optional<CellRun> runThatLoaded(String className) {
    return Optional.ofNullable(runByWrapper.get(CellLoader.wrapperOf(className)));
  }
}
