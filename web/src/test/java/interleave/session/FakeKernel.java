package interleave.session;

import interleave.display.MimeBundle;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.CellParts;
import interleave.kernel.Completeness;
import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Documentation;
import interleave.kernel.Failure;
import interleave.kernel.Footprint;
import interleave.kernel.InputRequest;
import interleave.kernel.Kernel;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelListener;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.kernel.Signatures;
import interleave.kernel.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kernel without Java: each line of a cell is an order.
 *
 * <pre>
 * print text     prints a line        late text      prints a line after the cell has ended
 * err text       the same, to err     flood n        prints n lines as fast as it can
 * value text     is the result        reject text    does not compile
 * throw text     ends by an exception exit text      the worker is lost
 * wait           waits for go() or stop()            die text    the worker is lost after the cell has ended
 * ask text       waits for a line, with that prompt, and prints it; empty at the end of the input
 * overflow       ends in an error of the kernel
 * </pre>
 *
 * Every other line is ignored. As completions it offers the words of the source, those with a
 * capital as what fits; a source that begins with "hold" is answered after {@link #answer}.
 */
public final class FakeKernel implements Kernel {
  private final KernelListener listener;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Semaphore go = new Semaphore(0);
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore answer = new Semaphore(0);
  private volatile boolean stopped;
  private volatile boolean running;
  private volatile boolean killed;
  private volatile boolean closed;

  FakeKernel(KernelListener listener) {
    this.listener = listener;
  }

  /** Lets the cell that waits, or the next that will, go on. */
  public void go() {
    go.release();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public Run run(CellId cell, String source, StopSignal stop) {
    stopped = false;
    killed = false;
    running = true;
    stop.onGive(this::stop);
    var outcome = outcome(cell, source);
    running = false;
    return new Run(outcome, Duration.ofMillis(3), Duration.ofMillis(2));
  }

  private Outcome outcome(CellId cell, String source) {
    MimeBundle value = null;
    for (var line : source.lines().toList()) {
      var words = line.split(" ", 2);
      var rest = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "print" -> print(cell, KernelEvent.Stream.OUT, false, rest + "\n");
        case "err" -> print(cell, KernelEvent.Stream.ERR, false, rest + "\n");
        case "flood" -> flood(cell, Integer.parseInt(rest));
        case "value" -> value = MimeBundle.text(rest);
        case "throw" -> {
          return new Outcome.Threw(failure(cell, rest));
        }
        case "reject" -> {
          return new Outcome.Rejected(List.of(diagnostic(rest)));
        }
        case "exit" -> {
          return new Outcome.WorkerLost(rest);
        }
        case "overflow" -> throw new StackOverflowError();
        case "ask" -> print(cell, KernelEvent.Stream.OUT, false, asked(cell, rest) + "\n");
        case "late" -> later(cell, () -> print(cell, KernelEvent.Stream.OUT, true, rest + "\n"));
        case "die" -> later(cell, () -> listener.accept(new KernelEvent.WorkerEnded(rest)));
        case "wait" -> {
          go.acquireUninterruptibly();
          if (closed) {
            return new Outcome.WorkerLost("The kernel was closed.");
          }
          if (killed) {
            return new Outcome.WorkerLost("Java was ended at once.");
          }
          if (stopped) {
            return new Outcome.Stopped();
          }
        }
        default -> {}
      }
    }
    return new Outcome.Completed(value);
  }

  private String asked(CellId cell, String prompt) {
    listener.accept(
        new KernelEvent.InputRequested(new InputRequest(1, cell, "main", false, prompt)));
    try {
      return lines.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      listener.accept(new KernelEvent.InputEnded(cell, 1));
    }
  }

  /** Goes on when the test calls go(). */
  private void later(CellId cell, Runnable work) {
    Thread.ofVirtual()
        .name("late thread of " + cell)
        .start(() -> {
          go.acquireUninterruptibly();
          work.run();
        });
  }

  private void flood(CellId cell, int lines) {
    for (int i = 0; i < lines; i++) {
      print(cell, KernelEvent.Stream.OUT, false, i + "\n");
    }
  }

  private void print(CellId cell, KernelEvent.Stream stream, boolean late, String text) {
    listener.accept(
        new KernelEvent.Printed(
            cell, stream, late ? "late-1" : "main", false, late, Instant.EPOCH, text));
  }

  static Failure failure(CellId cell, @Nullable String message) {
    return new Failure(
        "java.lang.IllegalStateException",
        message,
        List.of(new Failure.Frame(cell, 2, "main")),
        null,
        List.of());
  }

  static Diagnostic diagnostic(String message) {
    var place = new Diagnostic.Position(1, 1);
    return new Diagnostic(
        Diagnostic.Severity.ERROR, "compiler.err.expected", message, null, place, place);
  }

  @Override
  public void stop() {
    if (running) {
      stopped = true;
      go.release();
    } else {
      listener.accept(new KernelEvent.StopEnded(0));
    }
  }

  @Override
  public void stopLeftovers(CellId cell) {
    listener.accept(new KernelEvent.StillRunning(cell, new BusyThreads(0, List.of())));
  }

  @Override
  public void kill() {
    killed = true;
    go.release();
  }

  @Override
  public void input(long request, String line) {
    lines.add(line);
  }

  @Override
  public void endInput(long request) {
    lines.add("");
  }

  @Override
  public Completions complete(String source, int cursor) {
    if (closed) {
      throw new IllegalStateException("this kernel is closed");
    }
    if (source.startsWith("hold")) {
      asked.release();
      answer.acquireUninterruptibly();
    }
    return new Completions(
        cursor,
        Stream.of(source.split(" "))
            .map(word ->
                new Completions.Item(
                    word, Character.isUpperCase(word.charAt(0)), Completions.Kind.UNKNOWN, "", ""))
            .toList());
  }

  @Override
  public Signatures signatures(String source, int cursor) {
    return Signatures.NONE;
  }

  @Override
  public Optional<Documentation> documentation(String source, int cursor) {
    return Optional.empty();
  }

  /** Complains about each other cell, by its text. */
  @Override
  public List<Diagnostic> check(String source, List<String> others) {
    return others.stream().map(FakeKernel::diagnostic).toList();
  }

  /** All of it is one statement, unless it says that it is none. */
  @Override
  public CellParts parts(String source) {
    return source.startsWith("not Java")
        ? new CellParts(List.of(), List.of(diagnostic("not Java")))
        : new CellParts(
            List.of(new CellParts.Part(CellParts.Form.STATEMENT, 0, source.length())), List.of());
  }

  @Override
  public Completeness completeness(String source) {
    return new Completeness.Unknown();
  }

  /** Waits until it is asked for a completion that it holds. */
  public void awaitQuestion() {
    try {
      if (!asked.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new AssertionError("no completion was asked for within 30 s");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers a completion that is held. */
  public void answer() {
    answer.release();
  }

  @Override
  public Footprint footprint() {
    return new Footprint(OptionalLong.of(81_000_000), OptionalInt.of(17));
  }

  @Override
  public String description() {
    return "no Java, 2 cores";
  }

  @Override
  public void close() {
    closed = true;
    go.release(100);
  }
}
