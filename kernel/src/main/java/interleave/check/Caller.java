package interleave.check;

import java.time.Duration;

/**
 * The thread of one call of a {@link Probe} or one mark of {@link Ticks}. Times are durations since
 * the probe was made.
 *
 * @param id the same number is the same thread
 * @param commonPool it belongs to the common pool
 * @param endedAt equal to the start as long as the call lasts
 */
public record Caller(
    long id,
    String name,
    boolean virtual,
    boolean commonPool,
    Duration startedAt,
    Duration endedAt) {

  static Caller current(long nanosSince) {
    Thread thread = Thread.currentThread();
    var at = Duration.ofNanos(nanosSince);
    return new Caller(
        thread.threadId(),
        thread.getName(),
        thread.isVirtual(),
        thread.getName().startsWith("ForkJoinPool.commonPool"),
        at,
        at);
  }

  Caller until(long nanosSince) {
    return new Caller(id, name, virtual, commonPool, startedAt, Duration.ofNanos(nanosSince));
  }
}
