package interleave.jupyter;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Python of this machine that has Jupyter's libraries. */
public final class Python {
  private static final List<String> PLACES = List.of("python3", "/usr/bin/python3", "python");

  /** Also where its requirements stand. */
  static final Path SCRIPTS = Path.of("src", "test", "jupyter");

  private final String executable;

  private Python(String executable) {
    this.executable = executable;
  }

  /**
   * That of an environment below {@code target}, made by the first test that asks; where that does
   * not work, for example without a connection, one that has these modules. Skips the calling test,
   * with a plain line, on a machine with neither.
   */
  public static Python with(String... modules) throws IOException {
    var found =
        Stream.concat(
                Stream.concat(environment().stream(), Stream.ofNullable(System.getenv("PYTHON"))),
                PLACES.stream())
            .filter(python -> has(python, modules))
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(),
        "tests under Jupyter skipped: no Python here has "
            + String.join(", ", modules)
            + " or can install them (or set PYTHON to the one that does)");
    return new Python(found.orElseThrow());
  }

  /** One process at a time makes it, since tests run in several. */
  private static Optional<String> environment() throws IOException {
    var base = PLACES.stream().filter(python -> has(python, "venv", "ensurepip")).findFirst();
    if (base.isEmpty()) {
      return Optional.empty();
    }
    var target = Path.of("target");
    try (var lock = FileChannel.open(target.resolve("jupyter.lock"), CREATE, WRITE);
        var _ = lock.lock()) {
      var said =
          new ProcessBuilder(
                  base.get(),
                  SCRIPTS.resolve("environment.py").toString(),
                  target.resolve("jupyter").toString())
              .redirectError(target.resolve("jupyter.txt").toFile())
              .start()
              .inputReader()
              .readAllAsString()
              .strip();
      return Optional.of(said).filter(python -> !python.isEmpty());
    }
  }

  private static boolean has(String python, String... modules) {
    try {
      var process =
          new ProcessBuilder(python, "-c", "import " + String.join(", ", modules))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs with Jupyter's data in that folder. */
  public ProcessBuilder builder(Path data, String... arguments) {
    var command = new ArrayList<>(List.of(executable));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("JUPYTER_DATA_DIR", data.toString());
    builder.environment().put("JUPYTER_PREFER_ENV_PATH", "0");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  /** The program's jar with these arguments; what it prints, and its status at the end. */
  public static String interleave(Path data, int status, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("interleave.jar", "target/interleave.jar")));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JUPYTER_DATA_DIR", data.toString());
    var process = builder.start();
    try (var reader = process.inputReader()) {
      var said = String.join("\n", reader.lines().toList());
      int ended = process.waitFor();
      if (ended != status) {
        throw new AssertionError(command + " ended with status " + ended + " and said: " + said);
      }
      return said;
    }
  }

  static Optional<String> text(String line, String key) {
    var value = tools.jackson.databind.json.JsonMapper.shared().readTree(line).path(key);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }
}
