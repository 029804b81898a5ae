package interleave.notebook;

import interleave.notebook.KernelStatus.State;

/** The life of a notebook's kernels: one at a time, each with a number of its own. */
final class Kernels {
  private final Draft draft;

  Kernels(Draft draft) {
    this.draft = draft;
  }

  void start() {
    draft.runs(draft.runs().nextKernel());
    draft.kernel(new KernelStatus(State.STARTING, null));
    draft.effect(new Effect.StartKernel(draft.runs().kernel()));
  }

  void close() {
    draft.inputs(draft.inputs().without(_ -> true));
    switch (draft.kernel().state()) {
      case NONE, RESTING, LOST -> {}
      case STARTING, READY, RUNNING, STOPPING ->
          draft.effect(new Effect.CloseKernel(draft.runs().kernel()));
    }
  }

  /**
   * Stops the cell that runs, or what cells have left behind. A stop that is under way is enough.
   */
  void stop() {
    switch (draft.kernel().state()) {
      case READY, RUNNING -> {
        draft.kernel(new KernelStatus(State.STOPPING, draft.kernel().message()));
        draft.effect(new Effect.StopKernel(draft.runs().kernel()));
      }
      case NONE, STARTING, STOPPING, RESTING, LOST -> {}
    }
  }

  /** Hands the first cell that waits to the kernel if it is free, or starts one. */
  void runNext() {
    if (draft.runs().waiting().isEmpty()) {
      return;
    }
    switch (draft.kernel().state()) {
      case NONE, RESTING, LOST -> start();
      // Its KernelReady, CellFinished or StopEnded comes back here.
      case STARTING, RUNNING, STOPPING -> {}
      case READY -> {
        var first = draft.runs().waiting().getFirst();
        draft.runs(draft.runs().advance());
        draft.basis(first.cell(), Basis.of(first.source()));
        draft.kernel(new KernelStatus(State.RUNNING, draft.kernel().message()));
        int kernel = draft.runs().kernel();
        draft.effect(
            draft
                .study()
                .exerciseOf(first.cell())
                .<Effect>map(exercise -> new Effect.CheckOnKernel(kernel, exercise, first.source()))
                .orElseGet(() -> new Effect.RunOnKernel(kernel, first.cell(), first.source())));
      }
    }
  }
}
