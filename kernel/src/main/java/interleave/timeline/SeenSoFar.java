package interleave.timeline;

import java.util.Map;
import java.util.Objects;

/**
 * The way from a check of a lesson to what is recorded of the threads of the run that is under way.
 */
public final class SeenSoFar {

  /**
   * What was seen until now.
   *
   * @param now in nanoseconds since the run began
   * @param lives by the number of the thread
   */
  public record Moment(long now, Map<Long, ThreadLife> lives) {
    public Moment {
      lives = Map.copyOf(lives);
    }
  }

  /** Who records. */
  @FunctionalInterface
  public interface Source {
    Moment look();
  }

  // Written once by the worker before the first cell runs.
  private static volatile Source source = () -> new Moment(0, Map.of());

  private SeenSoFar() {}

  /** Asks this source from now on. */
  public static void install(Source newSource) {
    source = Objects.requireNonNull(newSource);
  }

  public static Moment look() {
    return source.look();
  }
}
