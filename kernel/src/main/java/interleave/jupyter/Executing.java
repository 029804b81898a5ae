package interleave.jupyter;

import interleave.jupyter.CellRuns.CellRun;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFailedException;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.kernel.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Runs cells for clients. */
final class Executing {
  private static final String COMPILE_ERROR = "CompileError";
  private static final String LOST = "JavaLost";
  private static final String STOPPED = "Interrupted";

  private final Clients clients;
  private final Activity activity;
  private final CellRuns runs;
  private final CellOutputs outputs;
  private final Tracebacks tracebacks;
  private final LiveKernel kernel;
  private final History history;
  private final AtomicReference<@Nullable StopSignal> stopOfCell = new AtomicReference<>();

  Executing(
      Clients clients,
      Activity activity,
      CellRuns runs,
      CellOutputs outputs,
      Tracebacks tracebacks,
      LiveKernel kernel,
      History history) {
    this.clients = clients;
    this.activity = activity;
    this.runs = runs;
    this.outputs = outputs;
    this.tracebacks = tracebacks;
    this.kernel = kernel;
    this.history = history;
  }

  /**
   * Runs the cell, and its client's own expressions behind it.
   *
   * @param waiting takes out and gives what waits behind this one in case it fails
   */
  void execute(Request request, Supplier<List<Request>> waiting) {
    var started = Instant.now();
    var content = request.content();
    boolean silent = content.path("silent").asBoolean(false);
    boolean stored = !silent && content.path("store_history").asBoolean(true);
    var run = runs.begin(request, silent, stored);
    if (!silent) {
      clients.publish(
          request.header(),
          "execute_input",
          Json.object().put("code", run.code()).put("execution_count", run.count()));
    }
    if (stored) {
      history.add(run.count(), run.code());
    }
    var end = run(run.id(), run.code());
    outputs.notes(run, end.notes());
    var error = error(run, end.outcome());
    // Before anybody hears of the error: what is sent because of it is to run.
    var givenUp =
        error != null && content.path("stop_on_error").asBoolean(true)
            ? waiting.get()
            : List.<Request>of();
    var reply = error == null ? Json.ok() : error.deepCopy();
    reply.put("execution_count", run.count());
    if (error == null) {
      if (end.outcome() instanceof Outcome.Completed(var value) && value != null) {
        outputs.result(run, value);
      }
      reply.putArray("payload");
      reply.set("user_expressions", expressions(run, content));
    } else if (!silent) {
      error.remove("status");
      clients.publish(request.header(), "error", error);
    }
    clients.reply(request, Json.object().put("started", Envelope.date(started)), reply);
    givenUp.forEach(this::abort);
  }

  /** As clients expect it of what was waiting behind a cell that failed. */
  private void abort(Request request) {
    activity.begin(request);
    clients.reply(
        request,
        Json.error("Aborted", "a cell before this one failed", List.of()).put("status", "aborted"));
    activity.end(request);
  }

  /** Stops the running cell; if none is, the threads that cells have left behind. */
  void interrupt() {
    var stop = stopOfCell.get();
    if (stop != null) {
      stop.give();
    } else {
      kernel.ready().ifPresent(Kernel::stop);
    }
  }

  private Run run(CellId cell, String code) {
    var stop = new StopSignal();
    stopOfCell.set(stop);
    try {
      var end = kernel.await().run(cell, code, stop);
      if (end.outcome() instanceof Outcome.WorkerLost) {
        kernel.lost();
        kernel.prepare();
      }
      return end;
    } catch (KernelFailedException e) {
      return lost("Java could not be started: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      // Errors too: javac answers an expression that is nested too deeply with StackOverflowError.
      kernel.lost();
      return lost("The kernel failed: " + e + ". The variables are gone.");
    } finally {
      stopOfCell.compareAndSet(stop, null);
    }
  }

  private static Run lost(String reason) {
    return new Run(new Outcome.WorkerLost(reason), Duration.ZERO, Duration.ZERO);
  }

  private ObjectNode expressions(CellRun run, ObjectNode content) {
    var values = Json.object();
    for (var expression : content.path("user_expressions").properties()) {
      var end = run(run.id(), expression.getValue().asString(""));
      var value = error(run, end.outcome());
      if (value == null) {
        value = Json.ok();
        value.set("metadata", Json.object());
        value.set(
            "data",
            end.outcome() instanceof Outcome.Completed(var shown) && shown != null
                ? Json.data(shown)
                : Json.object());
      }
      values.set(expression.getKey(), value);
    }
    return values;
  }

  private @Nullable ObjectNode error(CellRun run, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> null;
      case Outcome.Rejected(var diagnostics) ->
          Json.error(
              COMPILE_ERROR,
              diagnostics.stream().findFirst().map(Diagnostic::message).orElse(""),
              tracebacks.of(run, diagnostics));
      case Outcome.Threw(var failure) ->
          Json.error(
              failure.type(),
              failure.message() == null ? "" : failure.message(),
              tracebacks.of(failure));
      case Outcome.Stopped _ -> {
        var what = "stopped; the variables are kept";
        yield Json.error(STOPPED, what, List.of("cell " + run.id() + " " + what));
      }
      case Outcome.WorkerLost(var reason) -> Json.error(LOST, reason, List.of(reason));
    };
  }
}
