package interleave.lab;

import static interleave.lab.FetchOption.atMost;
import static interleave.lab.FetchOption.retries;
import static interleave.lab.Fetching.fetchAll;
import static interleave.lab.Fetching.fetchResults;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.lab.FetchResult.Failure;
import interleave.lab.Seen.Arrival;
import interleave.lab.Seen.Ending;
import interleave.slow.Events;
import interleave.slow.SlowService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What slow addresses do besides waiting, as learners ask for it. */
@Timeout(60)
@ResourceLock("interleave.lab.Recording")
class SlowBehaviourTest {

  private static SlowService service;

  @BeforeAll
  static void start() throws IOException {
    service = SlowService.start();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static SlowUrls urls(int count, Duration each) {
    return urls(count, _ -> each);
  }

  private static SlowUrls urls(int count, IntFunction<Duration> delayOf) {
    return SlowUrls.make(new SlowServiceLink(Fetching.HTTP, service.address()), count, delayOf);
  }

  private static List<Boolean> pagesOf(SlowUrls urls) throws InterruptedException {
    return fetchResults(urls).stream().map(FetchResult::ok).toList();
  }

  @Nested
  class Failures {
    @Test
    void happenToAShareOfTheRequests() throws Exception {
      var urls = urls(1_000, Duration.ZERO).failing(0.3);
      long pages = pagesOf(urls).stream().filter(ok -> ok).count();
      assertThat(pages).isBetween(640L, 760L);
      assertThat(urls.seen().failed()).isEqualTo((int) (1_000 - pages));
      assertThat(urls.seen().answered()).isEqualTo((int) pages);
    }

    @Test
    void fallAlikeInEveryRunUnlessTheSeedIsAnother() throws Exception {
      var urls = urls(100, Duration.ZERO).failing(0.5);
      assertThat(pagesOf(urls.seed(7))).isEqualTo(pagesOf(urls.seed(7)));
      assertThat(pagesOf(urls.seed(7))).isNotEqualTo(pagesOf(urls.seed(8)));
      assertThat(pagesOf(urls)).isEqualTo(pagesOf(urls.seed(1)));
    }

    @Test
    void passWhenAPageIsAskedForAgain() throws Exception {
      var urls = urls(50, Duration.ZERO).failing(0.5);
      assertThat(fetchAll(urls, retries(30, ofMillis(1)))).isEqualTo(urls.pages());
      assertThat(urls.seen().requests()).isGreaterThan(60);
    }

    @Test
    void stayWithThePagesThatWereNamed() throws Exception {
      var urls = urls(3, Duration.ZERO).failingPages(2, 3);
      assertThat(pagesOf(urls)).containsExactly(true, false, false);
      assertThat(pagesOf(urls)).containsExactly(true, false, false);
      assertThat(fetchResults(urls, retries(2, ofMillis(1))).get(1))
          .isInstanceOfSatisfying(
              Failure.class,
              failure ->
                  assertThat(failure.cause())
                      .isInstanceOf(HttpStatusException.class)
                      .hasMessageContaining("500 Internal Server Error: page 2 fails on purpose"));
      assertThat(urls.seen().of(2))
          .hasSize(5)
          .extracting(Arrival::ending)
          .containsOnly(Ending.FAILED);
    }

    @Test
    void comeAfterTheWait() throws Exception {
      var urls = urls(1, ofMillis(30)).failing(1);
      assertThat(fetchResults(urls).getFirst().took()).isGreaterThanOrEqualTo(ofMillis(30));
    }
  }

  @Nested
  class Limits {
    @Test
    void refuseMoreThanSoManyWithinASecond() throws Exception {
      var urls = urls(20, Duration.ZERO).atMostPerSecond(10);
      var results = fetchResults(urls);
      assertThat(results).filteredOn(FetchResult::ok).hasSize(10);
      var refused = (Failure) results.stream().filter(r -> !r.ok()).findFirst().orElseThrow();
      assertThat(refused.cause())
          .isInstanceOfSatisfying(
              HttpStatusException.class,
              answer -> {
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.retryAfter()).contains(Duration.ofSeconds(1));
              });
      assertThat(urls.seen().refused()).isEqualTo(10);
    }

    @Test
    void letThroughWhoComesBackWhenTheyWereTold() throws Exception {
      var urls = urls(12, Duration.ZERO).atMostPerSecond(10);
      assertThat(fetchAll(urls, retries(5))).isEqualTo(urls.pages());
      assertThat(urls.seen().gaps()).anyMatch(gap -> gap.compareTo(ofMillis(900)) > 0);
    }

    @Test
    void refuseWhatComesWhileSoManyWait() throws Exception {
      var urls = urls(20, ofMillis(300)).atMostInFlight(10);
      assertThat(pagesOf(urls)).filteredOn(ok -> ok).hasSize(10);
      assertThat(urls.seen().mostInFlight()).isEqualTo(10);
      assertThat(urls.seen().refused()).isEqualTo(10);
    }

    @Test
    void areKeptByAClientThatKnowsThem() throws Exception {
      var urls = urls(40, ofMillis(10)).atMostInFlight(5);
      assertThat(fetchAll(urls, atMost(5))).isEqualTo(urls.pages());
      assertThat(urls.seen().refused()).isZero();
    }
  }

  @Nested
  class Jitter {
    @Test
    void addsToTheDelayAndNeverTakesFromIt() throws Exception {
      var urls = urls(50, ofMillis(10)).withJitter(ofMillis(50));
      try (var recording = Recording.start()) {
        fetchAll(urls);
        var delays =
            recording.fetches().spans().stream()
                .map(Recording.Span::delayNanos)
                .distinct()
                .toList();
        assertThat(delays).hasSizeGreaterThan(40);
        assertThat(delays).allMatch(delay -> delay >= 10_000_000 && delay < 60_000_000);
      }
    }
  }

  @Nested
  class Bodies {
    @Test
    void areAsLongAsAskedFor() throws Exception {
      var urls = urls(2, Duration.ZERO).bodyBytes(100_000);
      assertThat(fetchAll(urls)).isEqualTo(urls.pages()).allMatch(page -> page.length() == 100_000);
    }

    @Test
    void mayTrickleIn() throws Exception {
      var urls = urls(2, ofMillis(10)).bodyBytes(999).bodyOver(ofMillis(80));
      try (var recording = Recording.start()) {
        assertThat(fetchAll(urls)).isEqualTo(urls.pages());
        assertThat(recording.fetches().limitNanos()).isEqualTo(90_000_000);
        assertThat(recording.fetches().spans())
            .allMatch(span -> span.end() - span.start() >= 90_000_000);
      }
    }

    @Test
    void mayBeGivenUpInTheMiddle() throws Exception {
      var urls = urls(1, Duration.ZERO).bodyBytes(999).bodyOver(Duration.ofMinutes(5));
      var asking = Thread.ofVirtual().start(() -> fetchQuietly(urls.getFirst()));
      Events.await("it is under way", () -> urls.seen().inFlight() == 1);
      asking.interrupt();
      asking.join();
      Events.await("the service sees it cancelled", () -> urls.seen().cancelled() == 1);
    }

    private void fetchQuietly(URI url) {
      try {
        Fetching.fetch(url);
      } catch (IOException | InterruptedException _) {
        // that is what the test wants
      }
    }
  }

  @Nested
  class Recorded {
    @Test
    void tellsHowEachRequestEndedAndHowLongItTook() throws Exception {
      var urls = urls(2, ofMillis(20)).failingPages(2);
      fetchResults(urls);
      Seen seen = urls.seen();
      assertThat(seen.arrivals())
          .allMatch(arrival -> arrival.took().compareTo(ofMillis(20)) >= 0)
          .extracting(Arrival::ending)
          .containsExactlyInAnyOrder(Ending.ANSWERED, Ending.FAILED);
      assertThat(seen.gaps()).hasSize(1);
      assertThat(seen.inFlight()).isZero();
    }

    @Test
    void isAFreshOneForAddressesThatBehaveOtherwise() throws Exception {
      var urls = urls(2, Duration.ZERO);
      fetchAll(urls);
      assertThat(urls.failing(0).seen().requests()).isZero();
      assertThat(urls.seen().requests()).isEqualTo(2);
    }
  }

  @Nested
  class Mistakes {
    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void areSharesThatAreNone(double share) {
      var urls = urls(1, Duration.ZERO);
      assertThatThrownBy(() -> urls.failing(share))
          .hasMessage("expected a share from 0 to 1, such as 0.3 for 30 %, found " + share);
    }

    @Test
    void arePagesThatAreNotThere() {
      var urls = urls(3, Duration.ZERO);
      assertThatThrownBy(() -> urls.failingPages(4))
          .hasMessage("expected pages from 1 to 3, found 4");
    }

    @Test
    void areImpossibleLimits() {
      var urls = urls(3, Duration.ZERO);
      assertThatThrownBy(() -> urls.atMostInFlight(0)).hasMessageContaining("found 0");
      assertThatThrownBy(() -> urls.atMostPerSecond(-1)).hasMessageContaining("found -1");
      assertThatThrownBy(() -> urls.bodyBytes(0)).hasMessageContaining("found 0");
      assertThatThrownBy(() -> urls.withJitter(ofMillis(-1))).hasMessageContaining("PT-0.001S");
    }
  }
}
