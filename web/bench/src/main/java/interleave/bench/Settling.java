package interleave.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits for processes to have nothing more to do: nobody says when the reserve is full. */
final class Settling {
  private static final long LOOK_MILLIS = 500;
  private static final int QUIET_LOOKS = 3;
  private static final Duration BUSY = Duration.ofMillis(20);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Settling() {}

  /**
   * Returns when the process and its descendants have used next to no processor for a second and a
   * half.
   */
  static void await(ProcessHandle process) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    int quiet = 0;
    var before = used(process);
    while (quiet < QUIET_LOOKS) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "process " + process.pid() + " and those it started were busy for half a minute");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      var now = used(process);
      quiet = now.minus(before).abs().compareTo(BUSY) < 0 ? quiet + 1 : 0;
      before = now;
    }
  }

  private static Duration used(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
