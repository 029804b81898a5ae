package interleave.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much memory processes take, in MB. */
final class Memory {
  private static final double MEGABYTE = 1 << 20;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private Memory() {}

  /** The proportional set size: pages that processes share are counted once. Linux alone has it. */
  static boolean isProportional() {
    return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
  }

  static String kind() {
    return isProportional() ? "PSS" : "RSS";
  }

  static double of(ProcessHandle process) {
    try {
      return isProportional() ? proportional(process) : resident(process);
    } catch (IOException e) {
      throw new IllegalStateException("cannot tell the memory of process " + process.pid(), e);
    }
  }

  private static double proportional(ProcessHandle process) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / MEGABYTE)
          .findFirst()
          .orElseThrow();
    }
  }

  private static double resident(ProcessHandle process) throws IOException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    var pid = String.valueOf(process.pid());
    var said =
        windows
            ? output("powershell", "-Command", "(Get-Process -Id " + pid + ").WorkingSet64 / 1024")
            : output("ps", "-o", "rss=", "-p", pid);
    return Double.parseDouble(said.strip()) * 1024 / MEGABYTE;
  }

  /** What the heap of another Java holds after a collection. */
  static double heapAfterCollection(ProcessHandle process) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var pid = String.valueOf(process.pid());
    // Twice, since the first may only make something reachable for the cleaner.
    output(jcmd, pid, "GC.run");
    output(jcmd, pid, "GC.run");
    var info = output(jcmd, pid, "GC.heap_info");
    // One line for the only heap of G1, one for each generation of the other collectors.
    return info.lines()
            .filter(line -> !line.contains("space ") && !line.contains("Metaspace"))
            .flatMap(line -> USED.matcher(line).results())
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .sum()
        * 1024
        / MEGABYTE;
  }

  private static String output(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(Stream.of(command).toList() + " failed: " + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
