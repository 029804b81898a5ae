package interleave.session;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFactory;
import interleave.kernel.StopSignal;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Effect;
import interleave.notebook.Notebook;
import interleave.notebook.Operation;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Ending;
import interleave.notebook.Study;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a notebook from top to bottom without a reader. The same rules as in a {@link Session}, with
 * the caller's thread in the place of the inbox thread.
 */
public final class HeadlessRun {
  private final KernelFactory kernels;
  private final InstantSource clock;
  private final BlockingQueue<Letter> inbox = new LinkedBlockingQueue<>();
  private Notebook notebook;
  private @Nullable Kernel kernel;
  private StopSignal stopOfCell = new StopSignal();

  private HeadlessRun(Notebook notebook, KernelFactory kernels, InstantSource clock) {
    this.notebook = notebook.with(Study.NONE); // nobody guesses first, so nothing is locked
    this.clock = clock;
    this.kernels = kernels;
  }

  /**
   * How it went.
   *
   * @param notebook with the outputs of all that ran
   * @param failed the cell at which it ended, empty if all cells ran
   * @param late that cell took longer than it may
   */
  public record Result(Notebook notebook, Optional<CodeCell> failed, boolean late) {}

  /**
   * Runs every code cell, up to the first that fails.
   *
   * @param limit for each cell; null for none
   * @param mayFail the cells after whose failure it goes on
   * @throws interleave.kernel.KernelFailedException if no kernel starts
   */
  public static Result of(
      Notebook notebook,
      KernelFactory kernels,
      InstantSource clock,
      @Nullable Duration limit,
      Predicate<CodeCell> mayFail)
      throws InterruptedException {
    var run = new HeadlessRun(notebook, kernels, clock);
    try {
      var result = run.all(limit, mayFail);
      return new Result(result.notebook().with(notebook.study()), result.failed(), result.late());
    } finally {
      run.closeKernel();
    }
  }

  private Result all(@Nullable Duration limit, Predicate<CodeCell> mayFail)
      throws InterruptedException {
    apply(new ByReader.Open());
    for (var cell : notebook.cells()) {
      if (cell instanceof CodeCell code) {
        boolean late = !run(code, limit);
        var after = (CodeCell) notebook.cell(code.id()).orElseThrow();
        if (!isCompleted(after) && !mayFail.test(after)) {
          return new Result(notebook, Optional.of(after), late);
        }
      }
    }
    return new Result(notebook, Optional.empty(), false);
  }

  private static boolean isCompleted(CodeCell cell) {
    return cell.run() instanceof Ended ended && ended.ending() == Ending.COMPLETED;
  }

  /** False if the cell had to be stopped. */
  private boolean run(CodeCell cell, @Nullable Duration limit) throws InterruptedException {
    apply(new ByReader.RunCell(cell.id(), cell.source()));
    long end = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
    boolean inTime = true;
    while (notebook.isRunning()) {
      var letter =
          limit == null || !inTime
              ? inbox.take()
              : inbox.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (letter == null) {
        inTime = false;
        stopOfCell.give();
      } else {
        read(letter);
      }
    }
    return inTime;
  }

  private void read(Letter letter) {
    switch (letter) {
      case Letter.Operate(var operation) -> apply(operation);
      case Letter.Heard(var feed) -> feed.take().forEach(this::apply);
      default -> throw new IllegalStateException("nobody here writes a " + letter);
    }
  }

  private void apply(Operation operation) {
    var step = notebook.apply(operation, clock.instant());
    notebook = step.next();
    step.effects().forEach(this::perform);
    if (operation instanceof ByKernel.InputRequested(_, var request) && kernel != null) {
      kernel.endInput(request.number()); // there is nobody who could answer
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.StartKernel(var number) -> {
        var feed = new KernelFeed(number, heard -> inbox.add(new Letter.Heard(heard)));
        kernel = kernels.start(feed);
        apply(new ByKernel.KernelReady(number, kernel.description()));
      }
      case Effect.RunOnKernel(var number, var cell, var source) -> start(number, cell, source);
      case Effect.CloseKernel _ -> closeKernel();
      // Of what only a reader can ask for nothing comes, and the caller writes the file.
      case Effect.StopKernel _,
          Effect.StopLeftovers _,
          Effect.AnswerInput _,
          Effect.KillKernel _,
          Effect.CheckOnKernel _,
          Effect.Reveal _,
          Effect.Measure _,
          Effect.FetchLesson _,
          Effect.Save _ -> {}
    }
  }

  private void start(int number, CellId cell, String source) {
    var on = kernel;
    if (on == null) {
      throw new IllegalStateException("a notebook runs cells only when there is a kernel");
    }
    var stop = new StopSignal();
    stopOfCell = stop;
    Thread.ofVirtual()
        .name("cell " + cell)
        .start(() -> {
          tell(new ByKernel.CellStarted(number, cell, clock.instant()));
          tell(new ByKernel.CellFinished(number, cell, Session.run(on, cell, source, stop)));
        });
  }

  private void tell(Operation operation) {
    inbox.add(new Letter.Operate(operation));
  }

  private void closeKernel() {
    if (kernel != null) {
      kernel.close();
      kernel = null;
    }
  }
}
