package interleave.lab;

import java.time.Duration;
import java.util.List;

/**
 * What the slow service recorded about one set of addresses.
 *
 * {@snippet :
 * var urls = slowUrls(20, ofMillis(200));
 * fetchOneByOne(urls);
 * IO.println(urls.seen().mostInFlight());   // 1
 * }
 *
 * <p>Leaves out who asked: it cannot know which thread a request came from.
 *
 * @param requests how many requests came, cancelled ones included
 * @param arrivals the requests in the order in which they came, the first 100 000 of them
 * @param mostInFlight how many were waiting for their answers at the busiest moment
 * @param cancelled how many closed their connection before their answer was due
 */
public record Seen(int requests, List<Arrival> arrivals, int mostInFlight, int cancelled) {

  /**
   * One request.
   *
   * @param page the number of the page it asked for, counted from 1
   * @param at when the service had read it, counted from the call of {@code slowUrls}
   */
  public record Arrival(int page, Duration at) {}

  public Seen {
    arrivals = List.copyOf(arrivals);
  }
}
