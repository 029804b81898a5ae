package interleave.kernel.jshell;

import interleave.kernel.Footprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How much memory and how many threads a process has. Java does not tell of another process, so
 * Linux is asked by its files, macOS by {@code ps} and Windows by {@code tasklist}, which do not
 * count threads.
 */
final class ProcessFootprint {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
  private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
  private static final int PATIENCE_SECONDS = 2;

  private ProcessFootprint() {}

  static Footprint of(long pid) {
    var files = PROCESSES.resolve(String.valueOf(pid));
    if (Files.isDirectory(files)) {
      String status = text(files.resolve("status"));
      OptionalLong shared = kilobytes(PSS, text(files.resolve("smaps_rollup")));
      return new Footprint(shared.isPresent() ? shared : kilobytes(RSS, status), threads(status));
    }
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    List<String> question =
        windows
            ? List.of("tasklist", "/FI", "PID eq " + pid, "/FO", "CSV", "/NH")
            : List.of("ps", "-o", "rss=", "-p", String.valueOf(pid));
    return new Footprint(ofAnswer(answer(question)), OptionalInt.empty());
  }

  /** The last figure: {@code ps} has no other, {@code tasklist} ends with "81,432 K", or 81.432. */
  static OptionalLong ofAnswer(String answer) {
    String last = answer.strip().replaceAll("(?s).*\",\"", "").replaceAll("\\D", "");
    return last.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(last) * 1024);
  }

  private static OptionalLong kilobytes(Pattern line, String text) {
    var found = line.matcher(text);
    return found.find()
        ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024)
        : OptionalLong.empty();
  }

  private static OptionalInt threads(String status) {
    var found = THREADS.matcher(status);
    return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return ""; // it has just ended, or an old Linux has no such file
    }
  }

  private static String answer(List<String> question) {
    try {
      Process process = new ProcessBuilder(question).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
