package interleave.web;

import java.lang.reflect.InvocationTargetException;

/**
 * Where {@code java -jar} begins. Compiled for Java 17, unlike everything else, so that an older
 * Java than 25 can load it and say in one sentence what is missing, instead of
 * "UnsupportedClassVersionError". Hence no reference to another class of ours.
 */
public final class Launcher {
  private static final int NEEDED = 25;

  private Launcher() {}

  public static void main(String[] arguments) throws Throwable {
    int found = Runtime.version().feature();
    if (found != NEEDED) {
      complain("this is Java " + found + " in " + System.getProperty("java.home"));
    } else if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
      complain("the Java in " + System.getProperty("java.home") + " has no compiler");
    } else {
      var main = Class.forName("interleave.web.Relaunch").getMethod("main", String[].class);
      try {
        main.invoke(null, (Object) arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static void complain(String found) {
    System.err.println(
        "Interleave needs a JDK "
            + NEEDED
            + ", but "
            + found
            + ": install a JDK "
            + NEEDED
            + " (any vendor, for example Temurin) and start it with that one's java");
    System.exit(1);
  }
}
