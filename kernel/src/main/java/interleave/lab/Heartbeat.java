package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beats at regular times, as far as it gets its turn. Shows as a chart of the time from each beat
 * to the next.
 *
 * {@snippet :
 * try (var heart = heartbeat(Thread.ofVirtual(), ofMillis(10))) {
 *   Thread.sleep(100);
 *   IO.println(heart.beats() + " beats, at most " + heart.longestGap().toMillis() + " ms apart");
 * }
 * }
 *
 * <p>Leaves out precision: a beat comes a little late on any machine.
 */
public final class Heartbeat implements Displayable, AutoCloseable {

  private static final int MOST_BEATS = 100_000;

  private final Duration period;
  private final List<Long> times = new ArrayList<>(); // guarded by this
  private @Nullable Runnable stop; // guarded by this
  private long end; // guarded by this; 0 while it beats

  Heartbeat(Duration period) {
    this.period = Working.positive(period);
    times.add(System.nanoTime());
  }

  synchronized void stopsBy(Runnable how) {
    stop = how;
  }

  synchronized void beat() {
    if (times.size() <= MOST_BEATS) {
      times.add(System.nanoTime());
    }
  }

  /** How often it has beaten. */
  public synchronized int beats() {
    return times.size() - 1;
  }

  /**
   * The time from each beat to the next, the first from its start, and the last to now or to its
   * end.
   */
  public synchronized List<Duration> gaps() {
    var gaps = new ArrayList<Duration>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add(Duration.ofNanos(times.get(i) - times.get(i - 1)));
    }
    gaps.add(Duration.ofNanos((end == 0 ? System.nanoTime() : end) - times.getLast()));
    return List.copyOf(gaps);
  }

  /** The longest of the {@code gaps}. */
  public Duration longestGap() {
    return Collections.max(gaps());
  }

  /** Beats no more. */
  @Override
  public void close() {
    Runnable how;
    synchronized (this) {
      if (end == 0) {
        end = System.nanoTime();
      }
      how = stop;
      stop = null;
    }
    if (how != null) {
      how.run();
    }
  }

  @Override
  public MimeBundle bundle() {
    List<Duration> gaps = gaps();
    var x = new ArrayList<Double>();
    var y = new ArrayList<Double>();
    double at = 0;
    for (Duration gap : gaps) {
      at += gap.toNanos() / 1e6;
      x.add(at);
      y.add(gap.toNanos() / 1e6);
    }
    return Charts.lines("A beat every " + Numbers.time(period.toNanos()))
        .line("ms since the beat before", x, y)
        .axes("ms", "ms")
        .bundle();
  }

  @Override
  public String toString() {
    return beats() + " beats, the longest gap " + Numbers.time(longestGap().toNanos());
  }
}
