package interleave.lab;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How to fetch.
 *
 * {@snippet :
 * FetchOption[] carefully = {atMost(5), retries(5)};
 * fetchAll(slowUrls(20, ofMillis(20)).failing(0.1), carefully);
 * }
 *
 * <p>Leaves out combining: of two options of one kind the later counts.
 */
public final class FetchOption {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final String text;
  private final UnaryOperator<FetchPlan> change;

  private FetchOption(String text, UnaryOperator<FetchPlan> change) {
    this.text = text;
    this.change = change;
  }

  /**
   * At most so many requests are under way at the same time. In Python: {@code asyncio.Semaphore}.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20));
   * fetchAll(urls, atMost(10));
   * IO.println(urls.seen().mostInFlight());   // 10
   * }
   *
   * <p>Leaves out fairness: whichever thread is quick gets the next permit.
   */
  public static FetchOption atMost(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 request at a time, found " + requests);
    }
    return new FetchOption("atMost(" + requests + ")", plan -> plan.atMost(requests));
  }

  /**
   * Each try may take so long, then it is given up. In Python: {@code asyncio.wait_for}.
   *
   * {@snippet :
   * var results = fetchResults(slowUrls(3, i -> ofMillis(20 + 500 * i)), timeout(ofMillis(100)));
   * }
   *
   * <p>Leaves out the others: see {@code deadline}. What was too late fails with {@link
   * java.net.http.HttpTimeoutException}.
   */
  public static FetchOption timeout(Duration each) {
    return new FetchOption("timeout(" + positive(each) + ")", plan -> plan.timeout(each));
  }

  /**
   * All together may take so long, retries included, then the rest is given up. In Python: {@code
   * asyncio.timeout}.
   *
   * {@snippet :
   * var results = fetchResults(slowUrls(20, ofMillis(50)), atMost(5), deadline(ofMillis(100)));
   * }
   *
   * <p>Leaves out requests that would begin after it: they fail without being sent.
   */
  public static FetchOption deadline(Duration all) {
    return new FetchOption("deadline(" + positive(all) + ")", plan -> plan.deadline(all));
  }

  /**
   * What was answered 429 or 5xx, was too late or broke is asked again, up to so many times. It
   * pauses 100 ms before the second try, then twice as long each time, half of it by chance; or as
   * long as {@code Retry-After} says.
   *
   * {@snippet :
   * var pages = fetchAll(slowUrls(20, ofMillis(20)).failing(0.3), retries(8));
   * }
   *
   * <p>Leaves out asking whether the request may be repeated: a fetch changes nothing on the
   * server.
   */
  public static FetchOption retries(int more) {
    return retries(more, FIRST_PAUSE);
  }

  /**
   * The same with a first pause of one's own.
   *
   * {@snippet :
   * var pages = fetchAll(slowUrls(20, ofMillis(20)).failing(0.3), retries(8, ofMillis(10)));
   * }
   *
   * <p>Leaves out what {@link #retries(int)} does.
   */
  public static FetchOption retries(int more, Duration firstPause) {
    if (more < 0) {
      throw new IllegalArgumentException("expected 0 or more retries, found " + more);
    }
    positive(firstPause);
    return new FetchOption(
        "retries(" + more + ", " + firstPause + ")", plan -> plan.retries(more, firstPause));
  }

  private static Duration positive(Duration time) {
    if (!time.isPositive() || time.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("expected more than 0 and at most a day, found " + time);
    }
    return time;
  }

  FetchPlan applyTo(FetchPlan plan) {
    return change.apply(plan);
  }

  @Override
  public String toString() {
    return text;
  }
}
