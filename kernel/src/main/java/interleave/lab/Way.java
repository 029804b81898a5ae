package interleave.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One way of doing something, and the runs that it has had. Owned by the thread that measures. */
final class Way {

  /** From this many runs on, the first is left out: it loaded classes and opened connections. */
  private static final int WARM_FROM = 4;

  private static final long LEAST_DIFFERENCE = 100_000;

  /** One run: how long it took, and what it fetched. */
  record Lap(long nanos, long cpuNanos, Fetches fetches) {}

  private final String label;
  private final List<Lap> laps = new ArrayList<>();

  Way(String label) {
    this.label = label;
  }

  /** Runs the task once under the clock. A run that fails does not count. */
  <T extends @Nullable Object> T run(Callable<T> task, LongSupplier nanoTime) throws Exception {
    try (var recording = Recording.start()) {
      long cpu = Effort.cpuNanos();
      long start = nanoTime.getAsLong();
      T result = task.call();
      long nanos = nanoTime.getAsLong() - start;
      laps.add(new Lap(nanos, Effort.cpuNanos() - cpu, recording.fetches()));
      return result;
    }
  }

  String label() {
    return label;
  }

  /** The runs that count, fastest first. */
  private List<Lap> counted() {
    return laps.stream()
        .skip(laps.size() < WARM_FROM ? 0 : 1)
        .sorted(Comparator.comparingLong(Lap::nanos))
        .toList();
  }

  int runs() {
    return counted().size();
  }

  /** The run in the middle; of an even number, the faster of the two. */
  private Lap middle() {
    List<Lap> counted = counted();
    return counted.get((counted.size() - 1) / 2);
  }

  long medianNanos() {
    return middle().nanos();
  }

  long lowNanos() {
    return counted().getFirst().nanos();
  }

  long highNanos() {
    return counted().getLast().nanos();
  }

  long cpuNanos() {
    return middle().cpuNanos();
  }

  Fetches fetches() {
    return middle().fetches();
  }

  /** The time of all runs but the first: what the repetitions have cost. */
  long repeatedNanos() {
    return laps.stream().skip(1).mapToLong(Lap::nanos).sum();
  }

  int allRuns() {
    return laps.size();
  }

  /**
   * Whether this was faster without doubt: even its slowest run beats the other's fastest, and by
   * more than what a cold compiler makes of nothing. One run alone shows no range, so it is given a
   * tenth to either side.
   */
  boolean clearlyBeats(Way other) {
    double high = runs() == 1 ? 1.1 * highNanos() : highNanos();
    double low = other.runs() == 1 ? 0.9 * other.lowNanos() : other.lowNanos();
    return high + LEAST_DIFFERENCE < low;
  }
}
