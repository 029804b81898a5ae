package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.timeline.Bar;
import interleave.timeline.Circumstances;
import interleave.timeline.Precision;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.ThreadLife.Belonging;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cell shows one picture of its threads: the newest. */
class ThreadsOfARunTest {

  private static Timeline of(long millis, boolean alive) {
    var bar = new Bar(State.WAITING, 0, millis * 1_000_000, "sleep");
    var life =
        new ThreadLife(
            "heartbeat",
            true,
            new Belonging(1, "virtual threads", false),
            Precision.EXACT,
            0,
            bar.to(),
            alive,
            Totals.of(List.of(bar)),
            List.of(bar));
    return Timeline.of(List.of(life), 2, "");
  }

  private static Output.Threads live(long millis) {
    return new Output.Threads(
        Timeline.live(List.of(), new Circumstances(2, 0, "", List.of(), 0), 400)
            .withMostInFlight((int) millis));
  }

  private static Output.Threads ended(boolean alive) {
    return new Output.Threads(of(200, alive));
  }

  private static boolean saves(Story story) {
    return story.effects().stream().anyMatch(Effect.Save.class::isInstance);
  }

  @Test
  void growsInItsPlaceAndIsNotSavedForThat() {
    var story = Story.of("a").kernelReady().running("a").arrives("a", live(1)).prints("a", "x");
    story.arrives("a", live(2));
    assertThat(story.outputs("a")).containsExactly(live(2), Story.text("x"));
    assertThat(saves(story)).isFalse();
    story.arrives("a", ended(false));
    assertThat(story.outputs("a")).containsExactly(ended(false), Story.text("x"));
    assertThat(saves(story)).isTrue();
  }

  @Test
  void isReplacedWhileThreadsOutliveTheCell() {
    var story = Story.of("a").kernelReady().running("a").arrives("a", ended(true)).completed("a");
    story.arrives("a", new Output.Threads(of(900, true)));
    assertThat(story.outputs("a")).containsExactly(new Output.Threads(of(900, true)));
    assertThat(saves(story)).isFalse();
    story.arrives("a", ended(false));
    assertThat(saves(story)).isTrue();
  }

  @Test
  void doesNotComeBackWhenAReaderHasClearedIt() {
    var story =
        Story.of("a")
            .kernelReady()
            .running("a")
            .arrives("a", ended(true))
            .completed("a")
            .then(new ByKernel.OutputCleared(1, new CellId("a")))
            .arrives("a", new Output.Threads(of(900, true)));
    assertThat(story.outputs("a")).isEmpty();
  }

  @Test
  void knowsThatThreadsEndWithTheirJava() {
    var story =
        Story.of("a")
            .kernelReady()
            .running("a")
            .arrives("a", ended(true))
            .completed("a")
            .then(new ByKernel.KernelLost(1, "gone"));
    assertThat(story.outputs("a").getFirst())
        .isInstanceOfSatisfying(
            Output.Threads.class, threads -> assertThat(threads.timeline().alive()).isZero());
  }

  @Test
  void leftoversOfOneCellAreStoppedAtItsKernel() {
    var story = Story.of("a").kernelReady().running("a").completed("a");
    story.then(new ByReader.StopLeftovers(new CellId("a")));
    assertThat(story.effects()).containsExactly(new Effect.StopLeftovers(1, new CellId("a")));
    assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.READY);
  }
}
