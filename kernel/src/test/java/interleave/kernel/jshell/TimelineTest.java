package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent;
import interleave.timeline.Bar;
import interleave.timeline.Group;
import interleave.timeline.Lane;
import interleave.timeline.Precision;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs whose threads do what is known, and what is drawn of it. Lengths are compared with each
 * other, never with a clock: a slow machine makes threads ready for longer, not waiting for
 * something else.
 */
class TimelineTest extends KernelSpec {

  @BeforeAll
  void declareProbes() {
    assertCompletes(
        """
        interface Step { void run() throws Exception; }
        void quietly(Step step) { try { step.run(); } catch (Exception e) { throw new RuntimeException(e); } }
        void probe(Step wait, Step release) throws Exception {
          var virtual = Thread.ofVirtual().name("virtual-probe").start(() -> quietly(wait));
          var platform = Thread.ofPlatform().name("platform-probe").start(() -> quietly(wait));
          for (var thread : List.of(virtual, platform)) {
            // One that reads from a socket looks as if it ran: then the pause has to do.
            for (int i = 0; i < 300 && (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW); i++) { Thread.sleep(1); }
          }
          Thread.sleep(100);
          release.run();
          virtual.join();
          platform.join();
        }
        """);
  }

  private Timeline seen(String source) {
    String cell = cell("timeline");
    var outcome = run(cell, source);
    List<Timeline> seen =
        transcript
            .events(KernelEvent.ThreadsSeen.class)
            .filter(event -> event.cell().value().equals(cell))
            .map(KernelEvent.ThreadsSeen::timeline)
            .toList();
    assertThat(seen).as("timelines of a run that %s", outcome).isNotEmpty();
    assertThat(seen.getLast().running()).isFalse();
    return seen.getLast();
  }

  private static Lane lane(Timeline timeline, String name) {
    return timeline.groups().stream()
        .flatMap(group -> group.lanes().stream())
        .filter(lane -> lane.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no lane " + name + " in " + timeline));
  }

  private static Group group(Timeline timeline, String name) {
    return timeline.groups().stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no group " + name + " in " + timeline));
  }

  /** What the lane was off its core for, almost all of the time. */
  private static void assertWaits(Lane lane, State state, String what) {
    Totals all = lane.totals();
    long waits = all.waiting() + all.task() + all.blocked() + all.pinned();
    assertThat(waits).as("%s", lane).isPositive();
    long expected =
        lane.bars().stream()
            .filter(bar -> bar.state() == state && bar.what().startsWith(what))
            .mapToLong(Bar::length)
            .sum();
    assertThat((double) expected / waits).as("%s", lane).isGreaterThan(0.9);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a sleep             | WAITING | sleep                 | ''                                              | Thread.sleep(100)                            | {}
          a timed park        | WAITING | time                  | ''                                              | LockSupport.parkNanos(100_000_000)           | {}
          a lock              | BLOCKED | lock                  | var lock1 = new ReentrantLock(); lock1.lock();  | { lock1.lock(); lock1.unlock(); }            | lock1.unlock()
          a read lock         | BLOCKED | lock                  | var lock2 = new ReentrantReadWriteLock(); lock2.writeLock().lock(); | { lock2.readLock().lock(); } | lock2.writeLock().unlock()
          a queue             | TASK    | queue or condition    | var queue1 = new LinkedBlockingQueue<Integer>() | queue1.take()                                | { queue1.add(1); queue1.add(2); }
          a future            | TASK    | result of a future    | var future1 = new CompletableFuture<Integer>()  | future1.get()                                | future1.complete(1)
          a future task       | TASK    | result of a future    | var task1 = new FutureTask<Integer>(() -> 1)    | task1.get()                                  | task1.run()
          a latch             | TASK    | latch or end of a thread | var latch1 = new CountDownLatch(1)           | latch1.await()                               | latch1.countDown()
          the end of a thread | TASK    | latch or end of a thread | var latch2 = new CountDownLatch(1); var joined = Thread.startVirtualThread(() -> quietly(latch2::await)); | joined.join() | latch2.countDown()
          a permit            | TASK    | permit of a semaphore | var permits = new Semaphore(0)                  | permits.acquire()                            | permits.release(2)
          a notification      | TASK    | notify or end of a thread | var bell = new Object()                     | { synchronized (bell) { bell.wait(); } }     | { synchronized (bell) { bell.notifyAll(); } }
          a condition         | TASK    | queue or condition    | var lock3 = new ReentrantLock(); var bell3 = lock3.newCondition() | { lock3.lock(); try { bell3.await(); } finally { lock3.unlock(); } } | { lock3.lock(); bell3.signalAll(); lock3.unlock(); }
          a hand-over         | TASK    | queue or condition    | var hand = new SynchronousQueue<Integer>()      | hand.take()                                  | { hand.put(1); hand.put(2); }
          a stage             | TASK    | result of a future    | var stage = new CompletableFuture<Integer>()    | stage.thenApply(x -> x + 1).join()           | stage.complete(1)
          the end of a platform thread | TASK | notify or end of a thread | var latch4 = new CountDownLatch(1); var joined4 = Thread.ofPlatform().start(() -> quietly(latch4::await)); | joined4.join() | latch4.countDown()
          tasks of an executor | TASK   | ''                    | var latch5 = new CountDownLatch(1); var pool5 = Executors.newVirtualThreadPerTaskExecutor(); pool5.submit(() -> { latch5.await(); return 1; }); | pool5.close() | latch5.countDown()
          a barrier           | TASK    | other threads at a barrier | var phaser = new Phaser(3)                 | phaser.arriveAndAwaitAdvance()               | phaser.arrive()
          """)
  void bothKindsOfThreadsAreSeenToWaitFor(
      String title, State state, String what, String before, String wait, String release) {
    Timeline timeline =
        seen(
            "{ "
                + before
                + "; probe(() -> "
                + asBody(wait)
                + ", () -> "
                + asBody(release)
                + "); }");
    assertWaits(lane(timeline, "virtual-probe"), state, what);
    assertWaits(lane(timeline, "platform-probe"), state, what);
  }

  private static String asBody(String code) {
    return code.startsWith("{") ? code : "{ " + code + "; }";
  }

  @Nested
  class OtherWaits {
    @Test
    void aMonitorIsExactForVirtualThreadsAndSampledForPlatformThreads() {
      Timeline timeline =
          seen(
              """
              { var monitor = new Object(); var taken = new CountDownLatch(1); var done = new CountDownLatch(1);
                var holder = Thread.ofPlatform().name("holder").start(() -> quietly(() -> {
                  synchronized (monitor) { taken.countDown(); done.await(); } }));
                taken.await();
                probe(() -> { synchronized (monitor) { } }, done::countDown); }
              """);
      assertWaits(lane(timeline, "virtual-probe"), State.BLOCKED, "lock of synchronized");
      assertWaits(lane(timeline, "platform-probe"), State.BLOCKED, "lock of synchronized");
      assertThat(lane(timeline, "virtual-probe").precision()).isEqualTo(Precision.EXACT);
      assertThat(lane(timeline, "platform-probe").precision()).isEqualTo(Precision.WAITS_EXACT);
    }

    @Test
    void aSocket() {
      Timeline timeline =
          seen(
              """
              try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
                var sockets = new ConcurrentLinkedQueue<Socket>();
                probe(() -> { try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) { socket.getInputStream().read(); } },
                    () -> { for (int i = 0; i < 2; i++) { server.accept().close(); } }); }
              """);
      assertWaits(lane(timeline, "virtual-probe"), State.WAITING, "socket");
      assertWaits(lane(timeline, "platform-probe"), State.WAITING, "socket");
    }

    @Test
    void theAnswerToARequestOfTheCellItself() {
      Timeline timeline = seen("fetchOneByOne(slowUrls(3, ofMillis(100)));");
      assertWaits(lane(timeline, "cell"), State.WAITING, "socket");
      assertThat(timeline.verdict().line()).contains("waiting");
    }

    @Test
    void theLimitOfRequestsCountsOnTheAxisThatIsDrawn() {
      // Between the two the compiler is at work, which is not drawn.
      Timeline timeline = seen("var asked = slowUrls(2, ofMillis(80));\nfetchOneByOne(asked);");
      long first =
          timeline.groups().stream()
              .flatMap(group -> group.lanes().stream())
              .flatMap(lane -> lane.bars().stream())
              .filter(bar -> bar.what().equals("socket"))
              .mapToLong(Bar::from)
              .min()
              .orElseThrow();
      assertThat(timeline.marks())
          .singleElement()
          .satisfies(
              mark -> assertThat(mark.at()).isEqualTo(first + Duration.ofMillis(80).toNanos()));
    }

    @Test
    void aCallOfTheOperatingSystemIsNoLackOfACore() {
      Timeline timeline =
          seen(
              """
              Step reads = () -> {
                var command = java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString();
                new ProcessBuilder(command, "-version").redirectErrorStream(true).start().getInputStream().readAllBytes();
              };
              probe(reads, () -> { });
              """);
      for (String name : List.of("virtual-probe", "platform-probe")) {
        Totals totals = lane(timeline, name).totals();
        assertThat(totals.waiting() + totals.pinned()).as(name).isPositive();
        assertThat(lane(timeline, name).bars())
            .as(name)
            .anyMatch(bar -> bar.what().contains("call of the operating system"));
      }
    }

    @Test
    void theLineInWhichAThreadWaitsIsKnownOfWaitsThatLast() {
      Timeline timeline =
          seen(
              """
              var sleeper = Thread.ofVirtual().name("sleeper").start(() ->
                  quietly(() ->
                      Thread.sleep(300)));
              sleeper.join();
              """);
      assertThat(lane(timeline, "sleeper").bars())
          .filteredOn(bar -> bar.state() == State.WAITING && bar.line() != null)
          .isNotEmpty()
          .extracting(Bar::line)
          .allSatisfy(line -> assertThat(line).extracting("number").isEqualTo(3));
    }

    @Test
    void aLockSaysWhoHasIt() {
      Timeline timeline =
          seen(
              """
              { var lock = new ReentrantLock(); var taken = new CountDownLatch(1); var done = new CountDownLatch(1);
                Thread.ofVirtual().name("holder").start(() -> quietly(() -> { lock.lock(); taken.countDown(); done.await(); lock.unlock(); }));
                taken.await();
                probe(() -> { lock.lock(); lock.unlock(); }, done::countDown); }
              """);
      assertWaits(lane(timeline, "virtual-probe"), State.BLOCKED, "lock, held by holder");
      assertWaits(lane(timeline, "platform-probe"), State.BLOCKED, "lock, held by holder");
    }

    @Test
    void aWaitThatKeepsItsCoreIsPinned() {
      Timeline timeline =
          seen(
              """
              class Slow { static int value = 1; static { LockSupport.parkNanos(100_000_000); } }
              Thread.ofVirtual().name("pinned").start(() -> { int ignored = Slow.value; }).join();
              """);
      assertThat(lane(timeline, "pinned").totals().pinned()).isPositive();
    }

    @Test
    void whatAnHttpClientWaitsForIsOutsideAlthoughItWaitsForItsOwnThreads() {
      Timeline timeline =
          seen(
              """
              try (var client = HttpClient.newHttpClient()) {
                client.send(HttpRequest.newBuilder(URI.create(slowUrls(1, ofMillis(500)).iterator().next().toString())).build(), HttpResponse.BodyHandlers.ofString()); }
              """);
      assertThat(timeline.totals().waiting()).isLessThan(timeline.wallNanos() / 2);
      assertThat(timeline.verdict().line()).contains("waiting").doesNotStartWith("0");
    }
  }

  @Nested
  class Cores {
    @Test
    void moreTasksThanCoresAreReadyWithoutACore() {
      Timeline timeline =
          seen(
              """
              try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
                  threads.submit(() -> { long sum = 0; for (long k = 0; k < 30_000_000L; k++) { sum += k * k; } return sum; }); } }
              """);
      Totals totals = group(timeline, "virtual threads of an executor").totals();
      assertThat(totals.ready()).isPositive();
      assertThat(totals.waiting() + totals.blocked()).isLessThan(totals.doing() / 10);
      assertThat(timeline.verdict().line()).contains("doing");
    }
  }

  @Nested
  class TheDoingOfACell {
    /** Other kernels tell the processor time of the cell's own thread, as if it were all. */
    @Test
    void isThatOfAllItsThreads() {
      Timeline timeline =
          seen(
              """
              Runnable work = () -> {
                var clock = java.lang.management.ManagementFactory.getThreadMXBean();
                while (clock.getCurrentThreadCpuTime() < 80_000_000L) {} };
              var two = List.of(new Thread(work), new Thread(work));
              for (var one : two) one.start();
              for (var one : two) one.join();
              """);
      assertThat(timeline.totals().doing())
          .isGreaterThan(Duration.ofMillis(2 * 80).multipliedBy(9).dividedBy(10).toNanos());
      assertThat(lane(timeline, "cell").totals().doing()).isLessThan(timeline.totals().doing() / 2);
    }
  }

  @Nested
  class Machinery {
    @Test
    void isInNoTotalsButItsOwn() {
      Timeline timeline =
          seen(
              """
              try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                  threads.submit(() -> { long sum = 0; for (long k = 0; k < 200_000_000L; k++) { sum += k * k; } return sum; }); } }
              """);
      Group machinery = group(timeline, "machinery");
      assertThat(machinery.machinery()).isTrue();
      assertThat(machinery.lanes()).allMatch(lane -> lane.precision() == Precision.SAMPLED);
      assertThat(timeline.started()).isEqualTo(4);
      assertThat(timeline.totals().doing())
          .isEqualTo(
              timeline.groups().stream()
                  .filter(group -> !group.machinery())
                  .mapToLong(group -> group.totals().doing())
                  .sum());
    }
  }

  @Nested
  class Groups {
    @Test
    void thePoolsThreadsWithoutATaskDoNotWait() {
      Timeline timeline =
          seen(
              """
              var pool = Executors.newFixedThreadPool(2);
              pool.submit(() -> 1).get();
              pool.submit(() -> 2).get();
              Thread.sleep(100);
              """);
      Totals idle = group(timeline, "thread pool").totals();
      assertThat(idle.waiting() + idle.task() + idle.blocked()).isZero();
      assertThat(timeline.alive()).isEqualTo(2);
    }

    @Test
    void aTimersThreadIsIdleUntilItsTasksAreDue() {
      Timeline timeline =
          seen(
              """
              try (var timers = Executors.newScheduledThreadPool(1)) {
                timers.schedule(() -> quietly(() -> Thread.sleep(100)), 100, TimeUnit.MILLISECONDS).get(); }
              """);
      Lane timer = group(timeline, "scheduled pool").lanes().getFirst();
      assertThat(timer.bars()).anyMatch(bar -> bar.state() == State.IDLE);
      assertWaits(timer, State.WAITING, "sleep");
      assertWaits(lane(timeline, "cell"), State.TASK, "result of a future");
    }

    @Test
    void aPoolOfAnEarlierCellWorksForTheCellThatGivesItTasks() {
      seen("var earlier = Executors.newFixedThreadPool(1); earlier.submit(() -> 1).get();");
      Timeline timeline = seen("earlier.submit(() -> { Thread.sleep(100); return 1; }).get();");
      assertWaits(group(timeline, "thread pool").lanes().getFirst(), State.WAITING, "sleep");
    }

    @Test
    void aParallelStreamUsesTheCellsThreadAndTheCommonPool() {
      Timeline timeline =
          seen("IntStream.range(0, 20).parallel().forEach(i -> quietly(() -> Thread.sleep(20)));");
      assertThat(lane(timeline, "cell").totals().waiting()).isPositive();
      assertThat(group(timeline, "common pool").totals().waiting()).isPositive();
    }

    @Test
    void aScopeIsAGroup() {
      Timeline timeline =
          seen(
              """
              try (var scope = StructuredTaskScope.open()) {
                scope.fork(() -> { Thread.sleep(50); return 1; });
                scope.fork(() -> { Thread.sleep(50); return 2; });
                scope.join(); }
              """);
      assertThat(group(timeline, "structured scope").threads()).isEqualTo(2);
    }

    @Test
    void tenThousandThreadsAreOneBand() {
      Timeline timeline =
          seen(
              """
              try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 10_000; i++) { threads.submit(() -> { Thread.sleep(10); return 1; }); } }
              """);
      Group threads = group(timeline, "virtual threads of an executor");
      assertThat(threads.threads()).isEqualTo(10_000);
      assertThat(threads.lanes()).isEmpty();
      assertThat(threads.band()).isNotEmpty();
      assertThat(threads.totals().waiting()).isGreaterThan(10_000 * 9_000_000L);
      assertThat(timeline.note()).doesNotContain("not recorded", "shows the first");
    }
  }

  @Nested
  class Runs {
    @Test
    void aThreadThatOutlivesItsCellIsStillAlive() {
      Timeline timeline =
          seen("var late = Thread.ofVirtual().name(\"late\").start(() -> LockSupport.park());");
      assertThat(timeline.alive()).isEqualTo(1);
      assertThat(lane(timeline, "late").alive()).isTrue();
      assertCompletes("LockSupport.unpark(late); late.join();");
    }

    @Test
    void aCellThatIsStoppedOrFailsShowsItsThreadsToo() {
      Timeline timeline =
          seen(
              """
              Thread.ofVirtual().name("before").start(() -> quietly(() -> Thread.sleep(20))).join();
              throw new IllegalStateException("no more");
              """);
      assertWaits(lane(timeline, "before"), State.WAITING, "sleep");
    }

    @Test
    void timeBetweenStatementsIsNotTheCells() {
      Timeline timeline =
          seen(
              """
              int first = 1;
              int second(int x) { return x + 1; }
              class Third { }
              int fourth = second(first);
              Thread.sleep(100);
              """);
      Lane cell = lane(timeline, "cell");
      assertWaits(cell, State.WAITING, "sleep");
      assertThat(cell.bars()).noneMatch(bar -> bar.state() == State.IDLE);
    }

    @Test
    void oneThreadThatDidOneShortThingIsNotWorthAChart() {
      String cell = cell("timeline");
      run(cell, "1 + 1");
      assertThat(transcript.events(KernelEvent.ThreadsSeen.class))
          .noneMatch(event -> event.cell().value().equals(cell));
    }
  }
}
