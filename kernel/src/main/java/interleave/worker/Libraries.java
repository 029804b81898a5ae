package interleave.worker;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;

/** Jars that come into a worker while it runs. */
final class Libraries {
  private Libraries() {}

  /**
   * Adds to the class path of the whole JVM rather than to the loader of cells: the threads of the
   * common pool know only that one, and so does a ServiceLoader that runs on them.
   *
   * @return what went wrong, empty if nothing did
   */
  static String add(List<String> jars) {
    for (String jar : jars) {
      try {
        // Stays open for as long as the JVM loads classes from it.
        Agent.instrumentation().appendToSystemClassLoaderSearch(new JarFile(jar));
      } catch (IOException e) {
        return "cannot read the library " + jar + ": " + e.getMessage();
      }
    }
    return "";
  }
}
