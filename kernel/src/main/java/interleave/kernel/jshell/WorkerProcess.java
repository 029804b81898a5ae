package interleave.kernel.jshell;

import interleave.kernel.KernelFailedException;
import interleave.worker.Frame;
import interleave.worker.Wire;
import interleave.worker.Worker;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The operating system's side of a worker: starts it, knows how it ended. */
final class WorkerProcess implements AutoCloseable {
  private static final int LOOK_MILLIS = 200;
  private static final int HELLO_MILLIS = 5_000;
  private static final int WAITING_STRANGERS = 50;
  private static final String KEPT = " Your text and outputs are kept, the variables are gone.";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final Wire wire;
  private final String description;
  private final int heapMegabytes;
  private final Console console;

  private WorkerProcess(
      Process process, Wire wire, String description, int heapMegabytes, Console console) {
    this.process = process;
    this.wire = wire;
    this.description = description;
    this.heapMegabytes = heapMegabytes;
    this.console = console;
  }

  /**
   * Starts Java and waits until it has called back.
   *
   * @throws KernelFailedException if it does not
   */
  static WorkerProcess start(WorkerJar jar, KernelSettings settings, List<String> options) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    try (var server = new ServerSocket(0, WAITING_STRANGERS, InetAddress.getLoopbackAddress())) {
      Process process = WorkerCommand.builder(jar.file(), settings, options).start();
      try {
        var console = new Console(process);
        console.start();
        tell(process, server.getLocalPort() + "\n" + secret + "\n");
        return connect(server, secret, process, settings, console);
      } catch (IOException | RuntimeException | Error e) {
        end(process);
        throw e;
      }
    } catch (IOException e) {
      throw new KernelFailedException("could not start Java for a notebook: " + e.getMessage(), e);
    }
  }

  private static void tell(Process process, String text) {
    try (Writer input = process.outputWriter(StandardCharsets.US_ASCII)) {
      input.write(text);
    } catch (IOException e) {
      // It has ended already; connect() sees that, and knows its last words.
    }
  }

  Wire wire() {
    return wire;
  }

  String description() {
    return description;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly();
  }

  /**
   * Why the worker is gone, as a sentence for the reader. Waits for its end.
   *
   * @param exiting whether it announced its end, as it does for {@code System.exit}
   */
  String reason(boolean exiting) {
    int status = await();
    if (status == Worker.OUT_OF_MEMORY) {
      return "Java ran out of memory: the limit is "
          + heapMegabytes
          + " MB (--worker-heap)."
          + KEPT;
    }
    if (exiting && status != 143) {
      return "Your code ended Java with status " + status + " (System.exit)." + KEPT;
    }
    if (status == Worker.FAILED || status == 134) {
      return "Java crashed (status " + status + ")." + KEPT + lastWords();
    }
    return "Java was ended from outside (status " + status + ")." + KEPT + lastWords();
  }

  /** What the process itself wrote at last, as a sentence, empty if it wrote nothing. */
  String lastWords() {
    return console.lastWords();
  }

  /** Ends the worker, whatever it is doing; returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      wire.close();
    } catch (IOException e) {
      // The worker is gone, and with it the other side of the socket.
    }
    await();
  }

  private int await() {
    return await(process);
  }

  private static void end(Process process) {
    process.destroyForcibly();
    await(process);
  }

  private static int await(Process process) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
          } else {
            return process.exitValue();
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static WorkerProcess connect(
      ServerSocket server, String secret, Process process, KernelSettings settings, Console console)
      throws IOException {
    server.setSoTimeout(LOOK_MILLIS);
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        end(process);
        throw new KernelFailedException(
            "Java for a notebook did not get ready within "
                + settings.patience().toSeconds()
                + " s."
                + console.lastWords(),
            null);
      }
      try {
        Socket socket = server.accept();
        var wire = new Wire(socket);
        Optional<String> description = description(socket, wire, secret);
        if (description.isPresent()) {
          return new WorkerProcess(
              process, wire, description.get(), settings.heapMegabytes(), console);
        }
        wire.close();
      } catch (SocketTimeoutException e) {
        // Look whether the process still lives, then wait on.
      }
    }
    throw new KernelFailedException(
        "Java for a notebook did not start (status "
            + process.exitValue()
            + ")."
            + console.lastWords(),
        null);
  }

  /** What the worker says of itself; nothing from whoever else finds the port. */
  private static Optional<String> description(Socket socket, Wire wire, String secret) {
    try {
      socket.setSoTimeout(HELLO_MILLIS); // a stranger may say nothing at all
      Optional<String> description =
          wire.receive() instanceof Frame.Hello(var given, var words) && given.equals(secret)
              ? Optional.of(words)
              : Optional.empty();
      socket.setSoTimeout(0);
      return description;
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
