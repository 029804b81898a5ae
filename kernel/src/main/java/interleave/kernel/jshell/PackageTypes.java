package interleave.kernel.jshell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code import java.util.*} can give a meaning to, for packages that every Java has. */
final class PackageTypes {
  /** Packages that a program may use, all of them. */
  private static final String PUBLISHED = "java.";

  private static final String CLASS = ".class";

  private static final Map<String, Set<String>> KNOWN = new ConcurrentHashMap<>();

  private PackageTypes() {}

  /** The simple names of a package's types; empty where nobody knows. */
  static Set<String> of(String packageName) {
    return packageName.startsWith(PUBLISHED)
        ? KNOWN.computeIfAbsent(packageName, PackageTypes::read)
        : Set.of();
  }

  private static Set<String> read(String packageName) {
    FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
    var types = new HashSet<String>();
    try (DirectoryStream<Path> modules =
        Files.newDirectoryStream(jdk.getPath("/packages", packageName))) {
      for (Path module : modules) {
        addTypes(jdk.getPath("/modules", name(module), packageName.replace('.', '/')), types);
      }
    } catch (IOException e) {
      return Set.of();
    }
    return Set.copyOf(types);
  }

  private static void addTypes(Path folder, Set<String> types) throws IOException {
    if (!Files.isDirectory(folder)) {
      return; // the module has only packages below this one
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CLASS)) {
      for (Path file : files) {
        types.add(name(file).substring(0, name(file).length() - CLASS.length()));
      }
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
