package interleave.worker;

import interleave.display.MimeBundle;
import interleave.display.Values;
import interleave.timeline.Timeline;
import interleave.worker.Frame.Command;
import interleave.worker.Frame.Report;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs cells, all of them on one platform thread that carries the name of the cell: a lock taken in
 * one cell can be given back in the next. The thread that reads the server's commands only queues
 * them here, so a stop is heard while a cell runs.
 */
final class Cells {
  private static final String BETWEEN_CELLS = "between cells";

  private record Task(Command command, CellRun run) {}

  private final Wire wire;
  private final Owners owners;
  private final OutputPump pump;
  private final Keyboard keyboard;
  private final ThreadRecorder recorder;
  private final CellLoader loader = new CellLoader();
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Thread thread;
  private boolean inSnippet; // guarded by lock
  private boolean inCell; // guarded by lock
  private CellRun run; // guarded by lock
  private @Nullable Stopper stopper; // guarded by lock

  // Touched by the thread of cells alone: learners may interrupt it while it waits for a command.
  // Within a cell that interrupt is for the next snippet, between cells it is for nobody.
  private boolean interrupted;
  private boolean endedEarly; // touched by the thread of cells alone

  Cells(Wire wire, Owners owners, OutputPump pump, Keyboard keyboard, ThreadRecorder recorder) {
    this.wire = wire;
    this.owners = owners;
    this.pump = pump;
    this.keyboard = keyboard;
    this.recorder = recorder;
    this.run = owners.current();
    this.thread = Worker.thread(BETWEEN_CELLS, this::runTasks);
    thread.setContextClassLoader(loader);
  }

  void start() {
    thread.start();
  }

  /** Called by the thread that reads from the server, in the order of the commands. */
  void accept(Command command) {
    lock.lock();
    try {
      switch (command) {
        case Frame.Begin(var cell) -> {
          run = owners.begin(cell);
          inCell = true;
        }
        case Frame.Invoke _ -> inSnippet = true;
        case Frame.Stop() -> {
          stop();
          return;
        }
        case Frame.StopLeftovers(var cell) -> {
          Worker.thread("stop " + cell, Stopper.leftovers(cell, this, owners, wire)).start();
          return;
        }
        case Frame.Input(var request, var end, var line) -> {
          keyboard.answer(request, end ? null : line);
          return;
        }
        case Frame.End() -> inCell = false;
        case Frame.Load _, Frame.Redefine _, Frame.AddToClassPath _ -> {}
      }
      tasks.add(new Task(command, run));
    } finally {
      lock.unlock();
    }
  }

  private void runTasks() {
    try {
      while (true) {
        execute(next());
      }
    } catch (IOException e) {
      Worker.exit(Worker.SERVER_GONE);
    }
  }

  private Task next() {
    while (true) {
      try {
        return tasks.take();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** Interrupts the snippet of the run; false if it has ended. */
  boolean interrupt(CellRun stopped) {
    lock.lock();
    try {
      if (!inSnippet || run != stopped) {
        return false;
      }
      thread.interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  Thread thread() {
    return thread;
  }

  private void stop() {
    if (inCell && run.stopped()) {
      return;
    }
    if (inCell) {
      run.stop();
      keyboard.stopped(run);
      stopper = Stopper.of(run, this, owners, wire);
    } else {
      stopper = Stopper.between(run, this, owners, wire);
    }
    Worker.thread(inCell ? "stop " + run.cell() : "stop between cells", stopper).start();
  }

  // The next cell must not meet a stop that was meant for this one: it may give work to a pool
  // whose threads are still being interrupted.
  private void awaitStop() {
    Stopper last;
    lock.lock();
    try {
      last = stopper;
      stopper = null;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.await();
    }
  }

  private void execute(Task task) throws IOException {
    switch (task.command()) {
      case Frame.Begin(var cell) -> {
        interrupted = false;
        endedEarly = false;
        thread.setName("cell " + cell);
        owners.adopt(task.run());
        recorder.begin(task.run());
      }
      case Frame.Load(var classes) -> wire.send(install(classes, false));
      case Frame.AddToClassPath(var jars) -> wire.send(new Frame.Installed(Libraries.add(jars)));
      case Frame.Redefine(var classes) -> wire.send(install(classes, true));
      case Frame.Invoke invoke -> {
        Report report = invoke(invoke, task.run());
        afterSnippet();
        endedEarly = !(report instanceof Frame.Returned);
        wire.send(report);
      }
      case Frame.End() -> {
        awaitStop();
        thread.setName(BETWEEN_CELLS);
        task.run().endDisplays(endedEarly);
        Optional<Timeline> seen =
            recorder
                .end(task.run())
                .filter(Timeline::worthShowing)
                .map(timeline -> timeline.withMostInFlight(task.run().facts().mostInFlight()));
        task.run().output().end();
        pump.flush(task.run().output(), true);
        if (seen.isPresent()) {
          // Past the output and its limits: it is for every run, however much that has printed.
          wire.send(
              new Frame.Happened(task.run().cell(), List.of(new Frame.ThreadsSeen(seen.get()))));
          recorder.follow(task.run());
        }
        wire.send(new Frame.Ended());
      }
      case Frame.Stop _, Frame.StopLeftovers _, Frame.Input _ ->
          throw new IllegalStateException("never queued: " + task.command());
    }
  }

  // From here on no stop interrupts this thread. An interrupt that came before must not hit our own
  // code.
  private void afterSnippet() {
    lock.lock();
    try {
      inSnippet = false;
      interrupted = Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  private Report install(List<CellClass> classes, boolean redefine) {
    try {
      if (redefine) {
        loader.redefine(classes);
      } else {
        loader.load(classes);
      }
      classes.forEach(owners::loaded);
      return new Frame.Installed("");
    } catch (Exception | LinkageError e) {
      return new Frame.Installed(e.toString());
    }
  }

  private Report invoke(Frame.Invoke invoke, CellRun run) {
    Results.forget();
    long start = System.nanoTime();
    try {
      MethodHandle snippet = find(invoke);
      if (run.stopped()) {
        return new Frame.Halted(0);
      }
      if (interrupted) {
        thread.interrupt();
      }
      recorder.working();
      start = System.nanoTime();
      Object ignored = snippet.invoke();
      long nanos = System.nanoTime() - start;
      List<MimeBundle> value = value(run);
      return run.stopped() ? new Frame.Halted(nanos) : new Frame.Returned(nanos, value);
    } catch (Throwable thrown) {
      long nanos = System.nanoTime() - start;
      if (run.stopped()) {
        return new Frame.Halted(nanos);
      }
      return thrown instanceof SPIResolutionException unresolved
          ? new Frame.Unresolved(nanos, unresolved.id())
          : new Frame.Threw(nanos, Traces.of(thrown));
    } finally {
      recorder.idle();
      Results.forget();
    }
  }

  // A method handle rather than reflection: its frames do not show in the learner's stack traces.
  private MethodHandle find(Frame.Invoke invoke) throws ReflectiveOperationException {
    var method = Class.forName(invoke.className(), true, loader).getDeclaredMethod(invoke.method());
    method.setAccessible(true);
    return MethodHandles.lookup().unreflect(method);
  }

  private static List<MimeBundle> value(CellRun run) {
    Object value = Results.value().orElse(null);
    if (!Results.has() || run.hasShown(value)) {
      return List.of();
    }
    MimeBundle bundle = Values.bundle(value);
    run.output().clearIfDue();
    return List.of(bundle);
  }
}
