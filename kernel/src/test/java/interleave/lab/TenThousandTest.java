package interleave.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import interleave.slow.SlowServiceMain;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(120)
@ResourceLock("interleave.lab.Recording")
class TenThousandTest {

  private static final int MANY = 10_000;

  @Test
  void requestsAreInFlightAtTheSameTime() throws Exception {
    assumeTrue(filesToOpen() > MANY + 1_500, "this process may not open 10 000 connections");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // A process of its own, as in use: two ends of 10 000 connections are more than one process may
    // open.
    Process process =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), SlowServiceMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        var http = Fetching.HTTP) {
      var link = new SlowServiceLink(http, in.readLine());
      // The wait is long, so that the first is still waiting when the last has come, however slow
      // this machine is.
      var urls = SlowUrls.make(link, MANY, _ -> Duration.ofSeconds(8));
      assertThat(Fetching.fetchAll(urls)).isEqualTo(urls.pages());
      assertThat(urls.seen().mostInFlight()).isEqualTo(MANY);
      assertThat(urls.seen().cancelled()).isZero();
    } finally {
      process.getOutputStream().close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS))
          .as("the service ends with its input")
          .isTrue();
    }
  }

  private static long filesToOpen() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
