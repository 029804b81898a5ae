package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.KernelEvent.ThreadsSeen;
import interleave.kernel.Outcome;
import interleave.timeline.Lane;
import interleave.timeline.Precision;
import interleave.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** On a JDK that the worker does not know well enough to weave, lanes are sampled, and say so. */
class SampledTimelineTest {
  /**
   * Without continuations nothing is mounted: virtual threads are platform threads underneath. Any
   * other Java that is built differently looks like this to the self-test.
   */
  @Test
  void aJavaThatDoesNotTellOfItsThreadsIsNoticedAtTheStartOfTheWorker() {
    var transcript = new Transcript();
    var settings =
        KernelSettings.DEFAULT
            .withReserve(1)
            .withJavaOptions("-XX:+UnlockExperimentalVMOptions", "-XX:-VMContinuations");
    try (var kernels = new JShellKernels(settings);
        var kernel = kernels.start(transcript)) {
      var run = kernel.run(new CellId("bound"), "Thread.sleep(300);");
      assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
      Timeline timeline = transcript.events(ThreadsSeen.class).toList().getLast().timeline();
      assertThat(timeline.note()).contains("This Java is another one than Interleave knows");
      assertThat(timeline.groups().getFirst().lanes().getFirst().precision())
          .isEqualTo(Precision.SAMPLED);
    }
  }

  @Test
  void everyThreadIsLookedAtAndTheReaderIsTold() {
    var transcript = new Transcript();
    var settings =
        KernelSettings.DEFAULT.withReserve(1).withJavaOptions("-Dinterleave.timeline=sampled");
    try (var kernels = new JShellKernels(settings);
        var kernel = kernels.start(transcript)) {
      var run =
          kernel.run(
              new CellId("sampled"),
              """
              var sleeper = Thread.ofVirtual().name("sleeper").start(() -> { try { Thread.sleep(300); } catch (InterruptedException e) { } });
              sleeper.join();
              var late = Thread.ofVirtual().name("late").start(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) { } });
              """);
      assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
      Timeline timeline = transcript.events(ThreadsSeen.class).toList().getLast().timeline();
      assertThat(timeline.note()).contains("every thread was looked at every 5 ms");
      Lane lane =
          timeline.groups().stream()
              .flatMap(group -> group.lanes().stream())
              .filter(next -> next.name().equals("sleeper"))
              .findFirst()
              .orElseThrow();
      assertThat(lane.precision()).isEqualTo(Precision.SAMPLED);
      assertThat(lane.totals().waiting()).isBetween(200_000_000L, 2_000_000_000L);
      assertThat(timeline.alive()).isEqualTo(1);
      kernel.stopLeftovers(new CellId("sampled"));
      transcript.await(
          "the end of the leftover",
          t -> t.events(ThreadsSeen.class).toList().getLast().timeline().alive() == 0);
    }
  }
}
