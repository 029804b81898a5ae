package interleave.worker;

import interleave.display.RunFacts;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** What helpers of the lab have said about a run. */
final class NotedFacts implements RunFacts.Sink {
  private final AtomicLong limitNanos = new AtomicLong();
  private final Queue<IntSupplier> services = new ConcurrentLinkedQueue<>();

  @Override
  public void limit(Duration longestWait) {
    limitNanos.accumulateAndGet(longestWait.toNanos(), Math::max);
  }

  @Override
  public void mostInFlight(IntSupplier most) {
    services.add(most);
  }

  /** 0 if nobody has named one. */
  long limitNanos() {
    return limitNanos.get();
  }

  /** Asks the services; 0 if there was none, or if none answers. */
  int mostInFlight() {
    int most = 0;
    for (IntSupplier service : services) {
      try {
        most = Math.max(most, service.getAsInt());
      } catch (RuntimeException e) {
        // A picture without this figure is better than none.
      }
    }
    services.clear();
    return most;
  }
}
