package interleave.kernel.jshell;

import interleave.kernel.BusyThread;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.InputRequest;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelEvent.Stream;
import interleave.worker.Frame;
import interleave.worker.Stubborn;
import java.time.Instant;

/** The worker's events in the words of the port. */
final class Events {
  private Events() {}

  static KernelEvent of(CellId cell, Frame.Event event) {
    return switch (event) {
      case Frame.Text(var error, var thread, var virtual, var late, var epochMillis, var text) ->
          new KernelEvent.Printed(
              cell,
              error ? Stream.ERR : Stream.OUT,
              thread,
              virtual,
              late,
              Instant.ofEpochMilli(epochMillis),
              text);
      case Frame.Shown(var id, var bundle) -> new KernelEvent.Displayed(cell, id, bundle);
      case Frame.Updated(var id, var bundle) -> new KernelEvent.DisplayUpdated(cell, id, bundle);
      case Frame.Cleared() -> new KernelEvent.OutputCleared(cell);
      case Frame.ThreadsSeen(var timeline) -> new KernelEvent.ThreadsSeen(cell, timeline);
      case Frame.DeadlockSeen(var deadlock) -> new KernelEvent.DeadlockSeen(cell, deadlock);
      case Frame.Died(var thread, var trace) ->
          new KernelEvent.ThreadDied(cell, thread, Failures.of(trace));
      case Frame.InputRequested(var request, var thread, var virtual, var prompt) ->
          new KernelEvent.InputRequested(new InputRequest(request, cell, thread, virtual, prompt));
      case Frame.InputEnded(var request) -> new KernelEvent.InputEnded(cell, request);
    };
  }

  static BusyThreads threads(Stubborn threads) {
    return new BusyThreads(
        threads.count(),
        threads.first().stream()
            .map(next ->
                new BusyThread(next.thread(), next.virtual(), Failures.frames(next.calls())))
            .toList());
  }
}
