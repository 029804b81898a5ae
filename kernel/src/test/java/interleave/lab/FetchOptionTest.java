package interleave.lab;

import static interleave.lab.FetchOption.atMost;
import static interleave.lab.FetchOption.deadline;
import static interleave.lab.FetchOption.retries;
import static interleave.lab.FetchOption.timeout;
import static interleave.lab.Fetching.fetchAll;
import static interleave.lab.Fetching.fetchAsCompleted;
import static interleave.lab.Fetching.fetchResults;
import static interleave.lab.Fetching.unchecked;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.lab.FetchResult.Failure;
import interleave.slow.Events;
import interleave.slow.SlowService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(60)
@ResourceLock("interleave.lab.Recording")
class FetchOptionTest {

  private static SlowService service;

  @BeforeAll
  static void start() throws IOException {
    service = SlowService.start();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static SlowUrls urls(int count, IntFunction<Duration> delayOf) {
    return SlowUrls.make(new SlowServiceLink(Fetching.HTTP, service.address()), count, delayOf);
  }

  @Nested
  class AtMost {
    @Test
    void isReachedAndKept() throws Exception {
      var urls = urls(30, _ -> ofMillis(50));
      assertThat(fetchAll(urls, atMost(10))).isEqualTo(urls.pages());
      assertThat(urls.seen().mostInFlight()).isEqualTo(10);
    }

    @Test
    void isAtLeastOne() {
      assertThatThrownBy(() -> atMost(0))
          .hasMessage("expected at least 1 request at a time, found 0");
    }
  }

  @Nested
  class Timeouts {
    @Test
    void endWhatIsTooLateAndNothingElse() throws Exception {
      var urls = urls(3, i -> i == 1 ? ofMinutes(10) : Duration.ZERO);
      var results = fetchResults(urls, timeout(ofMillis(300)));
      assertThat(results).extracting(FetchResult::ok).containsExactly(true, false, true);
      assertThat(((Failure) results.get(1)).cause())
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessage(urls.get(1) + ": no answer within 300 ms");
      Events.await("the service sees it cancelled", () -> urls.seen().cancelled() == 1);
    }

    @Test
    void alsoEndABodyThatNeverEnds() throws Exception {
      var urls = urls(1, _ -> Duration.ZERO).bodyBytes(1_000).bodyOver(ofMinutes(5));
      assertThatThrownBy(() -> fetchAll(urls, timeout(ofMillis(300))))
          .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void doNotFollowTheConnection() throws Exception {
      var urls = urls(2, i -> ofMillis(250L * i));
      Fetching.fetch(urls.getFirst(), timeout(ofMillis(200)));
      assertThat(Fetching.fetch(urls.getLast())).isEqualTo("page 2");
    }
  }

  @Nested
  class Deadlines {
    @Test
    void endTheRestAndSendNothingAfterwards() throws Exception {
      var urls = urls(10, _ -> ofMillis(400));
      var results = fetchResults(urls, atMost(1), deadline(Duration.ofSeconds(1)));
      assertThat(results).filteredOn(FetchResult::ok).hasSizeLessThanOrEqualTo(2);
      assertThat(results)
          .filteredOn(result -> !result.ok())
          .allSatisfy(result ->
              assertThat(((Failure) result).cause())
                  .hasMessage(result.url() + ": the deadline of 1\u202f000 ms has passed"));
      assertThat(urls.seen().requests()).isLessThanOrEqualTo(3);
    }

    @Test
    void leaveNoTimeForAnotherTry() throws Exception {
      var urls = urls(1, _ -> Duration.ZERO).failing(1);
      assertThatThrownBy(
              () -> fetchAll(urls, retries(5, ofMinutes(1)), deadline(Duration.ofSeconds(20))))
          .isInstanceOf(HttpStatusException.class);
      assertThat(urls.seen().requests()).isEqualTo(1);
    }
  }

  @Nested
  class Retries {
    @Test
    void pauseLongerEachTimeWithAShareOfChance() throws Exception {
      var urls = urls(1, _ -> Duration.ZERO).failing(1);
      fetchResults(urls, retries(3, ofMillis(40)));
      List<Duration> gaps = urls.seen().gaps();
      assertThat(gaps).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(gaps.get(i)).isGreaterThanOrEqualTo(ofMillis(20L << i));
      }
    }

    @Test
    void areNotForWhatWillNotPass() throws Exception {
      var urls = urls(1, _ -> Duration.ZERO);
      var missing = URI.create(urls.getFirst().toString().replaceAll("/1$", "/2"));
      assertThatThrownBy(() -> Fetching.fetch(missing, retries(5, ofMinutes(1))))
          .isInstanceOfSatisfying(
              HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void holdNoPermitWhileTheyPause() throws Exception {
      var urls = urls(2, _ -> Duration.ZERO).failingPages(1);
      var first = new LinkedBlockingQueue<FetchResult>();
      var asking =
          Thread.ofVirtual()
              .start(() ->
                  unchecked(() -> {
                    fetchAsCompleted(urls, first::add, atMost(1), retries(1, ofMinutes(9)));
                    return "";
                  }));
      try {
        assertThat(first.poll(30, TimeUnit.SECONDS)).isInstanceOf(FetchResult.Page.class);
      } finally {
        asking.interrupt();
        asking.join();
      }
    }
  }

  @Nested
  class AsCompleted {
    @Test
    void givesTheQuickestFirstOnTheCallersThread() throws Exception {
      var urls = urls(3, i -> ofMillis(600 - 300L * i));
      var order = new ArrayList<URI>();
      var threads = new ArrayList<Thread>();
      fetchAsCompleted(
          urls,
          result -> {
            order.add(result.url());
            threads.add(Thread.currentThread());
          });
      assertThat(order).containsExactly(urls.get(2), urls.get(1), urls.get(0));
      assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void cancelsTheRestWhenTheFunctionThrows() throws Exception {
      var urls = urls(2, i -> i == 0 ? Duration.ZERO : ofMinutes(10));
      assertThatThrownBy(() ->
              fetchAsCompleted(
                  urls,
                  _ -> {
                    throw new IllegalStateException("enough");
                  }))
          .hasMessage("enough");
    }
  }

  @Nested
  class OtherWays {
    @Test
    void bringTheSamePages() throws Exception {
      var urls = urls(20, i -> ofMillis(40 - 2L * i));
      assertThat(AsyncFetching.fetchAllAsync(urls).join()).isEqualTo(urls.pages());
      assertThat(AsyncFetching.fetchAllWithHttpClient(urls)).isEqualTo(urls.pages());
      try (var pool = Executors.newFixedThreadPool(4)) {
        assertThat(fetchAll(urls, pool)).isEqualTo(urls.pages());
      }
      assertThat(fetchAll(urls, ForkJoinPool.commonPool())).isEqualTo(urls.pages());
    }

    @Test
    void areRecordedForTheMeasurements() throws Exception {
      var urls = urls(5, _ -> ofMillis(40));
      try (var recording = Recording.start()) {
        AsyncFetching.fetchAllAsync(urls).join();
        AsyncFetching.fetchAllWithHttpClient(urls);
        assertThat(recording.fetches().count()).isEqualTo(10);
        assertThat(recording.fetches().limitNanos()).isEqualTo(40_000_000);
      }
    }

    @Test
    void sayWhichStatusTheyMet() {
      var urls = urls(1, _ -> Duration.ZERO).failing(1);
      assertThatThrownBy(() -> AsyncFetching.fetchAsync(urls.getFirst()).join())
          .hasCauseInstanceOf(HttpStatusException.class);
    }
  }

  @Nested
  class Unchecked {
    @Test
    void passesResultsAndUncheckedExceptionsOn() {
      assertThat(unchecked(() -> 7)).isEqualTo(7);
      assertThatThrownBy(() ->
              unchecked(() -> {
                throw new IllegalStateException("as it was");
              }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("as it was");
    }

    @Test
    void wrapsCheckedExceptions() {
      assertThatThrownBy(() ->
              unchecked(() -> {
                throw new IOException("broken");
              }))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void keepsAnInterrupt() {
      assertThatThrownBy(() ->
              unchecked(() -> {
                throw new InterruptedException();
              }))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
