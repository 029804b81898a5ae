package interleave.lab;

import interleave.display.Values;
import interleave.lab.Comparing.Task;
import java.time.Duration;
import java.util.List;

/**
 * Runs what learners will call, before they call it: the first fetches of a JVM otherwise spend
 * tens of milliseconds on loading classes, and a first timing would show that and not the wait.
 */
final class WarmUp {

  private static final int ROUNDS = 4;
  private static final int ADDRESSES = 20;

  private WarmUp() {}

  static void run() throws Exception {
    SlowUrls urls = Lab.slowUrls(ADDRESSES, Duration.ZERO);
    List<Task> ways =
        List.of(
            new Task("one after another", () -> Lab.fetchOneByOne(urls)),
            new Task("all at once", () -> Lab.fetchAll(urls)));
    for (int i = 0; i < ROUNDS; i++) {
      Comparison comparison = new Comparing(System::nanoTime).of(ways);
      Values.bundle(comparison);
    }
    urls.seen();
  }
}
