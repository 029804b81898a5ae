package interleave.lab;

import interleave.timeline.SeenSoFar;
import interleave.timeline.ThreadLife;
import interleave.timeline.Totals;
import java.time.Duration;
import java.util.Map;

/**
 * What a stretch of a run has cost, in nanoseconds.
 *
 * @param cpu of all threads of this Java, its compiler and its memory's cleaning included
 * @param doing of the threads of the cell, added up
 * @param waiting of the threads of the cell, added up: for time to pass or for something outside
 */
record Effort(long cpu, long doing, long waiting) {

  /** A mark to measure from. */
  record Mark(long cpu, Map<Long, ThreadLife> lives) {
    static Mark now() {
      return new Mark(cpuNanos(), SeenSoFar.look().lives());
    }

    Effort untilNow() {
      // The processor time first: looking costs some.
      long used = cpuNanos() - cpu;
      Map<Long, ThreadLife> then = SeenSoFar.look().lives();
      return new Effort(
          used,
          sum(then, Totals::doing) - sum(lives, Totals::doing),
          sum(then, Effort::outside) - sum(lives, Effort::outside));
    }
  }

  private static long outside(Totals totals) {
    return totals.waiting() + totals.pinned();
  }

  private interface Kind {
    long of(Totals totals);
  }

  private static long sum(Map<Long, ThreadLife> lives, Kind kind) {
    return lives.values().stream()
        .filter(life -> life.group().role() != ThreadLife.Role.MACHINERY)
        .mapToLong(life -> kind.of(life.totals()))
        .sum();
  }

  /**
   * What all threads of this Java have used until now, in steps of some 10 ms; 0 where the system
   * does not tell. Not from a management bean, which would load a module into every worker.
   */
  static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }
}
