package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.BusyThread;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Operation.ByReader.Kind;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Idle;
import interleave.notebook.RunState.Queued;
import interleave.notebook.RunState.Running;
import interleave.notebook.TextVersions.TextVersion.Recent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What follows from what a reader does. */
class ReaderOperationsTest {

  private static CellId id(String id) {
    return new CellId(id);
  }

  private static ByReader inserting(String id, Kind kind, @Nullable CellId after) {
    return new ByReader.InsertCells(List.of(new ByReader.NewCell(id(id), kind, "", null)), after);
  }

  @Nested
  class Open {
    @Test
    void startsAKernelSoThatTheFirstResultIsQuick() {
      var story = Story.of("a").then(new ByReader.Open());

      assertThat(story.effects()).containsExactly(new Effect.StartKernel(1));
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.STARTING);
    }

    @Test
    void changesNothingInASecondTab() {
      var story = Story.of("a").then(new ByReader.Open()).then(new ByReader.Open());

      assertThat(story.changes()).isEmpty();
      assertThat(story.effects()).isEmpty();
    }

    @Test
    void leavesTheFileAlone() {
      assertThat(Story.of("a").kernelReady().notebook().version()).isZero();
    }
  }

  @Nested
  class RunCell {
    @Test
    void handsTheSourceToTheKernel() {
      var story = Story.of("a").kernelReady().run("a");

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "a"));
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.RUNNING);
    }

    @Test
    void bringsItsOwnSourceAndLeavesTheTextToTheChangesOfIt() {
      var story = Story.of("a").kernelReady().run("a", "newer");

      assertThat(story.source("a")).isEqualTo("a");
      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "newer"));
    }

    @Test
    void startsAKernelIfThereIsNone() {
      var story = Story.of("a").run("a");

      assertThat(story.effects()).containsExactly(new Effect.StartKernel(1));
      assertThat(story.state("a")).isEqualTo(new Queued(1));
    }

    @Test
    void waitsBehindTheCellThatIsRunning() {
      var story = Story.of("a", "b", "c").kernelReady().running("a").run("b").run("c");

      assertThat(story.effects()).isEmpty();
      assertThat(story.state("b")).isEqualTo(new Queued(1));
      assertThat(story.state("c")).isEqualTo(new Queued(2));
    }

    @Test
    void ofACellThatWaitsKeepsItsPlaceAndTakesTheNewerSource() {
      var story =
          Story.of("a", "b", "c").kernelReady().running("a").run("b").run("c").run("b", "newer");
      assertThat(story.state("b")).isEqualTo(new Queued(1));

      story.completed("a");
      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("b"), "newer"));
    }

    @Test
    void usesTheSourceOfItsMomentAlthoughTheCellIsEditedLater() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .run("b", "as it was")
              .then(new ByReader.EditCell(id("b"), "half a li", Story.TAB))
              .completed("a");

      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("b"), "as it was"));
      assertThat(story.source("b")).isEqualTo("half a li");
    }

    @Test
    void ofTheRunningCellRunsItOnceMoreAfterwards() {
      var story = Story.of("a").kernelReady().running("a").run("a", "again");
      assertThat(story.state("a")).isInstanceOf(Running.class);

      story.completed("a");
      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("a"), "again"));
    }

    @Test
    void ofTextRunsNothing() {
      var story =
          Story.withProse("p", "old").kernelReady().then(new ByReader.RunCell(id("p"), "new"));

      assertThat(story.source("p")).isEqualTo("old");
      assertThat(story.effects()).isEmpty();
    }

    @Test
    void isIgnoredWhenTheCellIsGone() {
      var story = Story.of("a").kernelReady().then(new ByReader.RunCell(id("gone"), "1"));

      assertThat(story.changes()).isEmpty();
      assertThat(story.effects()).isEmpty();
    }
  }

  @Nested
  class RunAll {
    @Test
    void queuesEveryCodeCellInOrder() {
      var story = Story.of("a", "b", "c").kernelReady().then(new ByReader.RunAll());

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "a"));
      assertThat(story.state("b")).isEqualTo(new Queued(1));
      assertThat(story.state("c")).isEqualTo(new Queued(2));
    }

    @Test
    void stopsAtTheFirstCellThatFails() {
      var story =
          Story.of("a", "b", "c")
              .kernelReady()
              .then(new ByReader.RunAll())
              .started("a")
              .finished("a", new Outcome.Rejected(java.util.List.of()));

      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.state("c")).isEqualTo(Idle.NEVER);
    }
  }

  @Nested
  class EditCell {
    @Test
    void changesTheSourceAndSaysWhoDidIt() {
      var story = Story.of("a").then(new ByReader.EditCell(id("a"), "new", "tab-7"));

      assertThat(story.source("a")).isEqualTo("new");
      assertThat(story.changes())
          .first()
          .isEqualTo(
              new Change.SourceChanged(
                  story.cell("a"), 1, List.of(new TextChange(0, 1, "new")), "tab-7"));
      assertThat(story.effects()).containsExactly(new Effect.Save());
    }

    @Test
    void withTheSameTextIsConfirmedButNotWritten() {
      var story = Story.of("a").then(new ByReader.EditCell(id("a"), "a", Story.TAB));

      assertThat(story.changes()).hasOnlyElementsOfType(Change.SourceChanged.class).hasSize(1);
      assertThat(story.effects()).isEmpty();
      assertThat(story.notebook().version()).isZero();
    }

    @Test
    void leavesOutputsAndARunningCellAlone() {
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .prints("a", "hello\n")
              .then(new ByReader.EditCell(id("a"), "new", Story.TAB));

      assertThat(story.outputs("a")).containsExactly(Story.text("hello\n"));
      assertThat(story.state("a")).isInstanceOf(Running.class);
    }

    @Test
    void isIgnoredWhenTheCellIsGone() {
      var story = Story.of("a").then(new ByReader.EditCell(id("gone"), "new", Story.TAB));

      assertThat(story.changes()).isEmpty();
    }
  }

  @Nested
  class ChangeText {
    private static ByReader change(int version, String by, TextChange... parts) {
      return new ByReader.ChangeText(id("a"), version, List.of(parts), by);
    }

    @Test
    void changesPartsOfTheTextAndCountsItsVersions() {
      var story = Story.of("a").then(new ByReader.EditCell(id("a"), "one two three", "tab-1"));

      story.then(change(1, "tab-2", new TextChange(0, 3, "1"), new TextChange(7, 7, ",")));

      assertThat(story.source("a")).isEqualTo("1 two, three");
      assertThat(story.notebook().texts().of(id("a")).number()).isEqualTo(2);
      assertThat(story.effects()).containsExactly(new Effect.Save());
    }

    @Test
    void forAVersionThatIsNoMoreIsIgnoredSoThatNobodysTextIsLost() {
      var story = Story.of("a").then(change(0, "tab-1", new TextChange(1, 1, " first")));

      story.then(change(0, "tab-2", new TextChange(0, 1, "second")));

      assertThat(story.source("a")).isEqualTo("a first");
      assertThat(story.changes()).isEmpty();
    }

    @Test
    void thatDoesNotFitTheTextIsIgnored() {
      var story = Story.of("a");

      for (var parts :
          List.of(
              List.of(new TextChange(0, 2, "")),
              List.of(new TextChange(-1, 0, "")),
              List.of(new TextChange(1, 0, "")),
              List.of(new TextChange(0, 1, ""), new TextChange(0, 1, "")))) {
        story.then(new ByReader.ChangeText(id("a"), 0, parts, Story.TAB));
        assertThat(story.changes()).isEmpty();
      }
    }

    @Test
    void isRememberedForAPageThatWasAway() {
      var story = Story.of("a");
      for (int i = 0; i < 400; i++) {
        story.then(change(i, "tab-1", new TextChange(0, 0, "x")));
      }

      var version = story.notebook().texts().of(id("a"));
      assertThat(version.number()).isEqualTo(400);
      assertThat(version.recent())
          .hasSize(300)
          .endsWith(new Recent("tab-1", List.of(new TextChange(0, 0, "x"))));
      story.then(change(400, "tab-1", new TextChange(0, 0, "y".repeat(200_000))));
      assertThat(story.notebook().texts().of(id("a")).recent()).isEmpty();
    }
  }

  @Nested
  class InsertCells {
    @Test
    void putsAnEmptyCellBelowTheNamedOne() {
      var story = Story.of("a", "b").then(inserting("n", Kind.CODE, id("a")));

      assertThat(story.order()).containsExactly("a", "n", "b");
      assertThat(story.changes()).first().isEqualTo(new Change.CellInserted(1, story.cell("n")));
    }

    @Test
    void withoutAPlaceBecomesTheFirst() {
      var story = Story.of("a").then(inserting("n", Kind.MARKDOWN, null));

      assertThat(story.order()).containsExactly("n", "a");
      assertThat(story.cell("n")).isInstanceOf(Cell.MarkdownCell.class);
    }

    @Test
    void becomesTheLastWhenItsPlaceIsGoneSoThatNoTypingIsLost() {
      var story = Story.of("a", "b").then(inserting("n", Kind.CODE, id("gone")));

      assertThat(story.order()).containsExactly("a", "b", "n");
    }

    @Test
    void isIgnoredWhenThereIsACellOfThatNameAlready() {
      var story = Story.of("a").then(inserting("a", Kind.CODE, null));

      assertThat(story.changes()).isEmpty();
    }
  }

  @Nested
  class DeleteCells {
    @Test
    void takesTheCellAndItsPlaceInTheQueue() {
      var story =
          Story.of("a", "b", "c")
              .kernelReady()
              .running("a")
              .run("b")
              .run("c")
              .then(new ByReader.DeleteCells(List.of(id("b"))));

      assertThat(story.order()).containsExactly("a", "c");
      assertThat(story.state("c")).isEqualTo(new Queued(1));
    }

    @Test
    void ofTheRunningCellStopsIt() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .then(new ByReader.DeleteCells(List.of(id("a"))));
      assertThat(story.effects()).contains(new Effect.StopKernel(1));

      story.finished("a", new Outcome.Stopped()).run("b");
      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("b"), "b"));
    }

    @Test
    void isIgnoredTheSecondTime() {
      var story =
          Story.of("a")
              .then(new ByReader.DeleteCells(List.of(id("a"))))
              .then(new ByReader.DeleteCells(List.of(id("a"))));

      assertThat(story.changes()).isEmpty();
    }
  }

  @Nested
  class Stop {
    @Test
    void stopsTheRunningCellAndForgetsWhatWaits() {
      var story = Story.of("a", "b").kernelReady().running("a").run("b").then(new ByReader.Stop());

      assertThat(story.effects()).containsExactly(new Effect.StopKernel(1));
      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.STOPPING);
    }

    @Test
    void betweenTwoCellsStopsWhatCellsHaveLeftBehind() {
      var story = Story.of("a").kernelReady().then(new ByReader.Stop());

      assertThat(story.effects()).containsExactly(new Effect.StopKernel(1));
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.STOPPING);

      story.then(new ByKernel.StopEnded(1, 2));

      assertThat(story.changes()).contains(new Change.LeftoversStopped(2));
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.READY);
    }

    @Test
    void betweenTwoCellsLetsACellWaitUntilItIsOver() {
      var story = Story.of("a").kernelReady().then(new ByReader.Stop()).run("a");

      assertThat(story.state("a")).isEqualTo(new Queued(1));

      story.then(new ByKernel.StopEnded(1, 0));

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "a"));
    }

    @Test
    void isHarmlessWithoutJava() {
      var story = Story.of("a").then(new ByReader.Stop());

      assertThat(story.changes()).isEmpty();
      assertThat(story.effects()).isEmpty();
    }

    @Test
    void tellsWhatItStillWaitsForUntilItIsOver() {
      var threads = new BusyThreads(60, List.of(new BusyThread("acceptor", false, List.of())));
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .then(new ByReader.Stop())
              .then(new ByKernel.StopWaits(1, threads));

      assertThat(story.notebook().kernel().waitsFor()).isEqualTo(threads);

      story.finished("a", new Outcome.Stopped());

      assertThat(story.notebook().kernel().waitsFor()).isEqualTo(BusyThreads.NONE);
    }

    @Test
    void whileTheKernelStartsTakesBackTheRun() {
      var story = Story.of("a").run("a").then(new ByReader.Stop());

      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
      assertThat(story.effects()).isEmpty();
    }

    @Test
    void pressedTwiceIsOneStop() {
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .then(new ByReader.Stop())
              .then(new ByReader.Stop());

      assertThat(story.effects()).isEmpty();
      assertThat(story.changes()).isEmpty();
    }

    @Test
    void doesNotTouchWhatIsAskedForAfterIt() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .then(new ByReader.Stop())
              .run("b")
              .finished("a", new Outcome.Stopped());

      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("b"), "b"));
    }

    @Test
    void whenTheCellEndsByItselfMeanwhileStillRunsNothingBehindIt() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .run("b")
              .then(new ByReader.Stop())
              .completed("a");

      assertThat(story.state("a")).isInstanceOf(Ended.class);
      assertThat(story.effects()).doesNotHaveAnyElementsOfTypes(Effect.RunOnKernel.class);
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.READY);
    }
  }

  @Nested
  class Kill {
    @Test
    void endsJavaUnderTheRunningCellWhichThenSaysSo() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .run("b")
              .then(new ByReader.Stop())
              .then(new ByReader.Kill());

      assertThat(story.effects()).containsExactly(new Effect.KillKernel(1));

      story.finished("a", new Outcome.WorkerLost("Java was ended at once."));

      assertThat(story.outputs("a")).contains(new Output.Notice("Java was ended at once."));
      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.effects()).contains(new Effect.StartKernel(2));
    }

    @Test
    void betweenTwoCellsIsARestart() {
      var story = Story.of("a").kernelReady().then(new ByReader.Stop()).then(new ByReader.Kill());

      assertThat(story.effects())
          .containsExactly(new Effect.CloseKernel(1), new Effect.StartKernel(2));
    }
  }

  @Nested
  class CancelCell {
    @Test
    void takesOneCellOutAndTheOthersMoveUp() {
      var story =
          Story.of("a", "b", "c")
              .kernelReady()
              .running("a")
              .run("b")
              .run("c")
              .then(new ByReader.CancelCell(id("b")));

      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.state("c")).isEqualTo(new Queued(1));
    }

    @Test
    void isIgnoredWhenTheCellRunsAlready() {
      var story = Story.of("a").kernelReady().running("a").then(new ByReader.CancelCell(id("a")));

      assertThat(story.changes()).isEmpty();
    }
  }

  @Nested
  class Restart {
    @Test
    void closesTheKernelAndStartsAnother() {
      var story = Story.of("a").kernelReady().then(new ByReader.Restart());

      assertThat(story.effects())
          .containsExactly(new Effect.CloseKernel(1), new Effect.StartKernel(2));
    }

    @Test
    void keepsTextAndOutputsAndForgetsRuns() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .prints("a", "hello\n")
              .run("b")
              .then(new ByReader.Restart());

      assertThat(story.outputs("a")).containsExactly(Story.text("hello\n"));
      assertThat(story.source("a")).isEqualTo("a");
      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
    }

    @Test
    void whileTheKernelStartsOnlyTakesBackTheRuns() {
      var story = Story.of("a").run("a").then(new ByReader.Restart());

      assertThat(story.effects()).isEmpty();
      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
    }

    @Test
    void countsRunsFromOneAgain() {
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .completed("a")
              .then(new ByReader.Restart())
              .then(new Operation.ByKernel.KernelReady(2, "Java 25"))
              .running("a");

      assertThat(story.state("a")).isEqualTo(new Running(1, Story.NOON, Duration.ZERO));
    }
  }
}
