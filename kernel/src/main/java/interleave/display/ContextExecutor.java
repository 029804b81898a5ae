package interleave.display;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Gives its tasks to another executor, each with the cell that it is for. */
final class ContextExecutor extends AbstractExecutorService {
  private final ExecutorService executor;
  private final CellContext context;

  ContextExecutor(ExecutorService executor, CellContext context) {
    this.executor = executor;
    this.context = context;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(context.wrap(task));
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }
}
