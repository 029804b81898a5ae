package interleave.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The folder that makes a kernel known to Jupyter: how to start it, its name and its logos. The
 * program is copied into it, so it works on when the download is moved or built anew.
 */
public final class KernelSpec {
  private static final String NAME = "interleave";
  private static final String JAR = "interleave.jar";
  private static final String CACHE = "interleave.aot";
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

  private final Path folder;

  /** In Jupyter's folder for data. */
  public KernelSpec(Path data) {
    this.folder = data.resolve("kernels").resolve(NAME);
  }

  public Path folder() {
    return folder;
  }

  public Path jar() {
    return folder.resolve(JAR);
  }

  /** Where Java keeps what it learnt about starting this program. */
  public Path cache() {
    return folder.resolve(CACHE);
  }

  /**
   * Writes the folder, or writes it anew.
   *
   * @param jar the program
   * @param java how it is started: Java and its options
   * @param options of {@code jupyter run}
   * @throws JupyterException if that cannot be done
   */
  public void install(Path jar, List<String> java, List<String> options) {
    try {
      Files.createDirectories(folder);
      if (!Files.exists(jar()) || !Files.isSameFile(jar, jar())) {
        replace(jar);
      }
      for (var logo : LOGOS) {
        try (var picture = logo(logo)) {
          Files.copy(picture, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.writeString(folder.resolve("kernel.json"), json(java, options));
    } catch (AccessDeniedException e) {
      throw new JupyterException(
          "cannot write to "
              + folder
              + ": it is not yours to write. Install with --user, or with --prefix and a folder of"
              + " yours",
          e);
    } catch (IOException e) {
      throw new JupyterException("cannot write " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Not over the old one: a kernel that runs reads from it. */
  private void replace(Path jar) throws IOException {
    var next = folder.resolve(JAR + ".new");
    Files.copy(jar, next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, jar(), StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(cache()); // it is about the old one
  }

  private static InputStream logo(String name) throws IOException {
    var found = KernelSpec.class.getResourceAsStream(name);
    if (found == null) {
      throw new IOException("the build left out " + name);
    }
    return found;
  }

  private String json(List<String> java, List<String> options) {
    var json = Json.object();
    var command = json.putArray("argv");
    var words = new ArrayList<>(java);
    words.addAll(List.of("-jar", jar().toString(), "jupyter", "run"));
    words.addAll(options);
    words.add("{connection_file}");
    words.forEach(command::add);
    json.put("display_name", "Java " + Runtime.version().feature() + " (Interleave)")
        .put("language", "java")
        .put("interrupt_mode", "message")
        .put("kernel_protocol_version", Envelope.VERSION)
        .putObject("metadata")
        .put("debugger", false);
    var indent = new DefaultIndenter(" ", "\n");
    return Json.MAPPER
            .writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent))
            .writeValueAsString(json)
        + "\n";
  }

  /**
   * Removes the folder; empty if there was none.
   *
   * @throws JupyterException if it is there and cannot be removed
   */
  public Optional<Path> uninstall() {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
      return Optional.of(folder);
    } catch (IOException e) {
      throw new JupyterException("cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }
}
