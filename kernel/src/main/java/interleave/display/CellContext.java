package interleave.display;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The cell that work is done for: what the work prints and displays comes under it, it asks its
 * reader for input there, and it ends when that cell is stopped. A thread works for the cell that
 * started it; this is the way to say something else, for one task.
 */
public interface CellContext {

  /** Does the task here and now, for this cell. */
  <T extends @Nullable Object> T call(Callable<T> task) throws Exception;

  /** Does the task here and now, for this cell. */
  void run(Runnable task);

  /** The same task, for this cell whichever thread runs it. */
  default Runnable wrap(Runnable task) {
    return () -> run(task);
  }

  /** The same task, for this cell whichever thread runs it. */
  default <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return () -> call(task);
  }

  /** The same executor, for tasks that are given to it here. */
  default Executor wrap(Executor executor) {
    return task -> executor.execute(wrap(task));
  }

  /** The same executor, for tasks that are given to it here. Closing it closes the other. */
  default ExecutorService wrap(ExecutorService executor) {
    return new ContextExecutor(executor, this);
  }
}
