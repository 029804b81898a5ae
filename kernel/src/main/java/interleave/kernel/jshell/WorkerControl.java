package interleave.kernel.jshell;

import interleave.worker.CellClass;
import interleave.worker.Frame;
import interleave.worker.Frame.Report;
import interleave.worker.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * What JShell believes to run code with. JShell learns as little as possible from it: it takes a
 * killed worker and a stopped cell for success, so how a snippet ended is kept here, in {@link
 * #endings()}.
 *
 * <p>JShell's tables are not thread-safe, and completion reads them; both sides hold the compiler's
 * lock. A snippet may run for hours, though, and completion shall answer meanwhile: {@link #invoke}
 * gives the lock back while the worker runs. At that point JShell has finished compiling and
 * entered the snippet into its tables, and after it only reads.
 */
final class WorkerControl implements ExecutionControl {
  private final WorkerLink link;
  private final ReentrantLock compiler;
  private final StopGate gate = new StopGate();
  private final ClassFiles made = new ClassFiles();
  private final List<String> madeLast = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private Function<String, Optional<Origin>> known = _ -> Optional.empty();
  private @Nullable Origin origin;
  private long runningNanos;

  /** How the code of a snippet ended. */
  sealed interface Ending {
    record Reported(Report report) implements Ending {}

    /** Did not even start, because a stop came first. */
    record NotStarted() implements Ending {}

    record Lost() implements Ending {}
  }

  WorkerControl(WorkerLink link, ReentrantLock compiler) {
    this.link = link;
    this.compiler = compiler;
  }

  StopGate gate() {
    return gate;
  }

  /** All classes that JShell has made so far and that were not forgotten. */
  ClassFiles classes() {
    return made;
  }

  /**
   * Says where classes come from that belong to snippets evaluated earlier, by the name of JShell's
   * class.
   */
  void remember(Function<String, Optional<Origin>> earlier) {
    known = earlier;
  }

  /** The next snippet comes from here. */
  void expect(Origin next) {
    origin = next;
    endings.clear();
    madeLast.clear();
  }

  /** No other snippet will name what was made of the last one; returns the names. */
  List<String> forgetClasses() {
    made.remove(madeLast);
    return List.copyOf(madeLast);
  }

  List<Ending> endings() {
    return List.copyOf(endings);
  }

  /** Time that snippets have been running since the last call. */
  long takeRunningNanos() {
    long nanos = runningNanos;
    runningNanos = 0;
    return nanos;
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    install(new Frame.Load(cellClasses(classes)), classes.length);
  }

  @Override
  public void redefine(ClassBytecodes[] classes) throws ClassInstallException {
    install(new Frame.Redefine(cellClasses(classes)), classes.length);
  }

  @Override
  public String invoke(String className, String method) throws ResolutionException {
    if (gate.isStopped()) {
      endings.add(new Ending.NotStarted());
      return "";
    }
    Optional<Report> answer;
    long start = System.nanoTime();
    compiler.unlock();
    try {
      answer = link.ask(new Frame.Invoke(className, method));
    } finally {
      compiler.lock();
      runningNanos += System.nanoTime() - start;
    }
    endings.add(answer.<Ending>map(Ending.Reported::new).orElseGet(Ending.Lost::new));
    if (answer.isPresent() && answer.get() instanceof Frame.Unresolved(long _, int id)) {
      throw new ResolutionException(id, new StackTraceElement[0]);
    }
    return "";
  }

  @Override
  public String varValue(String className, String variable) {
    return "";
  }

  @Override
  public void addToClasspath(String path) {}

  @Override
  public void stop() {}

  @Override
  public Object extensionCommand(String command, Object argument) throws NotImplementedException {
    throw new NotImplementedException("no command " + command);
  }

  @Override
  public void close() {}

  /**
   * Gives the worker these jars.
   *
   * @return what went wrong, empty if nothing did
   */
  Optional<String> addToClassPath(List<Path> jars) {
    var command = new Frame.AddToClassPath(jars.stream().map(Path::toString).toList());
    return link.ask(command)
        .map(answer -> answer instanceof Frame.Installed(String problem) ? problem : "")
        .filter(problem -> !problem.isEmpty());
  }

  // JShell answers this exception by giving the class a new name and loading it afresh.
  private void install(Frame.Command command, int count) throws ClassInstallException {
    Optional<Report> answer = link.ask(command);
    if (answer.isPresent()
        && answer.get() instanceof Frame.Installed(String problem)
        && !problem.isEmpty()) {
      throw new ClassInstallException(problem, new boolean[count]);
    }
  }

  private List<CellClass> cellClasses(ClassBytecodes[] classes) {
    return Arrays.stream(classes)
        .map(next -> {
          made.put(next.name(), next.bytecodes());
          madeLast.add(next.name());
          var cellClass = new CellClass(next.name(), next.bytecodes(), new Origin("", List.of(1)));
          Origin from = known.apply(cellClass.wrapper()).orElse(origin);
          return from == null ? cellClass : new CellClass(next.name(), next.bytecodes(), from);
        })
        .toList();
  }
}
