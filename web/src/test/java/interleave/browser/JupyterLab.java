package interleave.browser;

import interleave.jupyter.Python;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** JupyterLab as a process, on a free port, with settings of nobody's. */
final class JupyterLab implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final URI address;

  private JupyterLab(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Serves the notebooks with the kernels below {@code data}. */
  static JupyterLab start(Python python, Path data, Path notebooks)
      throws IOException, InterruptedException {
    var said = Path.of("target", "jupyterlab.txt");
    var runtime = Files.createDirectories(data.resolve("runtime"));
    var builder =
        python
            .builder(
                data,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ServerApp.port=0",
                "--ServerApp.root_dir=" + notebooks)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JUPYTER_CONFIG_DIR", data.resolve("config").toString());
    builder.environment().put("JUPYTER_RUNTIME_DIR", runtime.toString());
    builder.environment().put("JUPYTERLAB_SETTINGS_DIR", settings(data).toString());
    builder.environment().put("JUPYTERLAB_WORKSPACES_DIR", data.resolve("workspaces").toString());
    var process = builder.start();
    for (int tenths = 0; tenths < 10 * PATIENCE_SECONDS && process.isAlive(); tenths++) {
      var address = address(runtime.resolve("jpserver-" + process.pid() + ".json"));
      if (address.isPresent()) {
        return new JupyterLab(process, address.get());
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new AssertionError("JupyterLab does not start, it said: " + Files.readString(said));
  }

  /** Nothing from outside, and no question about it on the page. */
  private static Path settings(Path data) throws IOException {
    var settings = data.resolve("settings");
    var notification =
        Files.createDirectories(settings.resolve("@jupyterlab").resolve("apputils-extension"))
            .resolve("notification.jupyterlab-settings");
    Files.writeString(notification, "{\"fetchNews\": \"false\", \"checkForUpdates\": false}");
    return settings;
  }

  /** It writes the file when it listens. */
  private static Optional<URI> address(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return Optional.empty();
    }
    var server = JsonMapper.shared().readTree(file);
    return Optional.of(
        URI.create(server.path("url").asString() + "?token=" + server.path("token").asString()));
  }

  /** Where it shows that notebook. */
  String notebook(String file) {
    return address.resolve("lab/tree/" + file + "?" + address.getRawQuery()).toString();
  }

  /** Ends its kernels too. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("JupyterLab does not end", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
