package interleave.kernel.jshell;

import interleave.kernel.KernelFailedException;
import interleave.worker.Frame;
import interleave.worker.Wire;
import interleave.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operating system's side of a worker: starts it, knows how it ended. */
final class WorkerProcess implements AutoCloseable {
  private static final int START_MILLIS = 60_000;
  private static final int KEPT_LINES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final Wire wire;
  private final String description;
  private final int heapMegabytes;
  private final Deque<String> lastLines;

  private WorkerProcess(
      Process process, Wire wire, String description, int heapMegabytes, Deque<String> lastLines) {
    this.process = process;
    this.wire = wire;
    this.description = description;
    this.heapMegabytes = heapMegabytes;
    this.lastLines = lastLines;
  }

  /**
   * Starts Java and waits until it has called back.
   *
   * @throws KernelFailedException if it does not
   */
  static WorkerProcess start(Path jar, int heapMegabytes, List<String> options) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          new ProcessBuilder(command(jar, heapMegabytes, options))
              .redirectErrorStream(true)
              .start();
      try {
        Deque<String> lastLines = new ArrayDeque<>();
        Thread.ofPlatform()
            .name("worker " + process.pid() + " console")
            .daemon()
            .start(() -> keepLastLines(process, lastLines));
        try (Writer input = process.outputWriter(StandardCharsets.US_ASCII)) {
          input.write(server.getLocalPort() + "\n" + secret + "\n");
        }
        return connect(server, secret, process, heapMegabytes, lastLines);
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new KernelFailedException("could not start Java for a notebook: " + e.getMessage(), e);
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
          + " MB. Your text and outputs are kept, the variables are gone.";
    }
    String kept = " Your text and outputs are kept, the variables are gone.";
    if (exiting && status != 143) {
      return "Your code ended Java with status " + status + " (System.exit)." + kept;
    }
    if (status == Worker.FAILED || status == 134) {
      synchronized (lastLines) {
        return "Java crashed (status "
            + status
            + ")."
            + kept
            + (lastLines.isEmpty() ? "" : " Its last words: " + String.join(" ", lastLines));
      }
    }
    return "Java was ended from outside (status " + status + ")." + kept;
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

  private static List<String> command(Path jar, int heapMegabytes, List<String> options) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    var command = new ArrayList<String>();
    command.add(java.toString());
    // Its pauses are short on few cores, and unlike the serial collector it lets two threads
    // allocate at once.
    command.add("-XX:+UseParallelGC");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Dinterleave.heap-megabytes=" + heapMegabytes);
    command.add("-XX:-UsePerfData");
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add(
        "-XX:ErrorFile="
            + Path.of(System.getProperty("java.io.tmpdir"), "interleave-crash-%p.log"));
    command.add("-Xlog:disable");
    command.add("-Djava.awt.headless=true");
    command.add("--enable-preview");
    command.add("-javaagent:" + jar);
    command.addAll(options);
    command.add("-cp");
    command.add(jar.toString());
    command.add(Worker.class.getName());
    return command;
  }

  private static WorkerProcess connect(
      ServerSocket server,
      String secret,
      Process process,
      int heapMegabytes,
      Deque<String> lastLines)
      throws IOException {
    server.setSoTimeout(200);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        Socket socket = server.accept();
        var wire = new Wire(socket);
        // Whoever else finds the port does not know the secret.
        if (wire.receive() instanceof Frame.Hello(var given, var description)
            && given.equals(secret)) {
          return new WorkerProcess(process, wire, description, heapMegabytes, lastLines);
        }
        wire.close();
      } catch (SocketTimeoutException e) {
        // Look whether the process still lives, then wait on.
      }
    }
    synchronized (lastLines) {
      throw new KernelFailedException(
          "Java for a notebook did not start: "
              + (lastLines.isEmpty() ? "it said nothing" : String.join("\n", lastLines)),
          null);
    }
  }

  // Nobody reads this while all is well: what the learner's code prints comes by the wire.
  private static void keepLastLines(Process process, Deque<String> lastLines) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lastLines) {
          if (lastLines.size() == KEPT_LINES) {
            lastLines.removeFirst();
          }
          lastLines.add(line);
        }
      }
    } catch (IOException e) {
      // The process ended, and its pipe with it.
    }
  }
}
