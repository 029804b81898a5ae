package interleave.lab;

import interleave.display.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

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
    List<Map.Entry<String, ? extends Callable<?>>> ways =
        List.of(
            Map.entry("one after another", () -> Lab.fetchOneByOne(urls)),
            Map.entry("all at once", () -> Lab.fetchAll(urls)));
    for (int i = 0; i < ROUNDS; i++) {
      Comparison comparison = new Comparing(System::nanoTime).of(ways);
      Values.bundle(comparison);
    }
    urls.seen();
  }
}
