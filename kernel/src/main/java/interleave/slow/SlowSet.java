package interleave.slow;

import interleave.slow.Arrivals.Ending;
import interleave.slow.Visit.Plan;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The addresses of one call of slowUrls: how long each waits, what else it does, and what came. Any
 * thread may call.
 */
final class SlowSet {

  private static final int MOST_ADDRESSES = 20_000;
  private static final long LONGEST_DELAY = Duration.ofMinutes(10).toNanos();

  private static final List<Ending> TOLD =
      List.of(Ending.ANSWERED, Ending.FAILED, Ending.REFUSED, Ending.CANCELLED);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
  private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");

  private final long[] delays;
  private final Behaviour behaviour;
  private final long madeAt;

  // All guarded by this. Held for a few nanoseconds a request, never while waiting.
  private final Arrivals arrivals = new Arrivals();
  private final Map<Ending, Integer> ended = new EnumMap<>(Ending.class);
  private final int[] attempts;
  private final RateLimit rate;
  private int requests;
  private int inFlight;
  private int mostInFlight;

  private SlowSet(long[] delays, Behaviour behaviour, long madeAt) {
    this.delays = delays;
    this.behaviour = behaviour;
    this.madeAt = madeAt;
    this.attempts = new int[delays.length];
    this.rate = new RateLimit(behaviour.mostPerSecond(), TimeUnit.SECONDS.toNanos(1));
  }

  /** Reads lines of "count nanoseconds", and lines that {@link Behaviour} knows. */
  static SlowSet parse(String text, long now) throws BadRequest {
    long[] delays = new long[MOST_ADDRESSES];
    int size = 0;
    var behaviour = new BehaviourReader();
    for (String line : text.lines().toList()) {
      if (BehaviourReader.speaksOf(line)) {
        behaviour.read(line);
        continue;
      }
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
    return new SlowSet(Arrays.copyOf(delays, size), behaviour.behaviour(), now);
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

  Behaviour behaviour() {
    return behaviour;
  }

  /** A request has been read; says what becomes of it. A refused one has already left. */
  synchronized Visit arrived(int page, long at) {
    requests++;
    int number = arrivals.add(page, at);
    if (rate.isReached(at)) {
      return refused(page, number, Plan.REFUSE_RATE, at);
    }
    if (behaviour.mostInFlight() > 0 && inFlight >= behaviour.mostInFlight()) {
      return refused(page, number, Plan.REFUSE_CROWD, at);
    }
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    var dice = Dice.of(behaviour.seed(), page, ++attempts[page - 1]);
    return new Visit(
        page,
        number,
        behaviour.fails(page, dice) ? Plan.FAIL : Plan.ANSWER,
        delays[page - 1] + (long) (dice.jitter() * behaviour.jitterNanos()));
  }

  private Visit refused(int page, int number, Plan plan, long at) {
    ended.merge(Ending.REFUSED, 1, Integer::sum);
    arrivals.ended(number, Ending.REFUSED, at);
    return new Visit(page, number, plan, 0);
  }

  /**
   * A request is no longer in flight.
   *
   * @param stayed false if its client hung up before the answer was due
   */
  synchronized void left(Visit visit, boolean stayed, long at) {
    inFlight--;
    Ending ending =
        !stayed ? Ending.CANCELLED : visit.plan() == Plan.FAIL ? Ending.FAILED : Ending.ANSWERED;
    ended.merge(ending, 1, Integer::sum);
    arrivals.ended(visit.number(), ending, at);
  }

  /**
   * "requests mostInFlight inFlight answered failed refused cancelled", then a line for each
   * arrival, with times counted from the set's making.
   */
  synchronized String seen() {
    var text = new StringBuilder(64 + 32 * arrivals.size());
    text.append(requests).append(' ').append(mostInFlight).append(' ').append(inFlight);
    for (Ending ending : TOLD) {
      text.append(' ').append(ended.getOrDefault(ending, 0));
    }
    text.append('\n');
    arrivals.write(text, madeAt);
    return text.toString();
  }
}
