package interleave.lab;

import interleave.display.Values;
import interleave.lab.Comparing.Task;
import java.time.Duration;
import java.util.List;

/**
 * Runs what learners will call, before they call it: the first fetches of a JVM otherwise spend
 * tens of milliseconds on loading and compiling, and a first timing would show that and not the
 * wait.
 */
final class WarmUp {

  private static final int ADDRESSES = 50;

  /**
   * Enough calls for the JVM to compile the way of a fetch, and less than half a second of work for
   * it.
   */
  private static final int ROUNDS = 10;

  private WarmUp() {}

  static void run() throws Exception {
    SlowUrls urls = Lab.slowUrls(ADDRESSES, Duration.ZERO);
    var ways =
        List.of(
            new Task("one after another", () -> Fetching.fetchOneByOne(urls)),
            new Task("all at once", () -> Fetching.fetchAll(urls)));
    Values.bundle(new Comparing(System::nanoTime).of(ways));
    for (int i = 0; i < ROUNDS; i++) {
      Fetching.fetchAll(urls);
    }
    Object ignored = Effort.Mark.now().untilNow();
    urls.seen();
  }
}
