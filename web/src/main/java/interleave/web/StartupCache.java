package interleave.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The file in which Java keeps what it learnt about starting this program (JEP 483, 515): classes
 * read and linked, and which methods are worth compiling. One for each build of Java and of the
 * program, in the user's folder for caches. Java itself refuses one that does not fit and starts as
 * if there were none, so a wrong one costs time and nothing else.
 *
 * <p>{@code -Dinterleave.startup-cache=off} switches it off; another value is a folder to keep it
 * in.
 */
final class StartupCache {
  static final String PROPERTY = "interleave.startup-cache";
  static final String OFF = "off";

  private static final String SUFFIX = ".aot";

  private static final String NEXT = "next";

  /** Whoever was writing it has been killed. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** Of other builds, which may be in use as well. */
  private static final int KEPT = 2;

  private final Path jar;
  private final Path folder;
  private final Path file;

  private StartupCache(Path jar, Path folder, String key) {
    this.jar = jar;
    this.folder = folder;
    this.file = folder.resolve("start-" + key + SUFFIX);
  }

  /**
   * That of this program; empty if it does not run from a jar, if the cache is switched off, and on
   * Windows, where {@link Relaunch} could not use it.
   */
  static Optional<StartupCache> find(Path program) {
    var where = System.getProperty(PROPERTY, "");
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (where.equals(OFF) || system.startsWith("windows") || !Files.isRegularFile(program)) {
      return Optional.empty();
    }
    var folder =
        where.isEmpty()
            ? folder(System.getenv(), system, Path.of(System.getProperty("user.home")))
            : Path.of(where);
    try {
      return Optional.of(new StartupCache(program, folder, key(program)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path folder(Map<String, String> environment, String system, Path home) {
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches").resolve("interleave");
    }
    var cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (cache.isEmpty() ? home.resolve(".cache") : Path.of(cache)).resolve("interleave");
  }

  private static String key(Path jar) throws IOException {
    var facts =
        String.join(
            "\n",
            System.getProperty("java.vm.version"),
            System.getProperty("java.home"),
            jar.toAbsolutePath().toString(),
            String.valueOf(Files.size(jar)),
            Files.getLastModifiedTime(jar).toString());
    var sum = new CRC32();
    sum.update(facts.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }

  /** Where it is or would be. */
  Path file() {
    return file;
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  /** The options of Java that make use of it. Java stays silent about one that does not fit. */
  List<String> options() {
    return List.of("-XX:AOTCache=" + file, "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  /**
   * Makes one unless there is one, while the program runs; what is not ready at its end is gone.
   */
  void makeInBackground() {
    if (!exists()) {
      // Without a cache the next start is as slow as this one; nobody need be told.
      Thread.ofVirtual().name("startup cache").start(this::make);
    }
  }

  /**
   * Starts the program once more, as a rehearsal that ends by itself, and keeps what Java learnt.
   * If this program ends first, so does the rehearsal.
   *
   * @return what went wrong, empty if nothing did
   */
  Optional<String> make() {
    try {
      Files.createDirectories(folder);
      var next = Files.createTempFile(folder, NEXT, ".tmp");
      try {
        int status = rehearse(next);
        if (status != 0 || Files.size(next) == 0) {
          return Optional.of("this Java has written no cache (status " + status + ")");
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        deleteOld();
        return Optional.empty();
      } finally {
        delete(next);
      }
    } catch (IOException e) {
      return Optional.of("cannot write to " + folder + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private int rehearse(Path next) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command(next))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var end = new Thread(() -> end(process, next), "ends the rehearsal");
    try {
      Runtime.getRuntime().addShutdownHook(end);
      int status = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
      return status;
    } catch (IllegalStateException e) { // this program is ending
      return end(process, next);
    }
  }

  private static int end(Process process, Path next) {
    var all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    delete(next);
    return -1;
  }

  private List<String> command(Path next) {
    var command = new ArrayList<String>();
    var nice = Path.of("/usr/bin/nice");
    if (Files.isExecutable(nice)) {
      command.addAll(List.of(nice.toString(), "-n", "10")); // the reader's cells come first
    }
    command.addAll(
        List.of(
            JavaProgram.path().toString(),
            "-XX:AOTCacheOutput=" + next,
            "-Xlog:disable",
            "-D" + PROPERTY + "=" + OFF,
            "-Dinterleave.exit-with-parent=true",
            "-jar",
            jar.toString(),
            "rehearse"));
    return command;
  }

  private void deleteOld() throws IOException {
    long abandoned = System.currentTimeMillis() - ABANDONED.toMillis();
    try (var files = Files.list(folder)) {
      files
          .filter(other -> other.getFileName().toString().startsWith(NEXT))
          .filter(other -> other.toFile().lastModified() < abandoned)
          .forEach(StartupCache::delete);
    }
    try (var files = Files.list(folder)) {
      files
          .filter(other -> other.toString().endsWith(SUFFIX) && !other.equals(file))
          .sorted(
              Comparator.comparingLong((Path other) -> other.toFile().lastModified()).reversed())
          .skip(KEPT)
          .forEach(StartupCache::delete);
    }
  }

  private static void delete(Path old) {
    try {
      Files.deleteIfExists(old);
      Files.deleteIfExists(Path.of(old + ".config"));
    } catch (IOException e) {
      // Somebody has it open (Windows). It goes the next time.
    }
  }
}
