package interleave.lab;

import interleave.lab.Seen.Arrival;
import interleave.lab.Seen.Ending;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
   * Registers the delays and rules, and opens the connections that fetching all of them at once
   * will need; returns the set's name.
   */
  String makeSet(int count, IntFunction<Duration> delayOf, Map<String, String> rules) {
    if (count < 1 || count > MOST_ADDRESSES) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_ADDRESSES + " addresses, found " + count);
    }
    var lines = new StringBuilder();
    rules.forEach((rule, value) -> lines.append(rule).append(' ').append(value).append('\n'));
    String name = ask("/", "POST", lines + delays(count, delayOf));
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
    List<String[]> lines =
        ask("/" + set, "GET", "").lines().map(line -> line.split(" ", -1)).toList();
    int[] totals = Arrays.stream(lines.getFirst()).mapToInt(Integer::parseInt).toArray();
    List<Arrival> arrivals = lines.stream().skip(1).map(SlowServiceLink::arrival).toList();
    return new Seen(
        totals[0], totals[1], totals[2], totals[3], totals[4], totals[5], totals[6], arrivals);
  }

  private static Arrival arrival(String[] line) {
    return new Arrival(
        Integer.parseInt(line[0]),
        Duration.ofNanos(Long.parseLong(line[1])),
        Ending.valueOf(line[2]),
        Duration.ofNanos(Long.parseLong(line[3])));
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
