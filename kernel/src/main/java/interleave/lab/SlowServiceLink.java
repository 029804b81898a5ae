package interleave.lab;

import interleave.lab.Seen.Arrival;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** The slow service as the learner's side knows it: its address and its control protocol. */
final class SlowServiceLink {

  /** Set for every worker when it is started. */
  private static final String ADDRESS = "interleave.slow-service";

  private static final int MOST_ADDRESSES = 20_000;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  private final HttpFetch http;
  private final String address;

  SlowServiceLink(HttpFetch http, String address) {
    this.http = http;
    this.address = address;
  }

  /** The service that this JVM was told of. */
  static SlowServiceLink ofThisMachine(HttpFetch http) {
    String address = System.getProperty(ADDRESS);
    if (address == null) {
      throw new IllegalStateException(
          "slow addresses need the slow service: start Java with -D" + ADDRESS + "=127.0.0.1:port");
    }
    return new SlowServiceLink(http, address);
  }

  /**
   * Registers the delays and opens the connections that fetching all of them at once will need;
   * returns the set's name.
   */
  String makeSet(int count, IntFunction<Duration> delayOf) {
    if (count < 1 || count > MOST_ADDRESSES) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_ADDRESSES + " addresses, found " + count);
    }
    String name = ask("/", "POST", delays(count, delayOf));
    try {
      http.prepare(target("/"), count);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return name;
  }

  URI url(String set, int page) {
    return URI.create("http://" + address + "/" + set + "/" + page);
  }

  Seen seen(String set) {
    List<long[]> lines = ask("/" + set, "GET", "").lines().map(SlowServiceLink::numbers).toList();
    long[] totals = lines.getFirst();
    List<Arrival> arrivals =
        lines.stream()
            .skip(1)
            .map(line -> new Arrival((int) line[0], Duration.ofNanos(line[1])))
            .toList();
    return new Seen((int) totals[0], arrivals, (int) totals[1], (int) totals[2]);
  }

  /** One line "count nanoseconds" for each run of equal delays. */
  private static String delays(int count, IntFunction<Duration> delayOf) {
    var lines = new StringBuilder();
    long run = 0;
    long delay = nanos(0, delayOf.apply(0));
    for (int i = 1; i <= count; i++) {
      run++;
      long next = i == count ? -1 : nanos(i, delayOf.apply(i));
      if (next != delay) {
        lines.append(run).append(' ').append(delay).append('\n');
        run = 0;
        delay = next;
      }
    }
    return lines.toString();
  }

  private static long nanos(int index, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "expected a delay from 0 to 10 minutes, found " + delay + " for address " + index);
    }
    return delay.toNanos();
  }

  private static long[] numbers(String line) {
    return List.of(line.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
  }

  private Target target(String path) {
    int colon = address.lastIndexOf(':');
    return new Target(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), path);
  }

  private String ask(String path, String method, String body) {
    try {
      return http.control(target(path), method, body);
    } catch (IOException e) {
      throw new UncheckedIOException("the slow service at " + address + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Learners call these methods where no checked exception may pass, so the flag says it instead.
   */
  private static UncheckedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    var interrupted = new InterruptedIOException("interrupted while asking the slow service");
    interrupted.initCause(e);
    return new UncheckedIOException(interrupted);
  }
}
