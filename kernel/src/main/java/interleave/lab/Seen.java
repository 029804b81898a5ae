package interleave.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the slow service recorded about one set of addresses.
 *
 * {@snippet :
 * var urls = slowUrls(20, ofMillis(20));
 * fetchOneByOne(urls);
 * IO.println(urls.seen().mostInFlight());   // 1
 * }
 *
 * <p>Leaves out who asked: it cannot know which thread a request came from.
 *
 * @param requests how many requests came, whatever became of them
 * @param mostInFlight how many were waiting for their answers at the busiest moment
 * @param inFlight how many wait now
 * @param answered how many were answered 200
 * @param failed how many were answered 500
 * @param refused how many were answered 429 or 503, at once
 * @param cancelled how many closed their connection before their answer was due
 * @param arrivals the requests in the order in which they came, the first 100 000 of them
 */
public record Seen(
    int requests,
    int mostInFlight,
    int inFlight,
    int answered,
    int failed,
    int refused,
    int cancelled,
    List<Arrival> arrivals) {

  /** How a request ended. */
  public enum Ending {
    IN_FLIGHT,
    ANSWERED,
    FAILED,
    REFUSED,
    CANCELLED
  }

  /**
   * One request.
   *
   * @param page the number of the page it asked for, counted from 1
   * @param at when the service had read it, counted from the call of {@code slowUrls}
   * @param took from then to its end; zero while it is in flight
   */
  public record Arrival(int page, Duration at, Ending ending, Duration took) {}

  public Seen {
    arrivals = List.copyOf(arrivals);
  }

  /**
   * The requests for one page, in the order in which they came.
   *
   * {@snippet :
   * var urls = slowUrls(3, ofMillis(20)).failingPages(2);
   * fetchResults(urls, retries(1));
   * IO.println(urls.seen().of(2).size());   // 2
   * }
   *
   * <p>Leaves out those beyond the first 100 000 of all.
   *
   * @param page counted from 1
   */
  public List<Arrival> of(int page) {
    return arrivals.stream().filter(arrival -> arrival.page() == page).toList();
  }

  /**
   * The time from each arrival to the next, one fewer than there are arrivals.
   *
   * {@snippet :
   * var urls = slowUrls(5, ofMillis(20));
   * fetchOneByOne(urls);
   * IO.println(urls.seen().gaps());   // four times a little more than 20 ms
   * }
   *
   * <p>Leaves out what went on between them.
   */
  public List<Duration> gaps() {
    var gaps = new ArrayList<Duration>();
    for (int i = 1; i < arrivals.size(); i++) {
      gaps.add(arrivals.get(i).at().minus(arrivals.get(i - 1).at()));
    }
    return List.copyOf(gaps);
  }
}
