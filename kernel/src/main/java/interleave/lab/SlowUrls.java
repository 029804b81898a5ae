package interleave.lab;

import java.net.URI;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Addresses on this machine that answer late on purpose, in a fixed order: {@code get(0)} leads to
 * "page 1".
 *
 * {@snippet :
 * var urls = slowUrls(3, i -> ofMillis(300 - 100 * i));
 * IO.println(fetchAll(urls).equals(urls.pages()) + ", " + urls.seen().requests() + " requests");
 * }
 *
 * <p>Leaves out failures, jitter and rate limits: every address answers, after its delay.
 */
public final class SlowUrls extends AbstractList<URI> implements RandomAccess {

  private final SlowServiceLink link;
  private final String name;
  private final List<URI> urls;

  private SlowUrls(SlowServiceLink link, String name, int count) {
    this.link = link;
    this.name = name;
    this.urls = IntStream.rangeClosed(1, count).mapToObj(page -> link.url(name, page)).toList();
  }

  static SlowUrls make(SlowServiceLink link, int count, IntFunction<Duration> delayOf) {
    return new SlowUrls(link, link.makeSet(count, delayOf), count);
  }

  @Override
  public URI get(int index) {
    return urls.get(index);
  }

  @Override
  public int size() {
    return urls.size();
  }

  /**
   * What the service has seen of these addresses until now, whoever asked.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(200));
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
    return IntStream.rangeClosed(1, size()).mapToObj(page -> "page " + page).toList();
  }
}
