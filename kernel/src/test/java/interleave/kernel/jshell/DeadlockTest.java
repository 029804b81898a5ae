package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent.DeadlockSeen;
import interleave.kernel.Outcome;
import interleave.timeline.Deadlock;
import interleave.timeline.Deadlock.Party;
import interleave.timeline.SourceLine;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads that wait for each other's locks are found while their cell hangs. */
class DeadlockTest extends KernelSpec {
  private static final String MONITOR_MONITOR =
      """
      var left = new Object(); var right = new Object(); var both = new CountDownLatch(2);
      void take(Object first, Object second) {
        synchronized (first) {
          both.countDown(); try { both.await(); } catch (InterruptedException e) { return; }
          synchronized (second) { }
        }
      }
      Thread one = Thread.%1$s.name("one").unstarted(() -> take(left, right));
      Thread two = Thread.%2$s.name("two").unstarted(() -> take(right, left));
      one.start(); two.start(); one.join(); two.join();
      """;

  private static final String LOCK_LOCK =
      """
      var left = new ReentrantLock(); var right = new ReentrantLock(); var both = new CountDownLatch(2);
      void take(ReentrantLock first, ReentrantLock second) {
        try {
          first.lockInterruptibly();
          both.countDown(); both.await();
          second.lockInterruptibly();
        } catch (InterruptedException e) { }
      }
      Thread one = Thread.%1$s.name("one").unstarted(() -> take(left, right));
      Thread two = Thread.%2$s.name("two").unstarted(() -> take(right, left));
      one.start(); two.start(); one.join(); two.join();
      """;

  private static final String MONITOR_LOCK =
      """
      var left = new Object(); var right = new ReentrantLock(); var both = new CountDownLatch(2);
      void monitorFirst() throws InterruptedException {
        synchronized (left) { both.countDown(); both.await(); right.lockInterruptibly(); }
      }
      void lockFirst() throws InterruptedException {
        right.lockInterruptibly(); both.countDown(); both.await();
        try { synchronized (left) { } } finally { right.unlock(); }
      }
      Thread one = Thread.%1$s.name("one").unstarted(() -> { try { monitorFirst(); } catch (InterruptedException e) { } });
      Thread two = Thread.%2$s.name("two").unstarted(() -> { try { lockFirst(); } catch (InterruptedException e) { } });
      one.start(); two.start(); one.join(); two.join();
      """;

  private record Hung(String cell, Deadlock deadlock) {}

  private Hung hang(String source) {
    String cell = cell("deadlock");
    var running = start(cell, source);
    transcript.await(
        "a deadlock in " + cell,
        t -> t.events(DeadlockSeen.class).anyMatch(event -> event.cell().value().equals(cell)));
    Deadlock deadlock =
        transcript
            .events(DeadlockSeen.class)
            .filter(event -> event.cell().value().equals(cell))
            .findFirst()
            .orElseThrow()
            .deadlock();
    assertThat(running).as("the cell hangs while the deadlock is shown").isNotDone();
    kernel().stop();
    // Who waits for a monitor cannot be stopped by anyone: then Java is ended.
    assertThat(running.join()).isInstanceOfAny(Outcome.Stopped.class, Outcome.WorkerLost.class);
    return new Hung(cell, deadlock);
  }

  private static Party party(Hung hung, String thread) {
    return hung.deadlock().parties().stream()
        .filter(party -> party.thread().equals(thread))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + thread + " in " + hung));
  }

  @ParameterizedTest(name = "{0}, {1} and {2}")
  @CsvSource({
    "locks, ofVirtual(), ofVirtual()",
    "locks, ofPlatform(), ofPlatform()",
    "locks, ofVirtual(), ofPlatform()",
    "monitors, ofVirtual(), ofVirtual()",
    "monitors, ofPlatform(), ofPlatform()",
    "monitors, ofVirtual(), ofPlatform()",
    "a monitor and a lock, ofVirtual(), ofVirtual()",
    "a monitor and a lock, ofPlatform(), ofVirtual()",
  })
  void saysWhoHasWhatAndWhoWaitsForWhom(String locks, String one, String two) throws Exception {
    String source =
        switch (locks) {
          case "locks" -> LOCK_LOCK;
          case "monitors" -> MONITOR_MONITOR;
          default -> MONITOR_LOCK;
        };
    try (var own = new OwnKernel()) {
      Hung hung = own.hang(source.formatted(one, two));
      assertThat(hung.deadlock().parties()).hasSize(2);
      assertThat(party(hung, "one"))
          .returns("left", Party::has)
          .returns("right", Party::wants)
          .returns(one.contains("Virtual"), Party::virtual);
      assertThat(party(hung, "two")).returns("right", Party::has).returns("left", Party::wants);
      SourceLine line = Objects.requireNonNull(party(hung, "one").waitsIn());
      assertThat(line.cell()).isEqualTo(hung.cell());
      assertThat(source.lines().toList().get(line.number() - 1))
          .containsAnyOf("(second)", "second.lock", "right.lock");
    }
  }

  @Test
  void aLockThatIsOnlyHeldForLongIsNone() {
    String cell = cell("held");
    assertThat(
            run(
                cell,
                """
                var long1 = new ReentrantLock(); long1.lock();
                Thread waits = Thread.startVirtualThread(() -> { long1.lock(); long1.unlock(); });
                Thread.sleep(700);
                long1.unlock(); waits.join();
                """))
        .isInstanceOf(Outcome.Completed.class);
    assertThat(transcript.events(DeadlockSeen.class))
        .noneMatch(event -> event.cell().value().equals(cell));
  }

  @Test
  void threePhilosophersAreNamedByTheirForks() {
    Hung hung =
        hang(
            """
            ReentrantLock[] forks = { new ReentrantLock(), new ReentrantLock(), new ReentrantLock() };
            var seated = new CountDownLatch(3);
            try (var table = Executors.newVirtualThreadPerTaskExecutor()) {
              for (int i = 0; i < 3; i++) {
                int seat = i;
                table.submit(() -> {
                  Thread.currentThread().setName("philosopher-" + seat);
                  forks[seat].lockInterruptibly();
                  seated.countDown(); seated.await();
                  forks[(seat + 1) % 3].lockInterruptibly();
                  return null;
                });
              }
            }
            """);
    assertThat(hung.deadlock().parties()).hasSize(3);
    assertThat(party(hung, "philosopher-1"))
        .returns("forks[1]", Party::has)
        .returns("forks[2]", Party::wants);
    assertThat(hung.deadlock().text()).contains("philosopher-2 has forks[2]");
  }

  /** A kernel of its own: threads that wait for monitors end with their Java alone. */
  private static final class OwnKernel extends KernelSpec implements AutoCloseable {
    OwnKernel() {
      startKernel();
    }

    Hung hang(String source) {
      String cell = cell("deadlock");
      var running = start(cell, source);
      transcript.await("a deadlock", t -> t.events(DeadlockSeen.class).findAny().isPresent());
      assertThat(running).as("the cell hangs while the deadlock is shown").isNotDone();
      return new Hung(
          cell, transcript.events(DeadlockSeen.class).findFirst().orElseThrow().deadlock());
    }

    @Override
    public void close() {
      kernel().kill();
      closeKernel();
    }
  }
}
