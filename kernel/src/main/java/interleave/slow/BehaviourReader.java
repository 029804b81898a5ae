package interleave.slow;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts a {@link Behaviour} together from lines of the control protocol, such as "failing 0.3". */
final class BehaviourReader {

  private static final int LONGEST_BODY = 10_000_000;
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();
  private static final int MOST_REQUESTS = 100_000;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
  private static final Pattern SHARE = Pattern.compile("[01](\\.[0-9]{1,18})?");
  private static final Pattern PAGES = Pattern.compile("[0-9]{1,6}(,[0-9]{1,6})*");

  private long jitterNanos;
  private double failing;
  private Set<Integer> failingPages = Set.of();
  private int mostPerSecond;
  private int mostInFlight;
  private int bodyBytes;
  private long bodyNanos;
  private long seed = 1;

  /** Whether a line is about this, and not about delays. */
  static boolean speaksOf(String line) {
    return !line.isEmpty() && Character.isLetter(line.charAt(0));
  }

  void read(String line) throws BadRequest {
    int space = line.indexOf(' ');
    String value = line.substring(space + 1);
    switch (line.substring(0, Math.max(0, space))) {
      case "jitter" -> jitterNanos = number(line, value, 0, LONGEST);
      case "failing" -> failing = share(line, value);
      case "failing-pages" -> failingPages = pages(line, value);
      case "most-per-second" -> mostPerSecond = (int) number(line, value, 1, MOST_REQUESTS);
      case "most-in-flight" -> mostInFlight = (int) number(line, value, 1, MOST_REQUESTS);
      case "body-bytes" -> bodyBytes = (int) number(line, value, 1, LONGEST_BODY);
      case "body-over" -> bodyNanos = number(line, value, 0, LONGEST);
      case "seed" -> seed = number(line, value, Long.MIN_VALUE, Long.MAX_VALUE);
      default -> throw bad("a rule such as 'failing 0.3'", line);
    }
  }

  Behaviour behaviour() {
    return new Behaviour(
        jitterNanos,
        failing,
        failingPages,
        mostPerSecond,
        mostInFlight,
        bodyBytes,
        bodyNanos,
        seed);
  }

  private static long number(String line, String value, long least, long most) throws BadRequest {
    if (NUMBER.matcher(value).matches()) {
      try {
        long number = Long.parseLong(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException _) {
        // told below: it has 19 digits and is too large
      }
    }
    throw bad("a number from " + least + " to " + most, line);
  }

  private static double share(String line, String value) throws BadRequest {
    if (SHARE.matcher(value).matches() && Double.parseDouble(value) <= 1) {
      return Double.parseDouble(value);
    }
    throw bad("a share from 0 to 1", line);
  }

  private static Set<Integer> pages(String line, String value) throws BadRequest {
    if (!PAGES.matcher(value).matches()) {
      throw bad("numbers of pages", line);
    }
    return Pattern.compile(",")
        .splitAsStream(value)
        .map(Integer::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static BadRequest bad(String expected, String line) {
    return new BadRequest(400, "expected " + expected + ", found '" + line + "'");
  }
}
