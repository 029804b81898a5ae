package interleave.kernel.jshell;

import interleave.kernel.CellId;
import interleave.kernel.KernelEvent;
import interleave.worker.Frame;
import interleave.worker.Stubborn;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a worker says without being asked, passed on to whoever listens to the kernel. */
final class FromWorker implements WorkerLink.Listener {
  private final Audience audience;
  private final WorkerEnd end;
  private final StopAlarm stop;
  private final BooleanSupplier idle;

  /**
   * Passes events on.
   *
   * @param idle whether the kernel is in use and no cell runs: else the end of the worker is the
   *     end of the cell, or what somebody wanted
   */
  FromWorker(Audience audience, WorkerEnd end, StopAlarm stop, BooleanSupplier idle) {
    this.audience = audience;
    this.end = end;
    this.stop = stop;
    this.idle = idle;
  }

  @Override
  public void happened(String cell, List<Frame.Event> events) {
    for (Frame.Event event : events) {
      audience.tell(Events.of(new CellId(cell), event));
    }
  }

  @Override
  public void unstoppable(String cell, Stubborn threads) {
    stillRunning(cell, threads);
    end.kill(
        "Java had to be restarted, because a thread did not listen to the stop for 2 s."
            + " Your text and outputs are kept, the variables are gone.");
  }

  @Override
  public void stopWaits(Stubborn threads) {
    audience.tell(new KernelEvent.StopWaits(Events.threads(threads)));
  }

  @Override
  public void stillRunning(String cell, Stubborn threads) {
    audience.tell(new KernelEvent.StillRunning(new CellId(cell), Events.threads(threads)));
  }

  @Override
  public void stopEnded(boolean inCell, int threads) {
    stop.answered();
    if (!inCell) {
      audience.tell(new KernelEvent.StopEnded(threads));
    }
  }

  @Override
  public void ended(String reason) {
    stop.answered();
    end.seen(reason);
    if (idle.getAsBoolean()) {
      audience.tell(new KernelEvent.WorkerEnded(end.why()));
    }
  }
}
