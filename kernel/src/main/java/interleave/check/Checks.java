package interleave.check;

import interleave.lab.Action;
import interleave.lab.Lab;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a hidden check is the body of. Being inherited, the names of this class and of
 * {@link Lab} mean the same to a check whatever the learner has declared: a method of a class hides
 * every method of its surroundings that has the same name.
 */
public abstract class Checks extends Lab {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Verdict verdict = new Verdict();

  protected Checks() {}

  /** The text of the check. */
  protected abstract void hiddenCheck() throws Throwable;

  /** Runs the check until it ends or something in it is false. */
  public final Verdict verdict() {
    try {
      hiddenCheck();
      verdict.passed();
    } catch (CheckEnded ended) {
      verdict.end(ended);
    } catch (Throwable thrown) {
      // The check itself is at fault, or met something that nobody thought of.
      verdict.end(CheckEnded.threw(thrown));
    }
    return verdict;
  }

  /**
   * Runs the learner's code once, ten seconds at most. Never throws.
   *
   * {@snippet :
   * var run = observe(() -> fetchTogether(urls));
   * }
   */
  protected final <T extends @Nullable Object> Observed<T> observe(Callable<T> task)
      throws InterruptedException {
    return observe(PATIENCE, task);
  }

  /** Runs learner's code that returns nothing: see {@link #observe(Callable)}. */
  @SuppressWarnings("NullAway") // as in Lab.time: JShell spells out the type of a var
  protected final Observed<Void> observe(Action task) throws InterruptedException {
    return observe(PATIENCE, task);
  }

  /** Runs the learner's code once, for so long at most: see {@link #observe(Callable)}. */
  protected final <T extends @Nullable Object> Observed<T> observe(
      Duration atMost, Callable<T> task) throws InterruptedException {
    return Observation.of(atMost, task);
  }

  /** Runs learner's code that returns nothing: see {@link #observe(Duration, Callable)}. */
  @SuppressWarnings("NullAway") // as above
  protected final Observed<Void> observe(Duration atMost, Action task) throws InterruptedException {
    return observe(
        atMost,
        () -> {
          task.run();
          return null;
        });
  }

  /**
   * One thing that must hold; if it does not, the check ends here.
   *
   * {@snippet :
   * check("all at once", seen.mostInFlight() == 20, "At most %d were under way.", seen.mostInFlight());
   * }
   *
   * @param name plain lower-case words
   * @param message what was seen, then where to look next; as for {@code String.format}, with
   *     durations as {@code 204 ms}
   */
  protected final void check(
      String name, boolean condition, String message, @Nullable Object... values) {
    if (!condition) {
      throw CheckEnded.failed(name, text(message, values));
    }
    verdict.passed(name);
  }

  /** What was seen, beside the check that has just passed. */
  protected final void evidence(String message, @Nullable Object... values) {
    verdict.evidence(text(message, values));
  }

  /** How many times as long the first is as the second. */
  protected static double times(Duration one, Duration other) {
    return (double) one.toNanos() / Math.max(1, other.toNanos());
  }

  /** A task that waits. */
  protected static Probe waiting(Duration each) {
    return new Probe(() -> Thread.sleep(each));
  }

  /** A task that computes for so long, on whatever core it gets. */
  protected static Probe doing(Duration each) {
    return new Probe(() -> Probe.compute(each));
  }

  /** A task that waits, then throws. */
  protected static Probe failing(Duration after, Exception with) {
    return new Probe(() -> {
      Thread.sleep(after);
      throw with;
    });
  }

  /** A mark that the learner's code sets again and again. */
  protected static Ticks ticks() {
    return new Ticks();
  }

  private static String text(String message, @Nullable Object... values) {
    var shown =
        Arrays.stream(values)
            .map(value -> value instanceof Duration time ? inWords(time) : value)
            .toArray();
    return shown.length == 0 ? message : String.format(Locale.ROOT, message, shown);
  }

  private static String inWords(Duration time) {
    double millis = time.toNanos() / 1e6;
    return millis < 10 ? String.format(Locale.ROOT, "%.1f ms", millis) : Math.round(millis) + " ms";
  }
}
