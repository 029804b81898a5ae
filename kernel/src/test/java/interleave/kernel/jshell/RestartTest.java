package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  /** A restart is a new Java and its warm-up, about a second of work: 500 are for a quiet hour. */
  private static final String RESTARTS = System.getProperty("interleave.restarts", "20");

  private static final Pattern OPEN_FILES = Pattern.compile("openFiles=(\\d+)");

  private static int openFiles(String held) {
    Matcher number = OPEN_FILES.matcher(held);
    assertThat(number.find()).as(held).isTrue();
    return Integer.parseInt(number.group(1));
  }

  private static String held(List<String> lines, String when) {
    return lines.stream()
        .filter(line -> line.startsWith(when))
        .map(line -> line.substring(when.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void leaveNoProcessNoThreadNoOpenFileAndNoTemporaryFile(@TempDir Path temporary)
      throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Restarts.class.getName(),
                RESTARTS)
            .redirectErrorStream(true)
            .start();
    try {
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
      String before = held(lines, "before ");
      String after = held(lines, "after ");
      assertThat(OPEN_FILES.matcher(after).replaceAll(""))
          .isEqualTo(OPEN_FILES.matcher(before).replaceAll(""))
          .contains("processes=0");
      // Not all are the same: the JVM opens one here and there, for good. A leak is one a restart.
      assertThat(openFiles(after)).isLessThan(openFiles(before) + Integer.parseInt(RESTARTS) / 2);
    } finally {
      process.destroyForcibly();
    }
  }
}
