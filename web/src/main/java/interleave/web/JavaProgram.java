package interleave.web;

import java.nio.file.Path;

/** The Java that runs this. */
final class JavaProgram {
  private JavaProgram() {}

  static Path path() {
    var windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }
}
