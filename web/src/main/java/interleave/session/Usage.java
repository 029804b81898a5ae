package interleave.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether anybody uses a notebook. A session may only leave when no tab is on its way to it: a tab
 * that arrives after that is told so and opens the notebook anew.
 */
final class Usage {
  private static final int GONE = Integer.MIN_VALUE;

  private final AtomicInteger arriving = new AtomicInteger(); // tabs, or GONE
  private Instant last; // touched by the inbox thread alone

  Usage(Instant now) {
    last = now;
  }

  /** A tab is on its way; false if the session has left. */
  boolean arrive() {
    return arriving.updateAndGet(tabs -> tabs == GONE ? GONE : tabs + 1) != GONE;
  }

  /** The tab is there. */
  void arrived() {
    arriving.decrementAndGet();
  }

  /** From now on no tab arrives; false if one is on its way. */
  boolean leave() {
    return arriving.compareAndSet(0, GONE);
  }

  void seen(Instant now) {
    last = now;
  }

  boolean none(Duration since, Instant now) {
    return Duration.between(last, now).compareTo(since) >= 0;
  }
}
