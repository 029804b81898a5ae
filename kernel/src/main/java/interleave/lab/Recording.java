package interleave.lab;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The fetches of one measurement, from whatever threads they come.
 *
 * <p>Every fetch looks once at the list of running measurements, and adds one small record to each
 * without a lock. A fetch that began before the measurement is not its own: an earlier way left it
 * behind.
 */
final class Recording implements AutoCloseable {

  /**
   * One fetch, in nanoseconds from the start of the recording.
   *
   * @param delayNanos what the slow service waited on purpose, 0 if unknown
   */
  record Span(long start, long end, long delayNanos) {}

  private static final int MOST_SPANS = 100_000;
  private static final List<Recording> RUNNING = new CopyOnWriteArrayList<>();

  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final long startedAt = System.nanoTime();

  private Recording() {}

  static Recording start() {
    var recording = new Recording();
    RUNNING.add(recording);
    return recording;
  }

  /**
   * Tells every running measurement of a fetch that has ended, with times of {@code
   * System.nanoTime()}.
   */
  static void add(long start, long end, long delayNanos) {
    for (Recording recording : RUNNING) {
      long begun = start - recording.startedAt;
      if (begun >= 0 && recording.count.incrementAndGet() <= MOST_SPANS) {
        recording.spans.add(new Span(begun, end - recording.startedAt, delayNanos));
      }
    }
  }

  static long now() {
    return System.nanoTime();
  }

  /** Tells them of a wait of known length that has ended just now. */
  static void waited(long begun, Duration time) {
    add(begun, System.nanoTime(), time.toNanos());
  }

  /** Tells them of an answer of the JDK's client, null if there was none. */
  static void answered(long begun, @Nullable HttpResponse<?> answer) {
    long delay = answer == null ? 0 : answer.headers().firstValueAsLong("slow-for").orElse(0);
    add(begun, System.nanoTime(), delay);
  }

  Fetches fetches() {
    return new Fetches(List.copyOf(spans));
  }

  @Override
  public void close() {
    RUNNING.remove(this);
  }
}
