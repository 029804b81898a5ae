package interleave.display;

import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The way from a helper of the lab to the picture of the cell's threads: what it knows of their
 * work and they do not show.
 */
public final class RunFacts {

  /** One run of a cell. */
  public interface Sink {
    /** No way to do it is faster than this single wait. */
    void limit(Duration longestWait);

    /** Asked when the cell has ended: how many requests a service had at one moment. */
    void mostInFlight(IntSupplier most);
  }

  private static final Sink NOBODY =
      new Sink() {
        @Override
        public void limit(Duration longestWait) {}

        @Override
        public void mostInFlight(IntSupplier most) {}
      };

  // Written once by the worker before the first cell runs, read by any thread of any cell.
  private static volatile Supplier<? extends Sink> source = () -> NOBODY;

  private RunFacts() {}

  /** Asks this source from now on. */
  public static void install(Supplier<? extends Sink> newSource) {
    source = Objects.requireNonNull(newSource);
  }

  /** Those of the cell that the calling thread works for. */
  public static Sink current() {
    return source.get();
  }
}
