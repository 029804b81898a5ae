package interleave.kernel.jshell;

import interleave.kernel.CellId;
import interleave.kernel.Completeness;
import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Documentation;
import interleave.kernel.Kernel;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelFailedException;
import interleave.kernel.KernelListener;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.kernel.Signatures;
import interleave.kernel.StopSignal;
import interleave.libraries.Libraries;
import interleave.worker.Frame;
import interleave.worker.Stubborn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One notebook's kernel: a {@link CellCompiler} in this JVM and a worker in another. Who may do
 * what when:
 *
 * <ul>
 *   <li>{@code running} is held while a cell runs, so cells take turns;
 *   <li>the compiler has a lock of its own, free while code runs in the worker, so completion
 *       answers then;
 *   <li>a stop takes neither: it has to get through when everything else is waiting.
 * </ul>
 */
final class JShellKernel implements Kernel {
  /** What the worker takes at most to report what does not listen, and three seconds more. */
  private static final Duration LIMIT_OF_A_STOP = Duration.ofSeconds(5);

  private final WorkerProcess process;
  private final WorkerLink link;
  private final CellCompiler compiler;
  private final ClassPath classPath;
  private final TypingHelp help;
  private final Quiet quiet;
  private final Consumer<JShellKernel> onClose;
  private final Dependencies dependencies = new Dependencies(); // only with running held
  private final ReentrantLock running = new ReentrantLock(true);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock telling = new ReentrantLock();
  private final AtomicReference<@Nullable Alarm> stopping = new AtomicReference<>();
  private volatile KernelListener listener = _ -> {}; // while in reserve
  private volatile @Nullable String reasonOfKill;
  private volatile @Nullable String reasonOfEnd;

  JShellKernel(
      WorkerProcess process,
      String workerJar,
      Libraries dependencies,
      Quiet quiet,
      Consumer<JShellKernel> onClose) {
    this.classPath = new ClassPath(dependencies);
    this.process = process;
    this.quiet = quiet;
    this.onClose = onClose;
    this.link = new WorkerLink(process, new FromWorker());
    this.compiler = new CellCompiler(link, workerJar);
    this.help = new TypingHelp(compiler, new Sources());
    link.start();
  }

  /**
   * Compiles and runs one snippet of each kind, so that the reader's first cell need not be the
   * slow one.
   *
   * @throws KernelFailedException if that fails, or takes longer than the limit
   */
  void warmUp(Duration limit) {
    running.lock();
    try (var _ = new Alarm("limit of warm-up " + process.pid(), limit, () -> tooSlow(limit))) {
      compiler.evaluate(Prelude.IMPORTS);
      Outcome outcome =
          execute(new CellId("warm-up"), Prelude.WARM_UP, new StopSignal(), new Dependencies())
              .outcome();
      if (!(outcome instanceof Outcome.Completed)) {
        throw new KernelFailedException(
            "Java for a notebook started but did not get ready: "
                + (outcome instanceof Outcome.WorkerLost(var reason) ? reason : outcome),
            null);
      }
      compiler.forgetDeclarations();
    } finally {
      running.unlock();
    }
  }

  private void tooSlow(Duration limit) {
    reasonOfKill = "its first cell took longer than " + limit.toSeconds() + " s.";
    process.kill();
  }

  String lastWords() {
    return process.lastWords();
  }

  /** From now on somebody listens. */
  void handTo(KernelListener reader) {
    listener = reader;
  }

  boolean isAlive() {
    return process.isAlive() && reasonOfEnd == null;
  }

  @Override
  public Run run(CellId cell, String source, StopSignal stop) {
    running.lock();
    try {
      if (closed.get()) {
        throw new IllegalStateException("this kernel is closed");
      }
      quiet.cellStarts();
      try {
        return execute(cell, source, stop, dependencies);
      } finally {
        quiet.cellEnded();
      }
    } finally {
      running.unlock();
    }
  }

  private Run execute(CellId cell, String source, StopSignal stop, Dependencies dependencies) {
    long start = System.nanoTime();
    link.tell(new Frame.Begin(cell.value()));
    var execution =
        new CellExecution(
            cell,
            source,
            compiler,
            new Fetching(compiler, classPath, line -> say(cell, line)),
            dependencies);
    StopGate gate = compiler.control().gate();
    gate.begin(stop);
    stop.onGive(() -> gate.stop(stop, this::tellStop));
    Outcome outcome;
    try {
      outcome = execution.run();
    } finally {
      gate.end();
    }
    boolean ended = link.ask(new Frame.End()).isPresent();
    if (!ended) {
      outcome = new Outcome.WorkerLost(whyLost());
    }
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    Duration inWorker = Duration.ofNanos(compiler.control().takeRunningNanos());
    return new Run(
        outcome,
        execution.notes(),
        ended ? dependencies.outdated() : Map.of(),
        total.minus(inWorker),
        // A worker that is gone has not said how long its last snippet ran.
        ended ? execution.running() : inWorker);
  }

  @Override
  public void stop() {
    compiler.control().gate().stopAny(this::tellStop);
  }

  @Override
  public void kill() {
    reasonOfKill =
        "Java was ended at once, as you asked. Your text and outputs are kept, the variables are gone.";
    process.kill();
  }

  // The alarm first: a worker that is frozen may not even take the command.
  private void tellStop() {
    awaitAnswer(new Alarm("stop of worker " + process.pid(), LIMIT_OF_A_STOP, this::unanswered));
    link.tell(new Frame.Stop());
  }

  private void awaitAnswer(@Nullable Alarm next) {
    Alarm before = stopping.getAndSet(next);
    if (before != null) {
      before.close();
    }
  }

  private void unanswered() {
    if (!process.isAlive()) {
      return; // it had ended before it was told to stop
    }
    reasonOfKill =
        "Java had to be restarted, because it did not answer the stop for "
            + LIMIT_OF_A_STOP.toSeconds()
            + " s. Your text and outputs are kept, the variables are gone.";
    process.kill();
  }

  @Override
  public void input(long request, String line) {
    link.tell(new Frame.Input(request, false, line));
  }

  @Override
  public void endInput(long request) {
    link.tell(new Frame.Input(request, true, ""));
  }

  @Override
  public Completions complete(String source, int cursor) {
    return help.complete(source, cursor);
  }

  @Override
  public Signatures signatures(String source, int cursor) {
    return help.signatures(source, cursor);
  }

  @Override
  public Optional<Documentation> documentation(String source, int cursor) {
    return help.documentation(source, cursor);
  }

  @Override
  public List<Diagnostic> check(String source, List<String> others) {
    return help.check(source, others);
  }

  @Override
  public Completeness completeness(String source) {
    return compiler.completeness(source);
  }

  @Override
  public String description() {
    return process.description();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // First the worker: a cell that is running ends with it, and gives the lock back.
    process.close();
    running.lock();
    try {
      compiler.close();
      help.close();
    } finally {
      running.unlock();
      onClose.accept(this);
    }
  }

  /** Both what runs a cell and what reads from the worker have something to say. */
  private void tell(KernelEvent event) {
    telling.lock();
    try {
      listener.accept(event);
    } finally {
      telling.unlock();
    }
  }

  private void say(CellId cell, String line) {
    tell(
        new KernelEvent.Printed(
            cell, KernelEvent.Stream.OUT, "libraries", false, false, Instant.now(), line + "\n"));
  }

  private String whyLost() {
    String kill = reasonOfKill;
    String end = reasonOfEnd;
    return kill != null ? kill : end != null ? end : "Java is gone.";
  }

  private final class FromWorker implements WorkerLink.Listener {
    @Override
    public void happened(String cell, List<Frame.Event> events) {
      for (Frame.Event event : events) {
        tell(Events.of(new CellId(cell), event));
      }
    }

    @Override
    public void unstoppable(String cell, Stubborn threads) {
      stillRunning(cell, threads);
      reasonOfKill =
          "Java had to be restarted, because a thread did not listen to the stop for 2 s."
              + " Your text and outputs are kept, the variables are gone.";
      process.kill();
    }

    @Override
    public void stopWaits(Stubborn threads) {
      tell(new KernelEvent.StopWaits(Events.threads(threads)));
    }

    @Override
    public void stillRunning(String cell, Stubborn threads) {
      tell(new KernelEvent.StillRunning(new CellId(cell), Events.threads(threads)));
    }

    @Override
    public void stopEnded(boolean inCell, int threads) {
      awaitAnswer(null);
      if (!inCell) {
        tell(new KernelEvent.StopEnded(threads));
      }
    }

    @Override
    public void ended(String reason) {
      awaitAnswer(null);
      reasonOfEnd = reason;
      if (!closed.get() && !running.isLocked()) {
        tell(new KernelEvent.WorkerEnded(whyLost()));
      }
    }
  }
}
