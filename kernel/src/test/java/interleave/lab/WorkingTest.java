package interleave.lab;

import static interleave.lab.Working.compute;
import static interleave.lab.Working.cpuWork;
import static interleave.lab.Working.javaProcess;
import static interleave.lab.Working.pause;
import static interleave.lab.Working.pauseAsync;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(60)
@ResourceLock("interleave.lab.Recording")
class WorkingTest {

  @Nested
  class Pausing {
    @Test
    void isCountedAsAWaitOfKnownLength() throws Exception {
      try (var recording = Recording.start()) {
        pause(ofMillis(20));
        pauseAsync(ofMillis(30)).get();
        assertThat(recording.fetches().limitNanos()).isEqualTo(30_000_000);
        assertThat(recording.fetches().spans())
            .hasSize(2)
            .allMatch(span -> span.end() - span.start() >= span.delayNanos());
      }
    }

    @Test
    void endsWithAnInterruptAndKeepsTheFlag() {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> pause(Duration.ofMinutes(1)))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Nested
  class Computing {
    @Test
    void givesTheSameHashEachTime() {
      assertThat(compute(ofMillis(2))).isEqualTo(compute(ofMillis(2)));
    }

    @Test
    void doesRoundsThatDependOnEachOther() {
      assertThat(Hash.of(1, 3)).isNotEqualTo(Hash.of(1, 2)).isNotEqualTo(Hash.of(2, 3));
      assertThat(Hash.roundsIn(ofMillis(200)))
          .isBetween(2 * Hash.roundsIn(ofMillis(100)) - 2, 2 * Hash.roundsIn(ofMillis(100)) + 2);
    }

    @Test
    void cannotBeLeftOutByTheCompiler() {
      // Warm, and least of several, for others want the cores too: it takes as long when nobody
      // uses its result.
      long unused = Long.MAX_VALUE;
      long used = Long.MAX_VALUE;
      long sum = 0;
      for (int i = 0; i < 10; i++) {
        long start = System.nanoTime();
        compute(ofMillis(10));
        long middle = System.nanoTime();
        sum += compute(ofMillis(10));
        unused = Math.min(unused, middle - start);
        used = Math.min(used, System.nanoTime() - middle);
      }
      assertThat(sum).isNotZero();
      assertThat(unused).isGreaterThan(used / 2);
    }

    @Test
    void isOfSomeSize() {
      assertThatThrownBy(() -> compute(Duration.ZERO))
          .hasMessage("expected more than 0 and at most an hour, found PT0S");
    }
  }

  @Nested
  class Parts {
    private final CpuWork work = cpuWork(7, ofMillis(1));

    @Test
    void haveTheSameResultInEveryWay() throws Exception {
      long expected = IntStream.range(0, 7).mapToLong(work::part).sum();
      assertThat(work.oneThread()).isEqualTo(expected);
      assertThat(work.pool()).isEqualTo(expected);
      assertThat(work.pool(100)).isEqualTo(expected);
      assertThat(work.virtualThreads()).isEqualTo(expected);
      assertThat(work.parallelStream()).isEqualTo(expected);
      assertThat(work.forkJoin()).isEqualTo(expected);
      assertThat(work.processes(2)).isEqualTo(expected);
    }

    @Test
    void areNumbered() {
      assertThatThrownBy(() -> work.part(7)).hasMessage("expected part 0 to 6, found 7");
      assertThatThrownBy(() -> cpuWork(0, ofMillis(1)))
          .hasMessage("expected 1 to 100000 parts, found 0");
      assertThatThrownBy(() -> work.processes(0))
          .hasMessage("expected at least 1 process, found 0");
    }

    @Test
    void leaveNoProcessBehindWhenTheyAreInterrupted() throws Exception {
      var before = ProcessHandle.current().children().toList();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> cpuWork(2, Duration.ofMinutes(1)).processes(2))
          .isInstanceOf(InterruptedException.class);
      // Tests beside this one start workers; a child of ours has this class's main program.
      assertThat(ProcessHandle.current().children())
          .filteredOn(child -> !before.contains(child))
          .noneMatch(child ->
              child.info().commandLine().orElse("").contains(CpuProcesses.class.getName()));
    }
  }

  @Nested
  class CoresOfTheMachine {
    @Test
    void areMeasured() throws Exception {
      var cores = Cores.measured(2, 1);
      assertThat(cores.parallel()).isBetween(0.3, 4.0);
      assertThat(new Cores(2, 1, 1.9).toString())
          .isEqualTo(
              "Java may use 2 processors; the common pool has 1 thread.\n"
                  + "In parallel they did 1.90 times the work of one, measured just now.");
    }
  }

  @Nested
  class ChildProcesses {
    @Test
    void runAProgramWithItsArguments() throws Exception {
      var child =
          javaProcess("void main(String[] a) { IO.println(a[0]); System.exit(3); }", "hello")
              .redirectError(Redirect.INHERIT)
              .start();
      assertThat(child.inputReader().readLine()).isEqualTo("hello");
      assertThat(child.waitFor()).isEqualTo(3);
    }
  }
}
