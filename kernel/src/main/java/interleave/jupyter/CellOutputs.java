package interleave.jupyter;

import interleave.display.MimeBundle;
import interleave.jupyter.CellRuns.CellRun;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelEvent.Stream;
import interleave.kernel.KernelListener;
import interleave.timeline.Timeline;
import interleave.timeline.TimelineSvg;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What cells let their readers see, as messages with the cell's own request as parent. */
final class CellOutputs implements KernelListener {
  private final Clients clients;
  private final CellRuns runs;
  private final Tracebacks tracebacks;
  private final Questions questions;
  private final Runnable onLost;
  private final Set<String> drawn = new HashSet<>(); // by the kernel's one event thread

  CellOutputs(
      Clients clients, CellRuns runs, Tracebacks tracebacks, Questions questions, Runnable onLost) {
    this.clients = clients;
    this.runs = runs;
    this.tracebacks = tracebacks;
    this.questions = questions;
    this.onLost = onLost;
  }

  @Override
  public void accept(KernelEvent event) {
    switch (event) {
      case KernelEvent.Printed(var cell, var stream, var thread, _, _, _, var text) ->
          printed(cell, stream, questions.withoutEcho(cell.value(), thread, text));
      case KernelEvent.Displayed(var cell, var display, var bundle) ->
          publish(cell, "display_data", display(bundle, display));
      case KernelEvent.DisplayUpdated(var cell, var display, var bundle) ->
          publish(cell, "update_display_data", display(bundle, display));
      case KernelEvent.OutputCleared(var cell) ->
          publish(cell, "clear_output", Json.object().put("wait", false));
      case KernelEvent.ThreadDied(var cell, var thread, var failure) ->
          printed(
              cell,
              Stream.ERR,
              "thread "
                  + thread
                  + " ended by an exception:\n"
                  + String.join("\n", tracebacks.of(failure))
                  + "\n");
      case KernelEvent.InputRequested(var request) ->
          runs.find(request.cell())
              .ifPresent(run -> {
                if (!questions.ask(run, request)) {
                  printed(
                      request.cell(),
                      Stream.ERR,
                      "This client cannot ask for input, so System.in ends here.\n");
                }
              });
      case KernelEvent.InputEnded(_, var request) -> questions.ended(request);
      case KernelEvent.StopWaits _ -> {} // what remains in the end is told by StillRunning
      case KernelEvent.StillRunning(var cell, var threads) ->
          printed(cell, Stream.ERR, Tracebacks.of(threads));
      case KernelEvent.StopEnded _ -> {}
      case KernelEvent.ThreadsSeen(var cell, var timeline) -> show(cell, timeline);
      case KernelEvent.DeadlockSeen(var cell, var deadlock) ->
          printed(cell, Stream.ERR, deadlock.text() + "\n");
      case KernelEvent.WorkerEnded(var reason) -> {
        runs.latest().ifPresent(run -> printed(run.id(), Stream.ERR, reason + "\n"));
        onLost.run();
      }
    }
  }

  void result(CellRun run, MimeBundle value) {
    publish(
        run.id(),
        "execute_result",
        Json.object()
            .put("execution_count", run.count())
            .set("metadata", Json.object())
            .set("data", Json.data(value)));
  }

  void notes(CellRun run, List<Diagnostic> notes) {
    if (!notes.isEmpty()) {
      printed(run.id(), Stream.ERR, String.join("\n", tracebacks.of(run, notes)) + "\n");
    }
  }

  /** Once when the run ends; what its threads do after that is drawn in the same place. */
  private void show(CellId cell, Timeline timeline) {
    if (timeline.running()) {
      return;
    }
    runs.find(cell)
        .ifPresent(run -> {
          String place = "threads of run " + run.count();
          boolean isFirst = drawn.add(place);
          publish(
              cell,
              isFirst ? "display_data" : "update_display_data",
              display(MimeBundle.drawing(TimelineSvg.of(timeline), timeline.text()), place));
        });
  }

  private void printed(CellId cell, Stream stream, String text) {
    if (!text.isEmpty()) {
      publish(
          cell,
          "stream",
          Json.object().put("name", stream == Stream.OUT ? "stdout" : "stderr").put("text", text));
    }
  }

  private static ObjectNode display(MimeBundle bundle, String id) {
    var display = Json.object();
    display.set("data", Json.data(bundle));
    display.set("metadata", Json.object());
    var transients = display.putObject("transient");
    if (!id.isEmpty()) {
      transients.put("display_id", id);
    }
    return display;
  }

  private void publish(CellId cell, String type, ObjectNode content) {
    runs.find(cell)
        .filter(run -> !run.silent())
        .ifPresent(run -> clients.publish(run.request().header(), type, content));
  }
}
