package interleave.session;

import interleave.catalog.Library;
import interleave.kernel.KernelFactory;
import interleave.notebook.KernelStatus;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The notebooks that are open, one session each, however many tabs show it. */
public final class Sessions implements AutoCloseable {
  private final Library library;
  private final KernelFactory kernels;
  private final InstantSource clock;
  private final Saver.Pace pace;
  private final ConcurrentMap<String, Session> open = new ConcurrentHashMap<>();

  public Sessions(Library library, KernelFactory kernels, InstantSource clock) {
    this(library, kernels, clock, Saver.Pace.USUAL);
  }

  Sessions(Library library, KernelFactory kernels, InstantSource clock, Saver.Pace pace) {
    this.library = library;
    this.kernels = kernels;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * The session of that notebook, a new one if none is open.
   *
   * @throws interleave.catalog.UnreadableException if there is no such notebook
   * @throws interleave.catalog.LessonException if it is a lesson with mistakes in it
   */
  public Session open(String name) {
    // Two tabs may ask at the same moment: the map makes the second wait until the first has read
    // the file.
    return open.computeIfAbsent(
        library.workspace().canonical(name),
        canonical -> {
          var session =
              new Session(library.open(canonical), library.workspace(), kernels, clock, pace);
          session.start();
          return session;
        });
  }

  /** What an open notebook's kernel does, empty if the notebook is not open. */
  public Optional<KernelStatus> kernel(String name) {
    return Optional.ofNullable(open.get(name)).map(session -> session.notebook().kernel());
  }

  /** Closes all at once. */
  @Override
  public void close() {
    var closing =
        open.values().stream()
            .map(session ->
                Thread.ofVirtual().name("closing " + session.name()).start(session::close))
            .toList();
    for (var thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
