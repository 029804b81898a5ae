package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent.ThreadsSeen;
import interleave.kernel.Outcome;
import interleave.timeline.Lane;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lanes of a cell while it runs, and those of threads that go on after it. */
class LiveTimelineTest extends KernelSpec {

  private Stream<Timeline> seen(String cell) {
    return transcript
        .events(ThreadsSeen.class)
        .filter(event -> event.cell().value().equals(cell))
        .map(ThreadsSeen::timeline);
  }

  private static Lane lane(Timeline timeline, String name) {
    return timeline.groups().stream()
        .flatMap(group -> group.lanes().stream())
        .filter(lane -> lane.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no lane " + name + " in " + timeline));
  }

  private static int bars(Timeline timeline) {
    return timeline.groups().stream()
        .flatMap(group -> group.lanes().stream())
        .mapToInt(lane -> lane.bars().size())
        .sum();
  }

  @Test
  void growWhileTheCellRuns() {
    String cell = cell("long");
    var running =
        start(
            cell,
            """
            var goOn = new CountDownLatch(1);
            var worker = Thread.ofVirtual().name("worker").start(() -> { try { while (!goOn.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)) { } } catch (InterruptedException e) { } });
            worker.join();
            """);
    transcript.await("three pictures", t -> seen(cell).count() >= 3);
    kernel().stop();
    running.join();
    var pictures = seen(cell).toList();
    assertThat(pictures.getFirst().running()).isTrue();
    assertThat(pictures).allMatch(Timeline::worthShowing);
    assertThat(pictures.get(1).wallNanos()).isGreaterThan(pictures.get(0).wallNanos());
    assertThat(pictures.stream().filter(Timeline::running))
        .allSatisfy(picture -> assertThat(bars(picture)).isLessThanOrEqualTo(400));
    assertThat(pictures.getLast().running()).isFalse();
  }

  @Test
  void ofACellThatIsQuickAreDrawnOnce() {
    String cell = cell("quick");
    assertThat(run(cell, "Thread.startVirtualThread(() -> {}).join();"))
        .isInstanceOf(Outcome.Completed.class);
    assertThat(seen(cell)).hasSize(1);
  }

  @Test
  void ofThreadsThatOutliveTheCellGoOnUntilTheyEnd() {
    String cell = cell("heartbeat");
    run(
        cell,
        """
        var last = new CountDownLatch(1);
        var heartbeat = Thread.ofVirtual().name("heartbeat").start(() -> { try { last.await(); } catch (InterruptedException e) { } });
        """);
    Timeline end = seen(cell).findFirst().orElseThrow();
    assertThat(end.alive()).isEqualTo(1);
    transcript.await("a later picture", t -> seen(cell).count() >= 2);
    Timeline later = seen(cell).toList().get(1);
    assertThat(later.wallNanos()).isEqualTo(end.wallNanos());
    assertThat(later.totals()).isEqualTo(end.totals());
    assertThat(lane(later, "heartbeat").to()).isGreaterThan(end.endNanos());
    assertThat(lane(later, "heartbeat").bars().getLast().state()).isEqualTo(State.TASK);
    run("last.countDown();");
    transcript.await("the end of the thread", t -> seen(cell).anyMatch(next -> next.alive() == 0));
    assertThat(lane(seen(cell).toList().getLast(), "heartbeat").alive()).isFalse();
  }

  @Test
  void endWhenTheLeftoversOfThatCellAloneAreStopped() {
    String stopped = cell("stopped");
    String other = cell("other");
    for (String cell : new String[] {stopped, other}) {
      run(
          cell,
          "Thread.ofVirtual().name(\"sleeper\").start(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) { } });");
    }
    kernel().stopLeftovers(new interleave.kernel.CellId(stopped));
    transcript.await("the stop", t -> seen(stopped).anyMatch(next -> next.alive() == 0));
    assertThat(seen(other)).allMatch(next -> next.alive() == 1);
    kernel().stopLeftovers(new interleave.kernel.CellId(other));
    transcript.await("the other stop", t -> seen(other).anyMatch(next -> next.alive() == 0));
  }
}
