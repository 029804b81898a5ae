package interleave.proof;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelFactory;
import interleave.kernel.KernelListener;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.kernel.StopSignal;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Foreign;
import interleave.notebook.Output;
import interleave.notebook.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A kernel of a proof, and what cells have shown on it. One cell at a time. */
final class Stage implements AutoCloseable {
  /** A reader would not wait for so long. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Kernel kernel;
  private final Audience audience = new Audience();

  Stage(KernelFactory kernels) {
    kernel = kernels.start(audience);
  }

  /** A cell that would go on for ever, stopped after a moment. */
  Outcome stopped(CellId cell, String source) {
    return run(cell, source, MOMENT).outcome();
  }

  private Run run(CellId cell, String source, Duration atMost) {
    var stop = new StopSignal();
    var alarm =
        Thread.ofVirtual()
            .name("stops " + cell)
            .start(() -> {
              try {
                Thread.sleep(atMost);
                stop.give();
              } catch (InterruptedException e) {
                // It has ended by itself.
              }
            });
    try {
      return kernel.run(cell, source, stop);
    } finally {
      alarm.interrupt();
    }
  }

  RanCell run(CellId cell, String source) {
    var run = run(cell, source, LONGEST);
    var ending =
        run.outcome() instanceof Outcome.Completed
            ? RunState.Ending.COMPLETED
            : RunState.Ending.THREW;
    var ended = new RunState.Ended(ending, 1, Instant.EPOCH, Duration.ZERO, run.running());
    return new RanCell(
        run.outcome(), new CodeCell(cell, source, ended, audience.shownBy(cell), Foreign.NONE));
  }

  /** Ends what the last cell has left behind, so that it does not disturb the next. */
  void sweep() {
    kernel.stop();
  }

  @Override
  public void close() {
    kernel.close();
  }

  /** Hears what the kernel shows; called by the kernel's thread before a run returns. */
  private static final class Audience implements KernelListener {
    private record Shown(CellId cell, Output output) {}

    private final List<Shown> all = new ArrayList<>(); // guarded by this

    @Override
    public synchronized void accept(KernelEvent event) {
      switch (event) {
        case KernelEvent.Displayed(var cell, _, var bundle) ->
            all.add(new Shown(cell, new Output.Display(false, bundle)));
        case KernelEvent.ThreadsSeen(var cell, var timeline) ->
            all.add(new Shown(cell, new Output.Threads(timeline)));
        case KernelEvent.Printed _,
            KernelEvent.DisplayUpdated _,
            KernelEvent.OutputCleared _,
            KernelEvent.ThreadDied _,
            KernelEvent.InputRequested _,
            KernelEvent.InputEnded _,
            KernelEvent.StopWaits _,
            KernelEvent.StillRunning _,
            KernelEvent.DeadlockSeen _,
            KernelEvent.StopEnded _,
            KernelEvent.WorkerEnded _ -> {}
      }
    }

    synchronized List<Output> shownBy(CellId cell) {
      var shown = all.stream().filter(one -> one.cell().equals(cell)).map(Shown::output).toList();
      all.removeIf(one -> one.cell().equals(cell));
      return shown;
    }
  }
}
