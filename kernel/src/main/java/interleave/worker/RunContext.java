package interleave.worker;

import interleave.display.CellContext;
import interleave.display.CellContexts;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Work for one run, whichever thread does it. */
record RunContext(Owners owners, CellRun run) implements CellContext {

  static CellContexts.Source source(Owners owners) {
    return new CellContexts.Source() {
      @Override
      public CellContext current() {
        return new RunContext(owners, owners.current());
      }

      @Override
      public Optional<CellContext> of(String cell) {
        return owners.lastRunOf(cell).map(run -> new RunContext(owners, run));
      }

      @Override
      public void throwIfStopped() {
        if (owners.current().stopped()) {
          throw new CellStopped();
        }
      }
    };
  }

  @Override
  public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
    Owners.Ownership before = owners.lend(run);
    try {
      return task.call();
    } finally {
      owners.giveBack(before);
    }
  }

  @Override
  public void run(Runnable task) {
    Owners.Ownership before = owners.lend(run);
    try {
      task.run();
    } finally {
      owners.giveBack(before);
    }
  }

  @Override
  public String toString() {
    return "cell " + run.cell();
  }
}
