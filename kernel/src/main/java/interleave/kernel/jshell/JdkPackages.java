package interleave.kernel.jshell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The names of the JDK's packages, for JShell's index. It asks for the platform's files and walks
 * all of them, 30 000 classes, and keeps a map of their simple names; of that we use the packages,
 * for completion. A jar with one entry a package says the same and spares each server and each
 * kernel under Jupyter about 20 MB and half a second of a processor.
 */
final class JdkPackages {
  private static final String ANY_CLASS = "/Any.class";

  private JdkPackages() {}

  /** One for all compilers: JShell keeps an index for each path that it meets, for good. */
  private static final class Holder {
    static final Optional<Path> JAR = write();
  }

  /** One small file; none if the temporary folder takes none. */
  static Optional<Path> jar() {
    return Holder.JAR;
  }

  private static Optional<Path> write() {
    try {
      Path file = Files.createTempFile("interleave-packages", ".jar");
      file.toFile().deleteOnExit();
      try (var jar = new ZipOutputStream(Files.newOutputStream(file))) {
        ModuleFinder.ofSystem().findAll().stream()
            .map(ModuleReference::descriptor)
            .flatMap(module -> module.exports().stream())
            .filter(exported -> !exported.isQualified())
            .map(Exports::source)
            .distinct()
            .forEach(name -> add(jar, name));
      }
      return Optional.of(file);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static void add(ZipOutputStream jar, String packageName) {
    try {
      jar.putNextEntry(new ZipEntry(packageName.replace('.', '/') + ANY_CLASS));
      jar.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
