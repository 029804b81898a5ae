package interleave.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.lab.Seen.Arrival;
import interleave.slow.SlowService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ResourceLock("interleave.lab.Recording")
class SlowUrlsTest {

  private final HttpFetch http = new HttpFetch();
  private SlowService service;
  private SlowServiceLink link;

  @BeforeEach
  void start() throws IOException {
    service = SlowService.start();
    link = new SlowServiceLink(http, service.address());
  }

  @AfterEach
  void close() {
    http.close();
    service.close();
  }

  @Nested
  class Making {
    @Test
    void givesFreshAddressesOnThisMachine() {
      var urls = SlowUrls.make(link, 3, _ -> Duration.ZERO);
      assertThat(urls).hasSize(3).doesNotHaveDuplicates();
      assertThat(urls)
          .allMatch(url -> url.toString().startsWith("http://" + service.address() + "/"));
      assertThat(urls).doesNotContainAnyElementsOf(SlowUrls.make(link, 3, _ -> Duration.ZERO));
    }

    @Test
    void givesEachAddressItsOwnDelayInNanoseconds() throws Exception {
      var urls = SlowUrls.make(link, 5, i -> Duration.ofNanos(i < 3 ? 7 : i));
      try (var recording = Recording.start()) {
        for (URI url : urls) {
          http.fetch(url);
        }
        assertThat(recording.fetches().spans().stream().mapToLong(Recording.Span::delayNanos))
            .contains(7L, 3L, 4L);
      }
    }

    @Test
    void cannotBeChanged() {
      var urls = SlowUrls.make(link, 3, _ -> Duration.ZERO);
      assertThatThrownBy(() -> urls.add(URI.create("http://a/")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(urls::removeFirst).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 20_001})
    void saysHowManyThereCanBe(int count) {
      assertThatThrownBy(() -> SlowUrls.make(link, count, _ -> Duration.ZERO))
          .hasMessage("expected 1 to 20000 addresses, found " + count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT10M0.000000001S", "PT1000000H"})
    void saysHowLongTheyCanWait(String delay) {
      assertThatThrownBy(
              () -> SlowUrls.make(link, 2, i -> i == 1 ? Duration.parse(delay) : Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Duration.parse(delay) + " for address 1");
    }

    @Test
    void acceptsTheMostAddressesWithADelayOfTheirOwn() {
      assertThat(SlowUrls.make(link, 20_000, i -> Duration.ofMinutes(10).minusNanos(i)))
          .hasSize(20_000);
    }

    /** Where no file is left, not even a class can be loaded. */
    @Test
    void leavesFilesForOthersHoweverManyThereAre(@TempDir Path folder) throws IOException {
      SlowUrls.make(link, 20_000, _ -> Duration.ZERO);
      assertThat(Files.writeString(folder.resolve("page.txt"), "kept")).hasContent("kept");
    }

    @Test
    void saysThatTheServiceIsGone() {
      service.close();
      assertThatThrownBy(() -> SlowUrls.make(link, 1, _ -> Duration.ZERO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the slow service at " + service.address());
    }
  }

  @Nested
  class Seeing {
    @Test
    void tellsRequestsAndArrivalsInTheirOrder() throws Exception {
      var urls = SlowUrls.make(link, 3, _ -> Duration.ofMillis(1));
      http.fetch(urls.get(2));
      http.fetch(urls.get(0));
      Seen seen = urls.seen();
      assertThat(seen.requests()).isEqualTo(2);
      assertThat(seen.mostInFlight()).isEqualTo(1);
      assertThat(seen.cancelled()).isZero();
      assertThat(seen.arrivals()).extracting(Arrival::page).containsExactly(3, 1);
      assertThat(seen.arrivals()).extracting(Arrival::at).isSorted().allMatch(Duration::isPositive);
    }

    @Test
    void isEmptyBeforeTheFirstRequest() {
      assertThat(SlowUrls.make(link, 3, _ -> Duration.ZERO).seen())
          .isEqualTo(new Seen(0, 0, 0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void knowsTheRightAnswers() throws Exception {
      var urls = SlowUrls.make(link, 2, _ -> Duration.ZERO);
      assertThat(urls.pages()).containsExactly("page 1", "page 2");
      assertThat(http.fetch(urls.get(1))).isEqualTo("page 2");
    }
  }
}
