package interleave.web;

import interleave.jupyter.JupyterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where the Python environment that is active lives, as {@code sys.prefix} says in Python. */
final class PythonPrefix {
  private PythonPrefix() {}

  /**
   * Of the environment that is named, else of the first Python on the path.
   *
   * @throws JupyterException if there is none
   */
  static Path find() {
    return Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
        .map(name -> Optional.ofNullable(System.getenv(name)).orElse(""))
        .filter(folder -> !folder.isEmpty())
        .findFirst()
        .or(() ->
            Stream.of("python3", "python").flatMap(python -> ask(python).stream()).findFirst())
        .map(Path::of)
        .orElseThrow(() ->
            new JupyterException(
                "there is no Python here whose prefix could be asked for: use --user, or --prefix"
                    + " and a folder"));
  }

  private static Optional<String> ask(String python) {
    try {
      var process =
          new ProcessBuilder(List.of(python, "-c", "import sys; print(sys.prefix)")).start();
      try (var answer = process.inputReader()) {
        var line = answer.readLine();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
            ? Optional.ofNullable(line)
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty(); // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
