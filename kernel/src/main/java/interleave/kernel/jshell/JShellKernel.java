package interleave.kernel.jshell;

import interleave.kernel.CellId;
import interleave.kernel.CellParts;
import interleave.kernel.Completeness;
import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Documentation;
import interleave.kernel.Footprint;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFailedException;
import interleave.kernel.KernelListener;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.kernel.Signatures;
import interleave.kernel.StopSignal;
import interleave.libraries.Libraries;
import interleave.worker.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

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
  private final WorkerProcess process;
  private final WorkerEnd end;
  private final StopAlarm stopAlarm;
  private final Audience audience = new Audience();
  private final WorkerLink link;
  private final CellCompiler compiler;
  private final ClassPath classPath;
  private final TypingHelp help;
  private final Quiet quiet;
  private final Consumer<JShellKernel> onClose;
  private final Dependencies dependencies = new Dependencies(); // only with running held
  private final ReentrantLock running = new ReentrantLock(true);
  private final AtomicBoolean closed = new AtomicBoolean();

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
    this.end = new WorkerEnd(process);
    this.stopAlarm = new StopAlarm(process, end);
    this.link = new WorkerLink(process, new FromWorker(audience, end, stopAlarm, this::isIdle));
    this.compiler = new CellCompiler(link, workerJar);
    this.help = new TypingHelp(compiler, new Sources());
    link.start();
  }

  /**
   * Compiles and runs one snippet of each kind, so that the reader's first cell need not be the
   * slow one; as far as nobody is in a hurry, whose own cells are then what gets it warm.
   *
   * @throws KernelFailedException if that fails, or takes longer than the limit
   */
  void warmUp(Duration limit, BooleanSupplier hurry) {
    running.lock();
    try (var _ = new Alarm("limit of warm-up " + process.pid(), limit, () -> tooSlow(limit))) {
      compiler.evaluate(Prelude.IMPORTS);
      for (int i = 0; i < Prelude.WARM_UP.size() && !hurry.getAsBoolean(); i++) {
        warmUp(Prelude.WARM_UP.get(i));
      }
      compiler.forgetDeclarations();
    } finally {
      running.unlock();
    }
  }

  private void warmUp(String source) {
    var outcome =
        execute(new CellId("warm-up"), source, new StopSignal(), new Dependencies()).outcome();
    if (!(outcome instanceof Outcome.Completed)) {
      throw new KernelFailedException(
          "Java for a notebook started but did not get ready: "
              + (outcome instanceof Outcome.WorkerLost(var reason) ? reason : outcome),
          null);
    }
  }

  private void tooSlow(Duration limit) {
    end.kill("its first cell took longer than " + limit.toSeconds() + " s.");
  }

  String lastWords() {
    return process.lastWords();
  }

  /** From now on somebody listens. */
  void handTo(KernelListener reader) {
    audience.is(reader);
  }

  /** How many class files JShell shows the compiler; 0 where it does not tell. */
  int keptClasses() {
    return compiler.keptClasses();
  }

  boolean isAlive() {
    return process.isAlive() && !end.isSeen();
  }

  private boolean isIdle() {
    return !closed.get() && !running.isLocked();
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
            new Fetching(compiler, classPath, line -> audience.say(cell, "libraries", line)),
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
      outcome = new Outcome.WorkerLost(end.why());
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
    end.kill(
        "Java was ended at once, as you asked. Your text and outputs are kept, the variables are gone.");
  }

  @Override
  public void stopLeftovers(CellId cell) {
    link.tell(new Frame.StopLeftovers(cell.value()));
  }

  private void tellStop() {
    stopAlarm.set();
    link.tell(new Frame.Stop());
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
  public CellParts parts(String source) {
    return compiler
        .surroundings(source)
        .map(around -> PartsOfCell.of(around.split(), around.pieces()))
        .orElse(CellParts.NONE);
  }

  @Override
  public Completeness completeness(String source) {
    return compiler.completeness(source);
  }

  @Override
  public Footprint footprint() {
    return ProcessFootprint.of(process.pid());
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
}
