package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * What this machine gives to work in parallel.
 *
 * {@snippet :
 * IO.println(cores().parallel());
 * }
 *
 * <p>Leaves out the next moment: other programs come and go, and so do the cores that they take.
 *
 * @param processors how many Java may use
 * @param commonPool threads of the common pool, which parallel streams and futures use
 * @param parallel how many times the work of one thread they all did together, measured
 */
public record Cores(int processors, int commonPool, double parallel) implements Displayable {

  private static final int ROUNDS = 5;
  private static final Duration WORK = Duration.ofMillis(50);

  /** Takes turns, so that what disturbs the one disturbs the other; the middle ratio counts. */
  static Cores measured(int processors, int commonPool) throws InterruptedException {
    long rounds = Hash.roundsIn(WORK);
    var ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      double alone = nanos(1, rounds);
      ratios[i] = processors * alone / nanos(processors, rounds);
    }
    Arrays.sort(ratios);
    double middle = ratios[ROUNDS / 2];
    return new Cores(processors, commonPool, Math.round(100 * middle) / 100.0);
  }

  /** How long so many threads take when each does all rounds. */
  private static long nanos(int threads, long rounds) throws InterruptedException {
    var ready = new CountDownLatch(threads);
    var go = new CountDownLatch(1);
    var all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      all[i] =
          Thread.ofPlatform()
              .name("cores-" + (i + 1))
              .daemon()
              .start(() -> {
                ready.countDown();
                Fetching.unchecked(() -> {
                  go.await();
                  return Hash.of(1, rounds);
                });
              });
    }
    ready.await();
    long start = System.nanoTime();
    go.countDown();
    for (Thread thread : all) {
      thread.join();
    }
    return System.nanoTime() - start;
  }

  @Override
  public MimeBundle bundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return "Java may use "
        + count(processors, "processor")
        + "; the common pool has "
        + count(commonPool, "thread")
        + ".\nIn parallel they did "
        + Numbers.decimals(parallel, 2)
        + " times the work of one, measured just now.";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
