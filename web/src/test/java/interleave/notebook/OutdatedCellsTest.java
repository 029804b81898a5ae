package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Diagnostic.Severity;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Idle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which cells show what is no longer so, and what a reader can do about it. */
class OutdatedCellsTest {

  private static CellId id(String id) {
    return new CellId(id);
  }

  private static Story ran(String... cells) {
    var story = Story.of(cells).kernelReady();
    for (String cell : cells) {
      story.running(cell).completed(cell);
    }
    return story;
  }

  private static ByReader edit(String cell, String source) {
    return new ByReader.EditCell(id(cell), source, Story.TAB);
  }

  private static ByReader runOutdated(String cell) {
    return new ByReader.RunOutdated(id(cell), cell);
  }

  @Nested
  class ACell {
    @Test
    void isOutdatedWhenWhatItUsesIsDeclaredAnew() {
      var story = ran("a", "b").running("a").completedAndOutdated("a", "rate", "b");

      assertThat(story.outdated("b")).isEqualTo(new Outdated(false, List.of("rate")));
      assertThat(story.changes())
          .contains(new Change.OutdatedChanged(id("b"), new Outdated(false, List.of("rate"))));
      assertThat(story.outdated("a")).isEqualTo(Outdated.NOT);
    }

    @Test
    void isNotOutdatedByACellBelowThatUsesTheNameAnew() {
      var story = ran("a", "b").running("b").completedAndOutdated("b", "rate", "a");

      assertThat(story.outdated("a")).isEqualTo(Outdated.NOT);
    }

    @Test
    void staysOutdatedWhenACellBelowIsRun() {
      var story = ran("a", "b", "c").running("a").completedAndOutdated("a", "rate", "b");
      story.running("c").completedAndOutdated("c", "rate", "b");

      assertThat(story.outdated("b")).isEqualTo(new Outdated(false, List.of("rate")));
    }

    @Test
    void isNotRunByItselfForThat() {
      var story = ran("a", "b").running("a").completedAndOutdated("a", "rate", "b");

      assertThat(story.queue()).isEmpty();
      assertThat(story.effects()).noneMatch(Effect.RunOnKernel.class::isInstance);
    }

    @Test
    void isUpToDateAgainWhenItIsRun() {
      var story = ran("a", "b").running("a").completedAndOutdated("a", "rate", "b").run("b");

      assertThat(story.outdated("b")).isEqualTo(Outdated.NOT);
    }

    @Test
    void isOutdatedWhenItIsEditedUntilTheEditIsTakenBack() {
      var story = ran("a").then(edit("a", "other"));
      assertThat(story.outdated("a")).isEqualTo(new Outdated(true, List.of()));

      story.then(edit("a", "a"));
      assertThat(story.outdated("a")).isEqualTo(Outdated.NOT);
    }

    @Test
    void isOutdatedWhenItIsEditedWhileItRuns() {
      var story = Story.of("a").kernelReady().running("a").then(edit("a", "new")).completed("a");

      assertThat(story.outdated("a")).isEqualTo(new Outdated(true, List.of()));
    }

    @Test
    void thatHasNotRunIsNotOutdatedByAnEdit() {
      assertThat(Story.of("a").then(edit("a", "other")).outdated("a")).isEqualTo(Outdated.NOT);
    }

    @Test
    void isNotOutdatedByWhatItPrintsLater() {
      assertThat(ran("a").prints("a", "late").outdated("a")).isEqualTo(Outdated.NOT);
    }

    @Test
    void thatIsTakenOutOfTheQueueShowsItsEarlierRunAgain() {
      var story = ran("a", "b").run("a").run("b").then(new ByReader.CancelCell(id("b")));

      assertThat(story.state("b")).isInstanceOf(Ended.class);
    }
  }

  @Nested
  class RunOutdated {
    @Test
    void runsThisAndEveryOutdatedCellInTheOrderOfTheDocument() {
      var story =
          ran("a", "b", "c", "d")
              .running("c")
              .completedAndOutdated("c", "x", "d")
              .then(edit("a", "a2"))
              .then(runOutdated("c"));

      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("a"), "a2"));
      assertThat(story.queue()).containsExactly("c", "d");
    }

    @Test
    void takesWhatBecomesOutdatedOnTheWayAtItsPlace() {
      var story = ran("a", "b", "c").then(edit("c", "c2")).then(runOutdated("a"));
      assertThat(story.queue()).containsExactly("c");

      story.started("a").completedAndOutdated("a", "x", "b");
      assertThat(story.queue()).containsExactly("c");
      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("b"), "b"));
    }

    @Test
    void givesEachCellOneTurnAlthoughTwoMakeEachOtherOutdated() {
      var story = ran("a", "b").then(runOutdated("a"));
      story.started("a").completedAndOutdated("a", "x", "b");
      story.started("b").completedAndOutdated("b", "y", "a");

      assertThat(story.queue()).isEmpty();
      assertThat(story.notebook().runs().current()).isNull();
    }

    @Test
    void endsWithItsLastCellSoThatALaterRunTakesNobodyAlong() {
      var story = ran("a", "b").then(runOutdated("a")).started("a").completed("a");
      story.running("a").completedAndOutdated("a", "x", "b");

      assertThat(story.notebook().runs().current()).isNull();
    }

    @Test
    void stopsAtTheFirstCellThatFailsAndTheOthersStayOutdated() {
      var story = ran("a", "b").running("a").completedAndOutdated("a", "x", "b");
      story.then(new ByReader.RunOutdated(id("a"), "broken")).started("a");
      var mistake =
          new Run(
              new Outcome.Rejected(List.of()),
              List.of(),
              Map.of(id("b"), List.of("x")),
              Duration.ZERO,
              Duration.ZERO);
      story.then(new ByKernel.CellFinished(1, id("a"), mistake));

      assertThat(story.queue()).isEmpty();
      assertThat(story.state("b")).isInstanceOf(Ended.class);
      assertThat(story.outdated("b").changed()).containsExactly("x");
    }

    @Test
    void bringsTheSourceThatThePageShows() {
      var story = ran("a").then(new ByReader.RunOutdated(id("a"), "newer"));

      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("a"), "newer"));
      assertThat(story.source("a")).isEqualTo("a");
    }

    @Test
    void isIgnoredWhenTheCellIsGone() {
      var story = ran("a").then(runOutdated("gone"));

      assertThat(story.changes()).isEmpty();
      assertThat(story.effects()).isEmpty();
    }
  }

  @Nested
  class RunAbove {
    @Test
    void runsTheCellsAboveInTheirOrderAndNotTheCellItself() {
      var story = Story.of("a", "b", "c", "d").kernelReady().then(new ByReader.RunAbove(id("c")));

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "a"));
      assertThat(story.queue()).containsExactly("b");
    }

    @Test
    void afterTheWorkerWasLostWaitsForTheNextOne() {
      var story =
          ran("a", "b")
              .running("b")
              .finished("b", new Outcome.WorkerLost("Your code ended Java."))
              .then(new ByReader.RunAbove(id("b")))
              .then(new ByKernel.KernelReady(2, "Java 25"));

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(2, id("a"), "a"));
      assertThat(story.queue()).isEmpty();
    }

    @Test
    void isIgnoredWhenTheCellIsGone() {
      assertThat(ran("a").then(new ByReader.RunAbove(id("gone"))).effects()).isEmpty();
    }
  }

  @Nested
  class ALostWorker {
    @Test
    void takesTheRunsOfAllCellsAlong() {
      var story = ran("a", "b").running("b").finished("b", new Outcome.WorkerLost("It is gone."));

      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
      assertThat(((Ended) story.state("b")).ending()).isEqualTo(RunState.Ending.LOST);
    }

    @Test
    void whileIdleTakesTheRunsOfAllCellsAlong() {
      var story = ran("a").then(new ByKernel.KernelLost(1, "It is gone."));

      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
    }

    @Test
    void leavesNoCellOutdated() {
      var story = ran("a").then(edit("a", "other")).then(new ByKernel.KernelLost(1, "Gone."));

      assertThat(story.outdated("a")).isEqualTo(Outdated.NOT);
    }
  }

  @Test
  void whatTheReaderShouldKnowStandsUnderTheCellThoughItRan() {
    var note =
        new Diagnostic(
            Severity.NOTE,
            "interleave.variable.reset",
            "point is null again: Point has changed",
            null,
            new Position(1, 1),
            new Position(1, 2));
    var run =
        new Run(
            new Outcome.Completed(null),
            List.of(note),
            Map.of(),
            Duration.ofMillis(1),
            Duration.ofMillis(1));
    var story = Story.of("a").kernelReady().running("a");
    story.then(new ByKernel.CellFinished(1, id("a"), run));

    assertThat(story.outputs("a")).containsExactly(new Output.Diagnostics(List.of(note)));
    assertThat(((Ended) story.state("a")).ending()).isEqualTo(RunState.Ending.COMPLETED);
  }
}
