package interleave.display;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The way from a helper of the lab to the cells of the worker. */
public final class CellContexts {

  /** Who knows the cells. */
  public interface Source {
    /** The cell that the calling thread works for. */
    CellContext current();

    /** The last run of the cell of that name, empty if it has not run. */
    Optional<CellContext> of(String cell);

    /** Throws if the cell that the calling thread works for has been stopped. */
    default void throwIfStopped() {}
  }

  /** Where there is no worker, there is one place for all output. */
  private static final CellContext ONLY =
      new CellContext() {
        @Override
        public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
          return task.call();
        }

        @Override
        public void run(Runnable task) {
          task.run();
        }
      };

  // Written once by the worker before the first cell runs, read by any thread of any cell.
  private static volatile Source source =
      new Source() {
        @Override
        public CellContext current() {
          return ONLY;
        }

        @Override
        public Optional<CellContext> of(String cell) {
          return Optional.of(ONLY);
        }
      };

  private CellContexts() {}

  /** Asks this source from now on. */
  public static void install(Source newSource) {
    source = Objects.requireNonNull(newSource);
  }

  public static CellContext current() {
    return source.current();
  }

  public static Optional<CellContext> of(String cell) {
    return source.of(cell);
  }

  /**
   * To be called from time to time by whoever computes for long without waiting: nothing else can
   * stop it.
   */
  public static void throwIfStopped() {
    source.throwIfStopped();
  }
}
