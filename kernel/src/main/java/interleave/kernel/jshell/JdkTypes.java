package interleave.kernel.jshell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public API of java.base by simple name, for those who forgot an import or a capital. */
final class JdkTypes {
  private JdkTypes() {}

  /** Made when the first mistake needs it: takes some 50 ms. */
  private static final class Holder {
    static final Map<String, List<String>> PACKAGES = read();
  }

  /** The packages that have a type of this name, whatever its capitals; the most used first. */
  static Map<String, List<String>> packages() {
    return Holder.PACKAGES;
  }

  private static Map<String, List<String>> read() {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class") && !file.toString().contains("$"))
          .collect(
              Collectors.groupingBy(
                  file -> file.getFileName().toString().replace(".class", ""),
                  TreeMap::new,
                  Collectors.mapping(JdkTypes::packageOf, Collectors.toList())));
    } catch (IOException e) {
      return Map.of(); // then nobody is told
    }
  }

  private static String packageOf(Path file) {
    return "java." + root(file);
  }

  private static String root(Path file) {
    Path inside = file.subpath(3, file.getNameCount() - 1);
    return inside.toString().replace('/', '.');
  }
}
