package interleave.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What a figure depends on besides our code. */
final class Machine {
  private Machine() {}

  static List<String> facts() {
    return List.of(
        "# Figures",
        "",
        "Written by `mvn -q -Pbench`; medians, with the baseline in the same run. What each line means",
        "stands in the class that measures it, in `web/bench/src/main/java/interleave/bench`.",
        "",
        "| | |",
        "|---|---|",
        "| date | " + LocalDate.now(ZoneOffset.UTC) + " |",
        "| processor | " + processor() + ", " + cores() + " cores |",
        "| memory | " + memory() + " |",
        "| system | %s %s |"
            .formatted(System.getProperty("os.name"), System.getProperty("os.version")),
        "| JDK | %s, %s |"
            .formatted(System.getProperty("java.vendor.version", "?"), Runtime.version()),
        "| load average at the start | " + load() + " |");
  }

  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "not known" : String.format(Locale.ROOT, "%.1f", load);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / (1 << 20) + " MB"
        : "not known";
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch"); // no Linux
    }
  }
}
