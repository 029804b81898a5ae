package interleave.worker;

import interleave.display.CellContexts;
import interleave.display.Displays;
import interleave.display.RunFacts;
import interleave.timeline.PastRuns;
import interleave.timeline.SeenSoFar;
import interleave.worker.Frame.Command;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Main program of the learner's JVM. Reads where to connect from its standard input, then does what
 * the server says until the server is gone, and ends with it, whatever the cell's threads are
 * doing.
 *
 * <p>Threads: this one reads commands, {@code cell …} runs them, {@code output} sends what was
 * printed, {@code stop …} lives while something is stopped, {@code timeline} follows what the
 * threads of a cell do. The rest is the learner's.
 */
public final class Worker {
  /** Exit status when there is nobody left to work for. */
  static final int SERVER_GONE = 0;

  /** Exit status when the worker's own threads found no memory. */
  public static final int OUT_OF_MEMORY = 77;

  /** Exit status when the worker itself failed. */
  public static final int FAILED = 78;

  private static final int MOST_CALLS = 5;

  private Worker() {}

  public static void main(String[] arguments) throws IOException {
    // The secret comes by standard input: arguments and environment can be read by others on the
    // same machine.
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    int port = Integer.parseInt(input.readLine());
    String secret = input.readLine();
    Thread.currentThread().setName("commands");
    Thread.currentThread().setUncaughtExceptionHandler(Worker::failed);
    var wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    wire.send(new Frame.Hello(secret, description()));
    serve(wire);
  }

  private static void serve(Wire wire) {
    var pump = new OutputPump(wire);
    var owners = new Owners(pump);
    ThreadLimit.install();
    StopCheck.ask(owners::current);
    System.setOut(new CellPrintStream(false, owners::current));
    System.setErr(new CellPrintStream(true, owners::current));
    Displays.install(new CellScreen(owners::current));
    RunFacts.install(() -> owners.current().facts());
    CellContexts.install(RunContext.source(owners));
    var keyboard = new Keyboard(owners::current);
    CellInputStream.install(keyboard);
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (!(thrown instanceof CellStopped)) {
        owners.current().died(Threads.name(thread), Traces.of(thrown));
      }
    });
    Runtime.getRuntime().addShutdownHook(thread("exit", () -> sayGoodbye(wire, pump)));
    thread("output", pump).start();
    var switches = new SwitchLog();
    var precision = RecordingMode.find(switches);
    var recorder = new ThreadRecorder(switches, precision, new ThreadNews(wire));
    thread("timeline", recorder).start();
    SeenSoFar.install(recorder::soFar);
    PastRuns.install(cell -> owners.lastRunOf(cell).flatMap(CellRun::past));
    var cells = new Cells(wire, owners, pump, keyboard, recorder);
    cells.start();
    try {
      while (true) {
        cells.accept((Command) wire.receive());
      }
    } catch (IOException e) {
      exit(SERVER_GONE);
    }
  }

  /** A thread of the worker's own. */
  static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .uncaughtExceptionHandler(Worker::failed)
        .unstarted(work);
  }

  /** Ends at once: no learner's shutdown hook or stubborn thread can hold it up. */
  static void exit(int status) {
    Runtime.getRuntime().halt(status);
  }

  private static void failed(Thread thread, Throwable thrown) {
    try {
      lastWords(thread, thrown);
    } finally {
      exit(thrown instanceof OutOfMemoryError ? OUT_OF_MEMORY : FAILED);
    }
  }

  // To the console, which the server reads: the streams of cells may be what failed.
  private static void lastWords(Thread thread, Throwable thrown) {
    var console = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    for (Throwable next = thrown; next != null; next = next.getCause()) {
      console.println("thread " + thread.getName() + ": " + next);
    }
    Arrays.stream(thrown.getStackTrace()).limit(MOST_CALLS).forEach(console::println);
  }

  private static void sayGoodbye(Wire wire, OutputPump pump) {
    try {
      pump.flushAll(true);
      wire.send(new Frame.Exiting());
    } catch (IOException e) {
      exit(SERVER_GONE);
    }
  }

  private static String description() {
    int cores = Runtime.getRuntime().availableProcessors();
    return "Java " + Runtime.version().feature() + ", " + cores + (cores == 1 ? " core" : " cores");
  }
}
