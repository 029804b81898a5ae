package interleave.lab;

import static interleave.lab.Looping.eventLoop;
import static interleave.lab.Looping.heartbeat;
import static interleave.lab.Looping.runBlocking;
import static interleave.lab.Working.compute;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.display.Displays;
import interleave.display.MimeBundle;
import interleave.slow.Events;
import interleave.slow.SlowService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(60)
@ResourceLock("interleave.display.Displays")
class EventLoopTest {

  private final List<MimeBundle> shown = new CopyOnWriteArrayList<>();

  @BeforeEach
  void install() {
    Displays.install(new RecordingScreen((_, bundle) -> shown.add(bundle)));
  }

  @Nested
  class Handlers {
    @Test
    void runInTheirOrderOnTheOneThread() {
      var order = new CopyOnWriteArrayList<Integer>();
      var threads = new CopyOnWriteArrayList<Thread>();
      var loop = eventLoop();
      try (loop) {
        for (int i = 0; i < 100; i++) {
          int number = i;
          loop.execute(() -> {
            order.add(number);
            threads.add(Thread.currentThread());
          });
        }
      }
      assertThat(order).hasSize(100).isSorted();
      assertThat(threads).containsOnly(loop.thread());
    }

    @Test
    void runWhenTheirTimeHasComeNotWhenTheyWereAskedFor() {
      var order = new CopyOnWriteArrayList<String>();
      try (var loop = eventLoop()) {
        loop.after(ofMillis(40), () -> order.add("later"));
        loop.after(ofMillis(20), () -> order.add("sooner"));
        loop.execute(() -> order.add("now"));
      }
      assertThat(order).containsExactly("now", "sooner", "later");
    }

    @Test
    void comeNotWhenTheyAreCancelled() {
      try (var loop = eventLoop()) {
        var timer = loop.after(Duration.ofMinutes(10), () -> {});
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
      } // else it would wait for ten minutes
    }

    @Test
    void repeatUntilTheLoopHasNothingElseToDo() {
      var ticks = new CopyOnWriteArrayList<Long>();
      try (var loop = eventLoop()) {
        loop.every(ofMillis(5), () -> ticks.add(System.nanoTime()));
        loop.after(ofMillis(60), () -> {});
      }
      assertThat(ticks).hasSizeGreaterThan(2);
    }

    @Test
    void doNotEndTheLoopWhenTheyFail() {
      var failure = new CompletableFuture<Throwable>();
      var went = new AtomicBoolean();
      try (var loop = eventLoop()) {
        loop.thread().setUncaughtExceptionHandler((_, thrown) -> failure.complete(thrown));
        loop.execute(() -> {
          throw new IllegalStateException("broken");
        });
        loop.execute(() -> went.set(true));
      }
      assertThat(failure.join()).hasMessage("broken");
      assertThat(went).isTrue();
    }

    @Test
    void areToldOfAfterwards() {
      var loop = eventLoop();
      try (loop) {
        loop.execute(() -> compute(ofMillis(5)));
      }
      assertThat(loop.handlers())
          .anySatisfy(handler -> {
            assertThat(handler.thread()).isEqualTo(loop.thread().getName());
            assertThat(handler.took()).isPositive();
          });
    }

    @Test
    void areRefusedByAClosedLoop() {
      var loop = eventLoop();
      loop.close();
      assertThatThrownBy(() -> loop.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("the loop '" + loop.thread().getName() + "' is closed");
    }
  }

  @Nested
  class Boundary {
    @Test
    void offloadsWorkToOtherThreadsAndComesBack() throws Exception {
      String where =
          runBlocking(loop ->
              loop.offload(() -> Thread.currentThread().getName())
                  .thenApply(name -> name + ", back: " + loop.inLoop()));
      assertThat(where).isEqualTo("offload-1, back: true");
    }

    @Test
    void sleepsWithoutKeepingTheThread() throws Exception {
      long start = System.nanoTime();
      runBlocking(loop -> {
        var sleeps =
            List.of(
                loop.sleep(ofMillis(300)), loop.sleep(ofMillis(300)), loop.sleep(ofMillis(300)));
        return CompletableFuture.allOf(sleeps.toArray(CompletableFuture[]::new));
      });
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(ofMillis(300), ofMillis(850));
    }

    @Test
    void fetchesWithoutWaiting() throws Exception {
      try (var service = SlowService.start()) {
        var urls =
            SlowUrls.make(
                new SlowServiceLink(Fetching.HTTP, service.address()), 2, _ -> ofMillis(20));
        List<String> pages =
            runBlocking(loop ->
                loop.fetch(urls.get(0))
                    .thenCombine(
                        loop.fetch(urls.get(1)), (a, b) -> List.of(a, b, "" + loop.inLoop())));
        assertThat(pages).containsExactly("page 1", "page 2", "true");
      }
    }

    @Test
    void bringsFailuresAsTheyWere() {
      assertThatThrownBy(() ->
              runBlocking(loop ->
                  loop.offload(() -> {
                    throw new IOException("broken");
                  })))
          .isInstanceOf(IOException.class)
          .hasMessage("broken");
      assertThatThrownBy(() ->
              runBlocking(_ -> {
                throw new IllegalStateException("at once");
              }))
          .hasMessage("at once");
    }

    @Test
    void refusesToWaitOnItsOwnThread() {
      var refusal = new CompletableFuture<Throwable>();
      try (var loop = eventLoop()) {
        loop.execute(() -> {
          try {
            loop.runBlocking(() -> loop.sleep(ofMillis(1)));
          } catch (Exception e) {
            refusal.complete(e);
          }
        });
      }
      assertThat(refusal.join())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("go on with thenApply or thenCompose");
    }

    @Test
    void waitsForWorkElsewhereBeforeItCloses() throws Exception {
      var done = new AtomicBoolean();
      var go = new CountDownLatch(1);
      try (var loop = eventLoop()) {
        Object ignored =
            loop.offload(
                    () -> {
                      go.await();
                      return 1;
                    })
                .thenRun(() -> done.set(true));
        go.countDown();
      }
      assertThat(done).isTrue();
    }
  }

  @Nested
  class Stalls {
    @Test
    void areToldOfWhileTheyLastAndAfterwards() throws Exception {
      var go = new CountDownLatch(1);
      var loop = new EventLoop("clock", ofMillis(20));
      try (loop) {
        loop.execute(
            () -> Fetching.unchecked(() -> go.await(60, java.util.concurrent.TimeUnit.SECONDS)));
        Events.await("it is told while it lasts", () -> shown.size() == 1);
        assertThat(shown.getFirst().text()).startsWith("The event loop stands still");
        go.countDown();
      }
      assertThat(loop.stalls()).hasSize(1);
      assertThat(shown.getLast().forms())
          .hasEntrySatisfying(
              MimeBundle.WARNING,
              sentence -> assertThat(sentence).startsWith("The event loop stood still for "));
    }

    @Test
    void areNotSeenWhereEveryHandlerIsShort() {
      var loop = new EventLoop("clock", Duration.ofSeconds(30));
      try (loop) {
        for (int i = 0; i < 100; i++) {
          loop.execute(() -> {});
        }
      }
      assertThat(loop.stalls()).isEmpty();
      assertThat(shown).isEmpty();
    }

    @Test
    void showInTheHeartbeat() {
      Heartbeat heart;
      try (var loop = eventLoop()) {
        heart = loop.heartbeat(ofMillis(5));
        loop.after(ofMillis(30), () -> compute(ofMillis(150)));
        loop.after(ofMillis(40), () -> {});
      }
      assertThat(heart.longestGap()).isGreaterThan(ofMillis(100));
      assertThat(heart.beats()).isPositive();
      assertThat(heart.gaps()).hasSize(heart.beats() + 1);
      assertThat(heart.bundle().forms()).containsKey("image/svg+xml");
    }
  }

  @Nested
  class Hearts {
    @Test
    void beatOnTheKindOfThreadThatIsAskedFor() throws Exception {
      for (Thread.Builder kind : List.<Thread.Builder>of(Thread.ofVirtual(), Thread.ofPlatform())) {
        try (var heart = heartbeat(kind, ofMillis(5))) {
          Events.await("three beats", () -> heart.beats() >= 3);
        }
      }
    }

    @Test
    void beatNoMoreWhenTheyAreClosed() throws Exception {
      var heart = heartbeat(Thread.ofVirtual(), ofMillis(1));
      Events.await("it beats", () -> heart.beats() > 0);
      heart.close();
      var gaps = heart.gaps();
      assertThat(heart.toString()).contains("the longest gap");
      assertThat(heart.gaps().getLast()).isLessThanOrEqualTo(gaps.getLast().plus(ofMillis(100)));
    }
  }
}
