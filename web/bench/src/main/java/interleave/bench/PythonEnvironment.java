package interleave.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The Python of the tests under Jupyter, with what is compared with ours. */
final class PythonEnvironment {
  private PythonEnvironment() {}

  /** Its path; made below {@code web/target} if it is not there yet. */
  static String python() throws IOException, InterruptedException {
    var web = Path.of(System.getProperty("interleave.root", "..")).resolve("web").toAbsolutePath();
    var process =
        new ProcessBuilder(
                "python3",
                web.resolve("src/test/jupyter/environment.py").toString(),
                web.resolve("target/jupyter").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("no Python environment could be made");
    }
    return said;
  }
}
