package interleave.lab;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The law in the other direction: from measured times to the share that was parallel. */
final class Amdahl {

  private Amdahl() {}

  /** How many times faster than with one thread, by the number of threads. */
  static SortedMap<Integer, Double> speedUps(Map<Integer, Duration> timeByThreads) {
    Duration alone = timeByThreads.get(1);
    if (alone == null) {
      throw new IllegalArgumentException(
          "expected the time of 1 thread too, found those of " + timeByThreads.keySet());
    }
    var speedUps = new TreeMap<Integer, Double>();
    timeByThreads.forEach((threads, time) -> {
      if (threads < 1 || !time.isPositive()) {
        throw new IllegalArgumentException(
            "expected times of 1 or more threads, found " + time + " for " + threads);
      }
      speedUps.put(threads, (double) alone.toNanos() / time.toNanos());
    });
    return speedUps;
  }

  /**
   * 1/s = 1 - p (1 - 1/n) is a straight line through (0, 1) in 1 - 1/n, so least squares give p at
   * once.
   */
  static double parallelShare(SortedMap<Integer, Double> speedUps) {
    double products = 0;
    double squares = 0;
    for (Map.Entry<Integer, Double> each : speedUps.entrySet()) {
      double x = 1 - 1.0 / each.getKey();
      products += x * (1 - 1 / each.getValue());
      squares += x * x;
    }
    return squares == 0 ? 0 : Math.clamp(products / squares, 0, 1);
  }
}
