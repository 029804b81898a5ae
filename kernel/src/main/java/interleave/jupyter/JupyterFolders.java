package interleave.jupyter;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Jupyter keeps what belongs to a user, on each system. */
public final class JupyterFolders {
  private JupyterFolders() {}

  /** Jupyter's data of the user who runs this. */
  public static Path ofUser() {
    return ofUser(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  static Path ofUser(Map<String, String> environment, String system, Path home) {
    var named = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    var lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac")) {
      return home.resolve("Library").resolve("Jupyter");
    }
    if (lower.startsWith("windows")) {
      var roaming = environment.getOrDefault("APPDATA", "");
      return roaming.isEmpty()
          ? home.resolve(".jupyter").resolve("data")
          : Path.of(roaming, "jupyter");
    }
    var data = environment.getOrDefault("XDG_DATA_HOME", "");
    return data.isEmpty()
        ? home.resolve(".local").resolve("share").resolve("jupyter")
        : Path.of(data, "jupyter");
  }

  /** Jupyter's data below a prefix, such as that of a Python environment. */
  public static Path ofPrefix(Path prefix) {
    return prefix.resolve("share").resolve("jupyter");
  }

  /** The file in which our kernels keep what was run. */
  public static Path history() {
    return ofUser().resolve("interleave").resolve("history.jsonl");
  }
}
