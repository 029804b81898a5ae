package interleave.lab;

import interleave.display.CellContexts;
import java.time.Duration;

/**
 * Work for a core, in rounds of a hash. Each round needs the result of the one before it, so that
 * nothing can do two at once, and the last result is written down, so that no compiler may leave
 * the rounds out.
 */
final class Hash {

  /** A few milliseconds: how soon a stop of the cell is seen. */
  private static final long CHUNK = 4_000_000;

  private static final int TRIALS = 12;
  private static final long TRIAL_ROUNDS = 1_000_000;

  // Only written, and by many at once: what stands in it does not matter.
  @SuppressWarnings({"unused", "UnusedVariable"})
  private static volatile long last;

  /**
   * Measured once, by the first who asks: the size of work must not change while it is compared.
   */
  private static final class Speed {
    static final double ROUNDS_PER_NANO = measured();
  }

  private Hash() {}

  /** How many rounds one core of this machine does in that time, when nobody else wants it. */
  static long roundsIn(Duration time) {
    return Math.max(1, Math.round(time.toNanos() * Speed.ROUNDS_PER_NANO));
  }

  static long of(long seed, long rounds) {
    long hash = seed;
    for (long done = 0; done < rounds; done += CHUNK) {
      CellContexts.throwIfStopped();
      hash = mixed(hash, Math.min(CHUNK, rounds - done));
    }
    last = hash;
    return hash;
  }

  // @start region="compute"
  private static long mixed(long seed, long rounds) {
    long hash = seed;
    for (long i = 0; i < rounds; i++) {
      hash = Long.rotateLeft(hash ^ i, 29) * 0x9E3779B97F4A7C15L;
    }
    return hash;
  }

  // @end
  /** The fastest of a few trials: the others were cold, or had to share their core. */
  private static double measured() {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      last = mixed(i, TRIAL_ROUNDS);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return (double) TRIAL_ROUNDS / fastest;
  }
}
