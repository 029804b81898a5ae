package interleave.lab;

import interleave.display.RunFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Addresses on this machine that answer late on purpose, in a fixed order: {@code get(0)} leads to
 * "page 1". Each of the methods that change how they behave makes new addresses, with a record of
 * their own.
 *
 * {@snippet :
 * var urls = slowUrls(3, i -> ofMillis(30 - 10 * i));
 * IO.println(fetchAll(urls).equals(urls.pages()) + ", " + urls.seen().requests() + " requests");
 * }
 *
 * <p>Leaves out real chance: the dice of jitter and failures fall alike in every run, see {@link
 * #seed}.
 */
public final class SlowUrls extends AbstractList<URI> implements RandomAccess {

  private static final int LONGEST_BODY = 10_000_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final SlowServiceLink link;
  private final String name;
  private final List<URI> urls;
  private final IntFunction<Duration> delayOf;
  private final Map<String, String> rules;
  private final Duration longest;

  private SlowUrls(
      SlowServiceLink link, int count, IntFunction<Duration> delayOf, Map<String, String> rules) {
    this.link = link;
    this.delayOf = delayOf;
    this.rules = rules;
    var slowest = new AtomicReference<>(Duration.ZERO);
    this.name =
        link.makeSet(
            count,
            page -> {
              Duration delay = delayOf.apply(page);
              slowest.accumulateAndGet(
                  delay, (one, other) -> one.compareTo(other) < 0 ? other : one);
              return delay;
            },
            rules);
    this.longest = slowest.get();
    this.urls = IntStream.rangeClosed(1, count).mapToObj(page -> link.url(name, page)).toList();
  }

  static SlowUrls make(SlowServiceLink link, int count, IntFunction<Duration> delayOf) {
    return noted(new SlowUrls(link, count, delayOf, Map.of()));
  }

  private static SlowUrls noted(SlowUrls urls) {
    RunFacts.current().mostInFlight(() -> urls.seen().mostInFlight());
    return urls;
  }

  @Override
  public URI get(int index) {
    if (index == 0) {
      // Whoever goes through the addresses waits for the slowest.
      RunFacts.current().limit(longest);
    }
    return urls.get(index);
  }

  @Override
  public int size() {
    return urls.size();
  }

  /**
   * The same, but each request waits from nothing to so much longer.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20)).withJitter(ofMillis(10));
   * }
   *
   * <p>Leaves out long tails: every extra wait is equally likely.
   */
  public SlowUrls withJitter(Duration most) {
    return with("jitter", nanos(most));
  }

  /**
   * The same, but this share of the requests is answered 500, after its wait. Asked again, the same
   * page may well answer.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20)).failing(0.3);
   * }
   *
   * <p>Leaves out connections that break: see {@code cancelled} of {@link Seen} for those that the
   * client breaks.
   *
   * @param share 0 for none, 1 for all
   */
  public SlowUrls failing(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "expected a share from 0 to 1, such as 0.3 for 30 %, found " + share);
    }
    return with(
        "failing", new BigDecimal(share).setScale(17, RoundingMode.HALF_UP).toPlainString());
  }

  /**
   * The same, but these pages are always answered 500, after their wait.
   *
   * {@snippet :
   * var urls = slowUrls(3, ofMillis(20)).failingPages(2);
   * }
   *
   * <p>Leaves out pages that recover.
   *
   * @param pages counted from 1
   */
  public SlowUrls failingPages(int... pages) {
    for (int page : pages) {
      if (page < 1 || page > size()) {
        throw new IllegalArgumentException(
            "expected pages from 1 to " + size() + ", found " + page);
      }
    }
    return pages.length == 0
        ? with(rules)
        : with(
            "failing-pages",
            Arrays.stream(pages).mapToObj(String::valueOf).collect(Collectors.joining(",")));
  }

  /**
   * The same, but what exceeds so many requests within any second is answered 429 at once, with
   * {@code Retry-After}.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20)).atMostPerSecond(10);
   * IO.println(fetchResults(urls).stream().filter(FetchResult::ok).count());   // 10
   * }
   *
   * <p>Leaves out counting by client: all requests for these addresses count together.
   */
  public SlowUrls atMostPerSecond(int requests) {
    return with("most-per-second", limit(requests));
  }

  /**
   * The same, but what comes while so many requests wait for their answers is answered 503 at once.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20)).atMostInFlight(10);
   * IO.println(fetchAll(urls, atMost(10)).size());   // 20
   * }
   *
   * <p>Leaves out a queue: a real server often makes requests wait before it refuses them.
   */
  public SlowUrls atMostInFlight(int requests) {
    return with("most-in-flight", limit(requests));
  }

  /**
   * The same, but each page is so long.
   *
   * {@snippet :
   * IO.println(fetch(slowUrls(1, ofMillis(20)).bodyBytes(100_000).getFirst()).length());
   * }
   *
   * <p>Leaves out sense: after its number, the page is full of dots.
   */
  public SlowUrls bodyBytes(int bytes) {
    if (bytes < 1 || bytes > LONGEST_BODY) {
      throw new IllegalArgumentException(
          "expected from 1 to " + LONGEST_BODY + " bytes, found " + bytes);
    }
    return with("body-bytes", String.valueOf(bytes));
  }

  /**
   * The same, but the body arrives bit by bit, over so long a time, after the wait.
   *
   * {@snippet :
   * var urls = slowUrls(3, ofMillis(20)).bodyBytes(10_000).bodyOver(ofMillis(50));
   * }
   *
   * <p>Leaves out slow networks: the pieces come every 20 ms.
   */
  public SlowUrls bodyOver(Duration time) {
    return with("body-over", nanos(time));
  }

  /**
   * The same with other dice for jitter and failures. Without this the dice fall alike for all, so
   * that what a lesson says is what you see.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20)).failing(0.3).seed(System.nanoTime());
   * }
   *
   * <p>Leaves out the order of arrival: a throw hangs on the page and on how often it was asked
   * for.
   */
  public SlowUrls seed(long seed) {
    return with("seed", String.valueOf(seed));
  }

  /**
   * What the service has seen of these addresses until now, whoever asked.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20));
   * fetchAll(urls);
   * IO.println(urls.seen().mostInFlight() + " at the same moment");
   * }
   *
   * <p>Leaves out what has not reached the service yet: a request on its way, a connection being
   * closed.
   */
  public Seen seen() {
    return link.seen(name);
  }

  /**
   * The right answers, in the order of the addresses, without asking for them.
   *
   * {@snippet :
   * IO.println(slowUrls(3, ofMillis(200)).pages());   // [page 1, page 2, page 3]
   * }
   *
   * <p>Leaves out the wait.
   */
  public List<String> pages() {
    int length = Integer.parseInt(rules.getOrDefault("body-bytes", "0"));
    return IntStream.rangeClosed(1, size())
        .mapToObj(page -> "page " + page)
        .map(page -> page + ".".repeat(Math.max(0, length - page.length())))
        .toList();
  }

  private SlowUrls with(String rule, String value) {
    var more = new LinkedHashMap<>(rules);
    more.put(rule, value);
    return with(more);
  }

  private SlowUrls with(Map<String, String> others) {
    return noted(new SlowUrls(link, size(), delayOf, others));
  }

  private static String nanos(Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("expected from 0 to 10 minutes, found " + time);
    }
    return String.valueOf(time.toNanos());
  }

  private static String limit(int requests) {
    if (requests < 1 || requests > 100_000) {
      throw new IllegalArgumentException("expected from 1 to 100000 requests, found " + requests);
    }
    return String.valueOf(requests);
  }
}
