package interleave.slow;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The addresses of one call of slowUrls: how long each waits, and what came. Any thread may call.
 */
final class SlowSet {

  private static final int MOST_ADDRESSES = 20_000;
  private static final int MOST_ARRIVALS = 100_000;
  private static final long LONGEST_DELAY = Duration.ofMinutes(10).toNanos();

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
  private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");

  private final long[] delays;
  private final long madeAt;

  // All guarded by this. Held for a few nanoseconds a request, never while waiting.
  private int requests;
  private int inFlight;
  private int mostInFlight;
  private int cancelled;
  private int[] arrivedPages = new int[16];
  private long[] arrivedAt = new long[16];
  private int arrivals;

  private SlowSet(long[] delays, long madeAt) {
    this.delays = delays;
    this.madeAt = madeAt;
  }

  /** Reads lines of "count nanoseconds". */
  static SlowSet parse(String text, long now) throws BadRequest {
    long[] delays = new long[MOST_ADDRESSES];
    int size = 0;
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      long count =
          number(line.substring(0, Math.max(0, space)), 1, MOST_ADDRESSES - size, "addresses");
      long delay = number(line.substring(space + 1), 0, LONGEST_DELAY, "nanoseconds");
      Arrays.fill(delays, size, size + (int) count, delay);
      size += (int) count;
    }
    if (size == 0) {
      throw new BadRequest(400, "expected lines such as '20 200000000', found none");
    }
    return new SlowSet(Arrays.copyOf(delays, size), now);
  }

  private static long number(String digits, long least, long most, String unit) throws BadRequest {
    if (NUMBER.matcher(digits).matches()) {
      long number = Long.parseLong(digits);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new BadRequest(
        400, "expected " + least + " to " + most + " " + unit + ", found '" + digits + "'");
  }

  int size() {
    return delays.length;
  }

  /** The number of the page that the last part of an address names; pages count from 1. */
  int page(String name) throws BadRequest {
    if (PAGE.matcher(name).matches()) {
      int page = Integer.parseInt(name);
      if (page <= delays.length) {
        return page;
      }
    }
    throw new BadRequest(404, "expected page 1 to " + delays.length + ", found '" + name + "'");
  }

  long delayNanos(int page) {
    return delays[page - 1];
  }

  static String text(int page) {
    return "page " + page;
  }

  synchronized void arrived(int page, long at) {
    requests++;
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    if (arrivals == MOST_ARRIVALS) {
      return;
    }
    if (arrivals == arrivedAt.length) {
      arrivedAt = Arrays.copyOf(arrivedAt, 2 * arrivals);
      arrivedPages = Arrays.copyOf(arrivedPages, 2 * arrivals);
    }
    arrivedPages[arrivals] = page;
    arrivedAt[arrivals++] = at;
  }

  /**
   * A request is no longer in flight.
   *
   * @param answered false if its client hung up before the answer was due
   */
  synchronized void left(boolean answered) {
    inFlight--;
    if (!answered) {
      cancelled++;
    }
  }

  /**
   * "requests mostInFlight cancelled", then a line "page nanoseconds" for each arrival, counted
   * from the set's making.
   */
  synchronized String seen() {
    var text = new StringBuilder(32 + 16 * arrivals);
    text.append(requests)
        .append(' ')
        .append(mostInFlight)
        .append(' ')
        .append(cancelled)
        .append('\n');
    for (int i = 0; i < arrivals; i++) {
      text.append(arrivedPages[i]).append(' ').append(arrivedAt[i] - madeAt).append('\n');
    }
    return text.toString();
  }
}
