package interleave.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import interleave.slow.Events;
import interleave.slow.SlowService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(60)
@Isolated("looks for threads named fetch-, which others have too")
class FetchAllTest {

  private final HttpFetch http = new HttpFetch();
  private SlowService service;

  @BeforeEach
  void start() throws IOException {
    service = SlowService.start();
  }

  @AfterEach
  void close() {
    http.close();
    service.close();
  }

  private SlowUrls urls(int count, IntFunction<Duration> delayOf) {
    return SlowUrls.make(new SlowServiceLink(http, service.address()), count, delayOf);
  }

  private static String threads(Path folder) throws IOException {
    Path dump = folder.resolve("threads.txt");
    Files.deleteIfExists(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    return Files.readString(dump);
  }

  @Test
  void keepsTheOrderOfTheAddressesWhicheverAnswersFirst() throws Exception {
    var urls = urls(20, i -> Duration.ofMillis(100 - 5 * i));
    assertThat(Fetching.fetchAll(urls)).isEqualTo(urls.pages()).startsWith("page 1", "page 2");
  }

  @Test
  void hasThemAllInFlightAtTheSameTime() throws Exception {
    var urls = urls(20, _ -> Duration.ofMillis(500));
    Fetching.fetchAll(urls);
    assertThat(urls.seen().mostInFlight()).isEqualTo(20);
    assertThat(urls.seen().requests()).isEqualTo(20);
  }

  @Test
  void returnsNothingForNothing() throws Exception {
    assertThat(Fetching.fetchAll(List.of())).isEmpty();
  }

  @Test
  void namesItsThreadsAndLeavesNone(@TempDir Path folder) throws Exception {
    var urls = urls(3, _ -> Duration.ofSeconds(1));
    var pages = CompletableFuture.supplyAsync(() -> fetchUnchecked(urls));
    Events.await("three are in flight", () -> urls.seen().mostInFlight() == 3);
    assertThat(threads(folder)).contains("fetch-1", "fetch-2", "fetch-3");
    pages.get(30, TimeUnit.SECONDS);
    assertThat(threads(folder)).doesNotContain("fetch-1");
  }

  @Test
  void cancelsTheRestWhenOneFails(@TempDir Path folder) throws Exception {
    var slow = urls(5, _ -> Duration.ofMinutes(10));
    var urls = new ArrayList<>(slow);
    // It fails only when the others are in flight: a page that does not exist, asked after a delay
    // that does.
    var failing =
        new ScriptedServer((_, connection) -> {
          ScriptedServer.readRequest(connection);
          Events.await("five are in flight", () -> slow.seen().mostInFlight() == 5);
          ScriptedServer.say(connection, "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
        });
    try (failing) {
      urls.add(2, failing.url());
      assertThatThrownBy(() -> Fetching.fetchAll(urls))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("500 Broken");
      assertThat(threads(folder)).doesNotContain("fetch-1");
      Events.await("the service sees five cancelled", () -> slow.seen().cancelled() == 5);
    }
  }

  @Test
  void cancelsAllWhenItsCallerIsInterrupted(@TempDir Path folder) throws Exception {
    var urls = urls(5, _ -> Duration.ofMinutes(10));
    var failure = new CompletableFuture<Throwable>();
    var caller =
        Thread.ofPlatform()
            .name("caller")
            .start(() -> {
              try {
                Fetching.fetchAll(urls);
              } catch (IOException | InterruptedException e) {
                failure.complete(e);
              }
            });
    Events.await("five are in flight", () -> urls.seen().mostInFlight() == 5);
    caller.interrupt();
    assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(threads(folder)).doesNotContain("fetch-1");
    Events.await("the service sees five cancelled", () -> urls.seen().cancelled() == 5);
  }

  private List<String> fetchUnchecked(List<URI> urls) {
    try {
      return Fetching.fetchAll(urls);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
