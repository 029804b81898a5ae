package interleave.worker;

import interleave.timeline.Deadlock;
import interleave.timeline.Timeline;
import interleave.worker.Frame.Event;
import java.io.IOException;
import java.util.List;

/** What is seen of threads, sent to the server. */
final class ThreadNews implements ThreadRecorder.Listener {
  private final Wire wire;

  ThreadNews(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void seen(CellRun run, Timeline timeline) throws IOException {
    send(run, new Frame.ThreadsSeen(timeline));
  }

  @Override
  public void seen(CellRun run, Deadlock deadlock) throws IOException {
    send(run, new Frame.DeadlockSeen(deadlock));
  }

  private void send(CellRun run, Event event) throws IOException {
    wire.send(new Frame.Happened(run.cell(), List.of(event)));
  }
}
