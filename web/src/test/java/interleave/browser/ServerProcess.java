package interleave.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Interleave as a user starts it: a command in a process of its own, known by what it prints. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+/\\?token=\\S+");
  private static final String END = "\u0000end of output";

  private final Process process;
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private ServerProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().name("output of server " + process.pid()).start(this::read);
  }

  /** {@code java -jar interleave.jar} with a free port and no browser. */
  public static ServerProcess jar(Path workspace) {
    return jar("--no-open", "--port", "0", "--workspace", workspace.toString());
  }

  /** The same, which keeps in the folder what Java learns about starting it. */
  public static ServerProcess jarWithStartupCache(Path folder, Path workspace) {
    return jar(
        folder.toString(),
        List.of("--no-open", "--port", "0", "--workspace", workspace.toString()));
  }

  static ServerProcess jar(String... options) {
    return jar("off", List.of(options));
  }

  private static ServerProcess jar(String startupCache, List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dinterleave.startup-cache=" + startupCache);
    Optional.ofNullable(System.getProperty("interleave.server.java")).ifPresent(command::add);
    command.add("-jar");
    command.add(System.getProperty("interleave.jar", "target/interleave.jar"));
    command.addAll(options);
    return start(Path.of("."), command);
  }

  public static ServerProcess start(Path folder, List<String> command) {
    try {
      return new ServerProcess(
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  private void read() {
    try (var reader = process.inputReader()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        printed.add(line);
        lines.add(line);
      }
    } catch (IOException e) {
      printed.add("reading stopped: " + e);
    } finally {
      lines.add(END);
    }
  }

  /** The address with its token, as soon as the server has printed it. */
  public URI address() {
    try {
      for (var line = lines.poll(2, TimeUnit.MINUTES);
          line != null && !line.equals(END);
          line = lines.poll(2, TimeUnit.MINUTES)) {
        var found = ADDRESS.matcher(line);
        if (found.find()) {
          return URI.create(found.group());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server printed no address, but: " + printed);
  }

  /** What it has printed so far. */
  List<String> printed() {
    return List.copyOf(printed);
  }

  /** Everything it printed, once it has ended. */
  List<String> printedUntilItsEnd() throws InterruptedException {
    reader.join();
    return printed();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end, as Ctrl-C or a closing terminal does; true if it was gone in time. */
  public boolean terminate(Duration limit) throws InterruptedException {
    process.destroy();
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
