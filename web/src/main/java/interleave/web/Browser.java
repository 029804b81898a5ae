package interleave.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The reader's browser, if this machine has one. */
final class Browser {
  private Browser() {}

  /** Never fails: the address stands in the terminal as well. */
  static void open(String address) {
    try {
      new ProcessBuilder(command(System.getProperty("os.name").toLowerCase(Locale.ROOT), address))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // no such program here: a machine without a desktop
    }
  }

  // java.awt.Desktop would need a display library of its own and half a second.
  private static List<String> command(String system, String address) {
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", address);
    }
    return List.of(system.startsWith("mac") ? "open" : "xdg-open", address);
  }
}
