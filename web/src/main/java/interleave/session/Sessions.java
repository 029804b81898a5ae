package interleave.session;

import interleave.catalog.Library;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFactory;
import interleave.notebook.KernelStatus;
import interleave.notebook.Operation.ByReader;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The notebooks that are open, one session each, however many tabs show it. */
public final class Sessions implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Library library;
  private final KernelFactory kernels;
  private final InstantSource clock;
  private final Saver.Pace pace;
  private final Optional<Thread> watch;
  private final ConcurrentMap<String, Session> open = new ConcurrentHashMap<>();
  private final ReentrantLock filing = new ReentrantLock(); // whoever puts into the map has it
  private final Whereabouts whereabouts;
  private final Optional<LessonWatch> authors;
  private final DiskWatch files;

  /** With kernels that rest as soon as nobody has used them for this long; empty for never. */
  public Sessions(
      Library library, KernelFactory kernels, InstantSource clock, Optional<Duration> idle) {
    this(library, kernels, clock, idle, Saver.Pace.USUAL);
  }

  Sessions(
      Library library,
      KernelFactory kernels,
      InstantSource clock,
      Optional<Duration> idle,
      Saver.Pace pace) {
    this.library = library;
    this.whereabouts = new Whereabouts(library);
    this.kernels = kernels;
    this.clock = clock;
    this.pace = pace;
    this.authors =
        library.lessons().isFolder()
            ? Optional.of(new LessonWatch(library.lessons(), open::values))
            : Optional.empty();
    this.files = new DiskWatch(library.workspace(), open::values);
    this.watch =
        idle.map(unused -> Thread.ofVirtual().name("idle notebooks").start(() -> watch(unused)));
  }

  /**
   * The session of that notebook, a new one if none is open.
   *
   * @throws interleave.catalog.UnreadableException if there is no such notebook
   * @throws interleave.catalog.LessonException if it is a lesson with mistakes in it
   */
  public Session open(String name) {
    // Two tabs may ask at the same moment: the second waits until the first has read the file. And
    // nobody opens a file that is being moved.
    filing.lock();
    try {
      var is = whereabouts.now(library.workspace().canonical(name));
      var found = open.get(is);
      return found != null ? found : begin(is);
    } finally {
      filing.unlock();
    }
  }

  private Session begin(String name) {
    whereabouts.mayBeOpened(name);
    var session =
        new Session(
            library.open(name),
            library.workspace(),
            new Tutor(library.lessons()),
            kernels,
            clock,
            pace,
            this::forget);
    session.start();
    open.put(name, session);
    return session;
  }

  /**
   * Nobody opens a notebook meanwhile. The work may wait for a saver, never for an inbox that may
   * be full.
   */
  <T> T whileNobodyOpens(Filing.Work<T> work) throws IOException {
    filing.lock();
    try {
      return work.run();
    } finally {
      filing.unlock();
    }
  }

  /** The session of that notebook if it is open. */
  Optional<Session> found(String name) {
    return Optional.ofNullable(open.get(name));
  }

  /** What can be done to the files of notebooks, open or not. */
  public Filing filing() {
    return new Filing(library, this, clock);
  }

  Whereabouts whereabouts() {
    return whereabouts;
  }

  /** An open notebook is found by its new name from now on. */
  void isCalled(Session session, String name) {
    forget(session);
    open.put(name, session);
  }

  /**
   * Shows the notebook in a tab.
   *
   * @throws interleave.catalog.UnreadableException if there is no such notebook
   * @throws interleave.catalog.LessonException if it is a lesson with mistakes in it
   */
  public Session connect(String name, Client client) {
    while (true) {
      var session = open(name);
      if (session.connect(client)) {
        return session;
      }
      Thread.onSpinWait(); // it is leaving, and out of the map in a moment
    }
  }

  void forget(Session session) {
    open.values().remove(session);
  }

  private void watch(Duration unused) {
    var pause = unused.dividedBy(10);
    var between = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    try {
      while (true) {
        Thread.sleep(between);
        look(unused);
      }
    } catch (InterruptedException e) {
      // close() has been called.
    }
  }

  /** Ends what nobody has used for this long. */
  void look(Duration unused) {
    open.values().forEach(session -> session.look(unused));
  }

  /** What an open notebook's kernel does, empty if the notebook is not open. */
  public Optional<KernelStatus> kernel(String name) {
    return Optional.ofNullable(open.get(name)).map(session -> session.notebook().kernel());
  }

  /** The notebooks whose Java is there, the newest first. */
  public List<Running> running() {
    return open.values().stream()
        .flatMap(session -> session.running().stream())
        .sorted(Comparator.comparing(Running::since).reversed())
        .toList();
  }

  /** Ends its Java; text and outputs are kept. Does nothing if the notebook is not open. */
  public void endJava(String name) {
    found(library.workspace().canonical(name))
        .ifPresent(session -> session.submit(new ByReader.EndJava()));
  }

  /**
   * Lets the action ask a kernel, the notebook's own if it has one.
   *
   * @throws interleave.kernel.KernelFailedException if there is none and none could be started
   */
  public <T> T withKernel(String name, Function<Kernel, T> action) {
    var own = found(library.workspace().canonical(name)).flatMap(Session::kernel);
    if (own.isPresent()) {
      return action.apply(own.get());
    }
    try (var other = kernels.start(_ -> {})) {
      return action.apply(other);
    }
  }

  /** Closes all at once. */
  @Override
  public void close() {
    watch.ifPresent(Thread::interrupt);
    authors.ifPresent(LessonWatch::close);
    files.close();
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
