package interleave.notebook;

import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.KernelStatus.State;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Ending;
import interleave.notebook.RunState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What follows from what a kernel does. */
final class KernelRules {
  private final Draft draft;
  private final Kernels kernels;

  KernelRules(Draft draft) {
    this.draft = draft;
    this.kernels = new Kernels(draft);
  }

  void apply(ByKernel operation) {
    if (operation.kernel() != draft.runs().kernel()) {
      return; // the last words of a kernel that was closed
    }
    switch (operation) {
      case ByKernel.KernelReady(_, var description) -> ready(description);
      case ByKernel.KernelLost(_, var reason) -> lost(reason);
      case ByKernel.KernelIdle(_, var unused) -> rest(unused);
      case ByKernel.CellStarted(_, var cell, var at) -> started(cell, at);
      case ByKernel.OutputArrived(_, var cell, Output.StillRunning threads) ->
          stillRunning(cell, threads);
      case ByKernel.OutputArrived(_, var cell, Output.Threads threads) ->
          draft.showThreads(cell, threads, cell.equals(draft.runs().current()));
      case ByKernel.OutputArrived(_, var cell, var output) ->
          new OutputLimit(draft).add(shownUnder(cell), output);
      case ByKernel.DisplayUpdated(_, var cell, var display, var data) ->
          new OutputLimit(draft).update(cell, display, data);
      case ByKernel.OutputCleared(_, var cell) -> draft.clearOutputs(cell);
      case ByKernel.InputRequested(_, var request) -> {
        if (draft.code(request.cell()).isPresent()) {
          draft.inputs(draft.inputs().with(request));
        }
      }
      case ByKernel.InputEnded(_, var request) ->
          draft.inputs(draft.inputs().without(input -> input.request().number() == request));
      case ByKernel.StopWaits(_, var threads) -> stopWaits(threads);
      case ByKernel.StopEnded(_, var threads) -> stopEnded(threads);
      case ByKernel.CellFinished(_, var cell, var run) -> finished(cell, run);
      case ByKernel.CheckFinished checked -> checked(checked);
    }
  }

  /** What learner's code prints while it is checked is seen under the exercise. */
  private CellId shownUnder(CellId cell) {
    return draft.study().exerciseOf(cell).orElse(cell);
  }

  private void checked(ByKernel.CheckFinished checked) {
    var check = Study.checkOf(checked.exercise());
    if (!check.equals(draft.runs().current())) {
      return;
    }
    var exercise = draft.study().exercises().get(checked.exercise());
    if (exercise != null) {
      var judged = exercise.judged(checked.verdict(), draft.at());
      draft.study(draft.study().with(checked.exercise(), judged));
    }
    free(check, checked.run().outcome());
  }

  private void ready(String description) {
    if (draft.kernel().state() == State.STARTING) {
      draft.kernel(new KernelStatus(State.READY, description));
      kernels.runNext();
    }
  }

  /**
   * While a cell runs, its own end says that the kernel is lost; only what waits for a start is
   * told here.
   */
  private void lost(String reason) {
    if (draft.runs().current() != null || draft.kernel().state() == State.LOST) {
      return;
    }
    kernels.close();
    draft.runs().waiting().stream()
        .findFirst()
        .ifPresent(first -> draft.addOutput(first.cell(), new Output.Notice(reason)));
    draft.emptyQueue();
    draft.forgetRuns(null);
    draft.kernel(new KernelStatus(State.LOST, reason));
  }

  private void rest(Duration unused) {
    if (draft.kernel().state() == State.READY) {
      kernels.close();
      draft.kernel(
          new KernelStatus(
              State.RESTING,
              "Java was put to rest after "
                  + words(unused)
                  + " without use; its variables are gone. Run the cells above again."));
    }
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private void started(CellId cell, Instant at) {
    if (cell.equals(draft.runs().current())) {
      draft.runs(draft.runs().started());
      draft.clearOutputs(cell);
      draft.run(cell, new Running(draft.runs().runs(), at, waited(at)));
    }
  }

  private Duration waited(Instant start) {
    var asked = draft.runs().asked();
    return asked == null || start.isBefore(asked) ? Duration.ZERO : Duration.between(asked, start);
  }

  private void stopWaits(BusyThreads threads) {
    if (draft.kernel().state() == State.STOPPING) {
      draft.kernel(new KernelStatus(State.STOPPING, draft.kernel().message(), threads));
    }
  }

  /** What another stop has found takes the place of what the one before it found. */
  private void stillRunning(CellId id, Output.StillRunning threads) {
    var outputs = draft.code(id).map(CodeCell::outputs).orElse(List.of());
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) instanceof Output.StillRunning(_, var gone) && !gone) {
        draft.replaceOutput(id, i, threads);
        return;
      }
    }
    new OutputLimit(draft).add(id, threads);
  }

  private void stopEnded(int threads) {
    // A stop between two cells: the end of a cell's own stop is the end of the cell.
    if (draft.runs().current() == null && draft.kernel().state() == State.STOPPING) {
      draft.leftoversStopped(threads);
      draft.kernel(new KernelStatus(State.READY, draft.kernel().message()));
      kernels.runNext();
    }
  }

  private void finished(CellId cell, Run run) {
    if (!cell.equals(draft.runs().current())) {
      return;
    }
    // Before the state: a page that sees the end of the run has seen everything.
    show(cell, run.outcome());
    if (!run.notes().isEmpty()) {
      draft.addOutput(cell, new Output.Diagnostics(run.notes()));
    }
    draft
        .code(cell)
        .ifPresent(code -> {
          if (code.run() instanceof Running(var count, var since, var waited)) {
            var end = new Ended(ending(run.outcome()), count, since, waited, run.running());
            draft.run(cell, end);
            if (code.basis() != null) {
              draft.basis(cell, code.basis().with(end));
            }
          }
        });
    noteOutdated(cell, run.outdated());
    if (sendsTheQueueHome(run.outcome())) {
      // While the cell still counts as the current one: if it waits for another run, it keeps how
      // this one ended.
      draft.emptyQueue();
    }
    if (run.outcome() instanceof Outcome.Completed
        && draft.study().predictions().values().stream()
            .anyMatch(prediction -> prediction.about().equals(cell))) {
      draft.effect(new Effect.Measure(cell));
    }
    free(cell, run.outcome());
  }

  /** The kernel has ended this run: the next one's turn. */
  private void free(CellId cell, Outcome outcome) {
    draft.runs(draft.runs().finished());
    if (outcome instanceof Outcome.WorkerLost) {
      draft.forgetRuns(cell);
      if (draft.kernel().state() != State.RESTING) { // else its end was wished for, not a restart
        kernels.close();
        kernels.start();
      }
    } else {
      new CatchingUp(draft).goOn();
      draft.kernel(new KernelStatus(State.READY, draft.kernel().message()));
      kernels.runNext();
    }
  }

  // A document is read from the top: what a cell declares anew changes the cells below it. Those
  // above
  // keep what they were marked with, but a lesson that reuses a name further down marks nothing.
  private void noteOutdated(CellId ran, Map<CellId, List<String>> outdated) {
    boolean below = false;
    for (var cell : List.copyOf(draft.cells())) {
      if (cell instanceof CodeCell code && code.basis() != null) {
        var changed = new ArrayList<>(outdated.getOrDefault(code.id(), List.of()));
        if (!below) {
          changed.retainAll(code.basis().changed());
        }
        draft.basis(code.id(), code.basis().with(changed));
      }
      below |= cell.id().equals(ran);
    }
  }

  private void show(CellId cell, Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(var value) -> {
        if (value != null) {
          draft.addOutput(cell, new Output.Display(true, value));
        }
      }
      case Outcome.Rejected(var diagnostics) ->
          draft.addOutput(cell, new Output.Diagnostics(diagnostics));
      case Outcome.Threw(var failure) -> draft.addOutput(cell, new Output.Failed(null, failure));
      case Outcome.Stopped _ -> {}
      case Outcome.WorkerLost(var reason) -> draft.addOutput(cell, new Output.Notice(reason));
    }
  }

  private static boolean sendsTheQueueHome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected _, Outcome.Threw _, Outcome.WorkerLost _ -> true;
      // Stop has emptied the queue; what waits now was asked for after it.
      case Outcome.Completed _, Outcome.Stopped _ -> false;
    };
  }

  private static Ending ending(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> Ending.COMPLETED;
      case Outcome.Rejected _ -> Ending.REJECTED;
      case Outcome.Threw _ -> Ending.THREW;
      case Outcome.Stopped _ -> Ending.STOPPED;
      case Outcome.WorkerLost _ -> Ending.LOST;
    };
  }
}
