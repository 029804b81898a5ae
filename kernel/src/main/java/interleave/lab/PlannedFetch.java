package interleave.lab;

import interleave.lab.FetchResult.Failure;
import interleave.lab.FetchResult.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Fetches by a plan, from one call on; each address on the thread that asks. */
final class PlannedFetch {

  private final HttpFetch http;
  private final FetchPlan plan;
  private final Semaphore permits;
  private final long start = System.nanoTime();

  PlannedFetch(HttpFetch http, FetchPlan plan) {
    this.http = http;
    this.plan = plan;
    this.permits = new Semaphore(plan.atMost());
  }

  /** The page, or why there is none; only an interrupt is thrown. */
  FetchResult result(URI url) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      String page = fetch(url);
      return new Page(url, page, Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException | RuntimeException e) {
      return new Failure(url, e, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  String fetch(URI url) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return fetchOnce(url);
      } catch (IOException e) {
        if (tries > plan.retries() || !mayPass(e) || !pause(tries, e)) {
          throw e;
        }
      }
    }
  }

  /** A permit is held only while the request is under way, not while a retry pauses. */
  private String fetchOnce(URI url) throws IOException, InterruptedException {
    if (!permits.tryAcquire(left(), TimeUnit.NANOSECONDS) || left() <= 0) {
      throw late(url);
    }
    try {
      return http.fetch(url, Math.min(plan.timeoutNanos(), left()));
    } catch (HttpTimeoutException e) {
      throw left() <= 0 ? late(url) : e;
    } finally {
      permits.release();
    }
  }

  private HttpTimeoutException late(URI url) {
    return new HttpTimeoutException(
        url + ": the deadline of " + Numbers.time(plan.deadlineNanos()) + " has passed");
  }

  private static boolean mayPass(IOException e) {
    return !(e instanceof HttpStatusException answer)
        || answer.status() == 429
        || answer.status() >= 500;
  }

  /**
   * Waits before the next try: half of the pause for sure and half by chance, so that those who
   * failed together do not come back together. False if the deadline leaves no time.
   */
  private boolean pause(int tries, IOException why) throws InterruptedException {
    long nanos = plan.firstPause().toNanos() << Math.min(tries - 1, 20);
    long random = nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
    long pause =
        why instanceof HttpStatusException answer
            ? Math.max(random, answer.retryAfter().map(Duration::toNanos).orElse(0L))
            : random;
    if (pause >= left()) {
      return false;
    }
    TimeUnit.NANOSECONDS.sleep(pause);
    return true;
  }

  private long left() {
    return plan.deadlineNanos() - (System.nanoTime() - start);
  }
}
