package interleave.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Fetches at the same time: start all, take each as it ends, combine. */
final class Together {

  private Together() {}

  /**
   * Runs each task on a virtual thread of its own. When this returns or throws, none of them is
   * left.
   *
   * @param each gets the results as they come, on the calling thread
   * @return the results in the order of the tasks
   */
  static <T> List<T> run(List<Callable<T>> tasks, Consumer<T> each)
      throws IOException, InterruptedException {
    var results = new ArrayList<Future<T>>(tasks.size());
    try (var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fetch-", 1).factory())) {
      var ended = new ExecutorCompletionService<T>(threads);
      try {
        for (Callable<T> task : tasks) {
          results.add(ended.submit(task));
        }
        for (int i = 0; i < tasks.size(); i++) {
          each.accept(ended.take().get());
        }
      } catch (ExecutionException e) {
        throw Fetching.failureOf(e);
      } finally {
        // Changes nothing for those that have ended. The others are interrupted, and the closing
        // brace waits for them.
        results.forEach(result -> result.cancel(true));
      }
    }
    return results.stream().map(Future::resultNow).toList();
  }
}
