package interleave.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * Runs several ways in turns, so that whatever disturbs the machine disturbs all of them: each
 * once, then again those that are short.
 */
final class Comparing {

  private static final int MOST_RUNS = 9;

  /**
   * A way is repeated while its repetitions fit in here. A way of 200 ms runs three times, one of 4
   * s once.
   */
  private static final Duration REPETITIONS = Duration.ofMillis(600);

  /** A way that is to be measured. */
  record Task(String label, Callable<?> task) {}

  private record Contestant(Way way, Callable<?> task) {}

  private final LongSupplier nanoTime;

  Comparing(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Measures the tasks by their labels, in the order of the list; the first failure is thrown and
   * ends it.
   */
  Comparison of(List<Task> tasks) throws Exception {
    var contestants = new ArrayList<Contestant>();
    for (Task task : tasks) {
      if (contestants.stream().anyMatch(other -> other.way().label().equals(task.label()))) {
        throw new IllegalArgumentException(
            "expected a label of its own for each way, found '" + task.label() + "' twice");
      }
      contestants.add(new Contestant(new Way(task.label()), task.task()));
    }
    boolean ran = true;
    while (ran) {
      ran = false;
      for (Contestant contestant : contestants) {
        if (mayRun(contestant.way())) {
          contestant.way().run(contestant.task(), nanoTime);
          ran = true;
        }
      }
    }
    return new Comparison(new Measurement(contestants.stream().map(Contestant::way).toList()));
  }

  private static boolean mayRun(Way way) {
    int runs = way.allRuns();
    return runs == 0
        || (runs < MOST_RUNS && way.repeatedNanos() + way.medianNanos() <= REPETITIONS.toNanos());
  }
}
