package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.BusyThread;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.Failure;
import interleave.kernel.InputRequest;
import interleave.kernel.KernelEvent.Stream;
import interleave.kernel.Outcome;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Ending;
import interleave.notebook.RunState.Idle;
import interleave.notebook.RunState.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What follows from what a kernel does. */
class KernelOperationsTest {

  private static CellId id(String id) {
    return new CellId(id);
  }

  private static Outcome threw() {
    return new Outcome.Threw(new Failure("java.lang.Error", null, List.of(), null, List.of()));
  }

  @Nested
  class KernelReady {
    @Test
    void runsWhatHasWaitedForIt() {
      var story = Story.of("a").run("a").then(new ByKernel.KernelReady(1, "Java 25"));

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "a"));
    }

    @Test
    void saysWhatItRunsOn() {
      assertThat(Story.of("a").kernelReady().notebook().kernel())
          .isEqualTo(new KernelStatus(KernelStatus.State.READY, "Java 25"));
    }

    @Test
    void ofAnEarlierKernelIsIgnored() {
      var story =
          Story.of("a")
              .kernelReady()
              .then(new ByReader.Restart())
              .then(new ByKernel.KernelReady(1, "the old one"));

      assertThat(story.changes()).isEmpty();
    }
  }

  @Nested
  class KernelIdle {
    private static final Operation IDLE = new ByKernel.KernelIdle(1, Duration.ofMinutes(30));

    @Test
    void endsTheKernelAndSaysWhatThatMeans() {
      var story = Story.of("a").kernelReady().running("a").completed("a").then(IDLE);

      assertThat(story.effects()).containsExactly(new Effect.CloseKernel(1));
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.RESTING);
      assertThat(story.notebook().kernel().message())
          .contains("30 min", "variables are gone", "Run the cells above again");
    }

    @Test
    void leavesTextAndOutputsAlone() {
      var story = Story.of("a").kernelReady().running("a").prints("a", "kept").completed("a");
      var before = story.outputs("a");

      assertThat(story.then(IDLE).outputs("a")).isEqualTo(before);
    }

    @Test
    void isFollowedByANewKernelWithTheNextRun() {
      var story = Story.of("a").kernelReady().then(IDLE).run("a");

      assertThat(story.effects()).containsExactly(new Effect.StartKernel(2));
    }

    @Test
    void isNotFollowedByANewKernelWhenAPageOpens() {
      var story = Story.of("a").kernelReady().then(IDLE).then(new ByReader.Open());

      assertThat(story.effects()).isEmpty();
    }

    @Test
    void isIgnoredWhenACellRunsMeanwhile() {
      assertThat(Story.of("a").kernelReady().running("a").then(IDLE).effects()).isEmpty();
    }
  }

  @Nested
  class KernelLost {
    @Test
    void beforeItCouldStartTellsTheCellThatWaits() {
      var story =
          Story.of("a", "b").run("a").run("b").then(new ByKernel.KernelLost(1, "No memory left."));

      assertThat(story.outputs("a")).containsExactly(new Output.Notice("No memory left."));
      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.notebook().kernel())
          .isEqualTo(new KernelStatus(KernelStatus.State.LOST, "No memory left."));
    }

    @Test
    void whileNothingRunsClosesItAndTheNextRunStartsAnother() {
      var story =
          Story.of("a").kernelReady().then(new ByKernel.KernelLost(1, "A thread ended Java."));
      assertThat(story.effects()).containsExactly(new Effect.CloseKernel(1));

      story.run("a");
      assertThat(story.effects()).containsExactly(new Effect.StartKernel(2));
    }

    @Test
    void whileACellRunsIsLeftToTheEndOfThatCell() {
      var story =
          Story.of("a").kernelReady().running("a").then(new ByKernel.KernelLost(1, "It is gone."));

      assertThat(story.changes()).isEmpty();
    }
  }

  /** Whatever ended it, nothing may look as if it still went on. */
  @Nested
  class TheEndOfAKernel {
    private static final MimeBundle BAR =
        new MimeBundle(Map.of(MimeBundle.TEXT, "1 of 3", MimeBundle.PROGRESS, "{}"));
    private static final BusyThreads STUCK =
        new BusyThreads(1, List.of(new BusyThread("acceptor", false, List.of())));

    private Story withABarAndAStuckThread() {
      return Story.of("a", "b")
          .kernelReady()
          .running("a")
          .arrives("a", new Output.Display(false, "1.1", MimeBundle.text("a value")))
          .arrives("a", new Output.Display(false, "1.2", BAR))
          .arrives("a", new Output.StillRunning(STUCK, false));
    }

    private void assertEnded(Story story) {
      assertThat(story.outputs("a").subList(0, 3))
          .containsExactly(
              new Output.Display(false, "1.1", MimeBundle.text("a value")),
              new Output.Display(false, BAR),
              new Output.StillRunning(STUCK, true));
      assertThat(story.changes())
          .contains(
              new Change.OutputReplaced(id("a"), 1, new Output.Display(false, BAR)),
              new Change.OutputReplaced(id("a"), 2, new Output.StillRunning(STUCK, true)));
    }

    @Test
    void byTheCellIsTheEndOfItsBarsAndThreads() {
      assertEnded(withABarAndAStuckThread().finished("a", new Outcome.WorkerLost("gone")));
    }

    @Test
    void byAnotherCellIsTheEndOfThemToo() {
      assertEnded(
          withABarAndAStuckThread()
              .completed("a")
              .running("b")
              .finished("b", new Outcome.WorkerLost("gone")));
    }

    @Test
    void byItselfIsTheEndOfThemToo() {
      assertEnded(
          withABarAndAStuckThread().completed("a").then(new ByKernel.KernelLost(1, "gone")));
    }

    @Test
    void byARestartIsTheEndOfThemToo() {
      assertEnded(withABarAndAStuckThread().completed("a").then(new ByReader.Restart()));
    }
  }

  @Nested
  class CellStarted {
    @Test
    void countsTheRunAndNotesTheTime() {
      var story = Story.of("a", "b").kernelReady().running("a").completed("a").running("b");

      assertThat(story.state("b")).isEqualTo(new Running(2, Story.NOON, Duration.ZERO));
    }

    @Test
    void clearsTheOutputsOfTheRunBefore() {
      var story =
          Story.of("a").kernelReady().running("a").prints("a", "1\n").completed("a").running("a");

      assertThat(story.outputs("a")).isEmpty();
      assertThat(story.changes()).contains(new Change.OutputsCleared(id("a")));
    }
  }

  @Nested
  class OutputArrived {
    @Test
    void continuesTheTextOfTheSameThread() {
      var story =
          Story.of("a").kernelReady().running("a").prints("a", "one\n").prints("a", "two\n");

      assertThat(story.outputs("a")).containsExactly(Story.text("one\ntwo\n"));
      assertThat(story.changes()).contains(new Change.TextAppended(id("a"), 0, 4, "two\n"));
    }

    @Test
    void ofAnotherThreadStreamOrTimeStandsForItself() {
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .prints("a", "1\n")
              .arrives("a", new Output.Text(Stream.OUT, "t-1", true, false, "2\n"))
              .arrives("a", new Output.Text(Stream.ERR, "t-1", true, false, "3\n"))
              .arrives("a", new Output.Text(Stream.ERR, "t-1", true, true, "4\n"));

      assertThat(story.outputs("a")).hasSize(4);
    }

    @Test
    void afterItsCellHasEndedLandsUnderItsOwnCell() {
      var late = new Output.Text(Stream.OUT, "t-1", true, true, "still here\n");
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .completed("a")
              .running("b")
              .arrives("a", late);

      assertThat(story.outputs("a")).containsExactly(late);
      assertThat(story.outputs("b")).isEmpty();
    }

    @Test
    void isIgnoredWhenItsCellIsGone() {
      var story =
          Story.of("a").kernelReady().running("a").then(new ByReader.DeleteCells(List.of(id("a"))));
      story.prints("a", "too late\n");

      assertThat(story.changes()).isEmpty();
    }

    @Test
    void ofTheKernelBeforeARestartIsIgnored() {
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .then(new ByReader.Restart())
              .then(new ByKernel.OutputArrived(1, id("a"), Story.text("from before\n")));

      assertThat(story.outputs("a")).isEmpty();
    }

    @Test
    void beyondWhatAPageCanHoldIsCutAndSaysSoOnce() {
      var half = "x".repeat(OutputLimit.MOST_CHARACTERS / 2);
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .prints("a", half)
              .prints("a", half)
              .prints("a", "y")
              .prints("a", "z")
              .finished("a", new Outcome.Completed(MimeBundle.text("42")));

      assertThat(story.outputs("a"))
          .containsExactly(Story.text(half + half), OutputLimit.CUT, Story.value("42"));
    }

    @Test
    void ofVeryManyThreadsIsCutToo() {
      var story = Story.of("a").kernelReady().running("a");
      for (int i = 0; i < OutputLimit.MOST_OUTPUTS + 10; i++) {
        story.arrives("a", new Output.Text(Stream.OUT, "t-" + i, true, false, "x"));
      }

      assertThat(story.outputs("a"))
          .hasSize(OutputLimit.MOST_OUTPUTS + 1)
          .last()
          .isEqualTo(OutputLimit.CUT);
    }
  }

  @Nested
  class DisplayUpdated {
    private static Output display(String place, String text) {
      return new Output.Display(false, place, MimeBundle.text(text));
    }

    private static Story update(Story story, String cell, String place, String text) {
      return story.then(
          new ByKernel.DisplayUpdated(story.kernel(), id(cell), place, MimeBundle.text(text)));
    }

    private static Story shown() {
      return Story.of("a", "b")
          .kernelReady()
          .running("a")
          .arrives("a", display("1.1", "0 of 20"))
          .prints("a", "below\n");
    }

    @Test
    void replacesTheValueInItsPlace() {
      var story = update(shown(), "a", "1.1", "20 of 20");

      assertThat(story.outputs("a"))
          .containsExactly(display("1.1", "20 of 20"), Story.text("below\n"));
      assertThat(story.changes())
          .contains(new Change.OutputReplaced(id("a"), 0, display("1.1", "20 of 20")));
      assertThat(story.effects()).contains(new Effect.Save());
    }

    @Test
    void reachesItsCellWhenThatHasEndedAndAnotherRuns() {
      var story = update(shown().completed("a").running("b"), "a", "1.1", "20 of 20");

      assertThat(story.outputs("a").getFirst()).isEqualTo(display("1.1", "20 of 20"));
      assertThat(story.outputs("b")).isEmpty();
    }

    @Test
    void ofAPlaceThatIsGoneIsIgnored() {
      assertThat(update(shown(), "a", "1.2", "x").changes()).isEmpty();
      assertThat(update(shown().completed("a").running("a"), "a", "1.1", "x").changes()).isEmpty();
      assertThat(
              update(shown().then(new ByReader.DeleteCells(List.of(id("a")))), "a", "1.1", "x")
                  .changes())
          .isEmpty();
    }

    @Test
    void thatIsMoreThanAPageCanHoldSaysSoInItsPlace() {
      var story = update(shown(), "a", "1.1", "x".repeat(OutputLimit.MOST_CHARACTERS + 1));

      assertThat(story.outputs("a")).containsExactly(OutputLimit.CUT, Story.text("below\n"));
    }
  }

  @Nested
  class OutputCleared {
    @Test
    void emptiesTheCellAndWhatComesAfterStands() {
      var story = Story.of("a").kernelReady().running("a").prints("a", "before\n");
      story.then(new ByKernel.OutputCleared(story.kernel(), id("a")));
      assertThat(story.changes()).contains(new Change.OutputsCleared(id("a")));

      assertThat(story.prints("a", "after\n").outputs("a")).containsExactly(Story.text("after\n"));
    }

    @Test
    void whereThereIsNothingChangesNothing() {
      var story = Story.of("a").kernelReady().running("a");

      assertThat(story.then(new ByKernel.OutputCleared(story.kernel(), id("a"))).changes())
          .isEmpty();
    }
  }

  @Nested
  class OutputOverwritesItself {
    @Test
    void byACarriageReturnAndKeepsOnlyWhatIsLeft() {
      var story = Story.of("a").kernelReady().running("a").prints("a", "start\n  0 %");
      for (int i = 1; i <= 1_000; i++) {
        story.prints("a", String.format("\r%3d %%", i / 10));
      }

      assertThat(story.outputs("a")).containsExactly(Story.text("start\n100 %"));
      assertThat(story.changes()).contains(new Change.TextAppended(id("a"), 0, 6, "100 %"));
    }

    @Test
    void alsoIfTheReturnCameBeforeTheRest() {
      var story =
          Story.of("a").kernelReady().running("a").prints("a", "one\r").prints("a", "two\n");

      assertThat(story.outputs("a")).containsExactly(Story.text("two\n"));
    }

    @Test
    void notByTheLineEndsOfWindows() {
      var story =
          Story.of("a").kernelReady().running("a").prints("a", "one\r\ntwo\r").prints("a", "\n");

      assertThat(story.outputs("a")).containsExactly(Story.text("one\ntwo\n"));
    }

    @Test
    void byProgressWithoutEndWithoutReachingTheLimit() {
      var story = Story.of("a").kernelReady().running("a");
      var step = "\r" + "#".repeat(1_000);
      for (int i = 0; i < 2 * OutputLimit.MOST_CHARACTERS / step.length(); i++) {
        story.prints("a", step);
      }

      assertThat(story.outputs("a")).containsExactly(Story.text(step.substring(1)));
    }
  }

  @Nested
  class StillRunning {
    @Test
    void ofASecondStopTakesThePlaceOfTheFirst() {
      var one = new BusyThreads(1, List.of());
      var two = new BusyThreads(2, List.of());
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .arrives("a", new Output.StillRunning(two, false))
              .prints("a", "late\n")
              .arrives("a", new Output.StillRunning(one, false));

      assertThat(story.outputs("a"))
          .containsExactly(new Output.StillRunning(one, false), Story.text("late\n"));
    }
  }

  @Nested
  class InputRequested {
    private InputRequest of(String cell) {
      return new InputRequest(7, id(cell), "main", false, "name? ");
    }

    private Story asking(String... cells) {
      return Story.of(cells)
          .kernelReady()
          .running("a")
          .then(new ByKernel.InputRequested(1, of("a")));
    }

    @Test
    void isToldUntilItIsAnswered() {
      var story = asking("a");
      assertThat(story.changes())
          .containsExactly(new Change.InputsChanged(List.of(new Inputs.Input(1, of("a")))));

      story.then(new ByReader.AnswerInput(1, "Ada"));
      assertThat(story.changes()).containsExactly(new Change.InputsChanged(List.of()));
      assertThat(story.effects()).containsExactly(new Effect.AnswerInput(1, 7, "Ada"));
    }

    @Test
    void takesTheFirstAnswerOnly() {
      var story = asking("a").then(new ByReader.AnswerInput(1, "Ada"));

      assertThat(story.then(new ByReader.AnswerInput(1, "Bob")).effects()).isEmpty();
    }

    @Test
    void ofAnotherKernelIsNotAnsweredByMistake() {
      var story = asking("a").then(new ByReader.Restart());
      assertThat(story.notebook().inputs().open()).isEmpty();

      story
          .then(new ByKernel.KernelReady(2, "Java 25"))
          .running("a")
          .then(new ByKernel.InputRequested(2, of("a")));
      assertThat(story.then(new ByReader.AnswerInput(1, "Ada")).effects()).isEmpty();
      assertThat(story.then(new ByReader.AnswerInput(2, null)).effects())
          .containsExactly(new Effect.AnswerInput(2, 7, null));
    }

    @Test
    void outlivesTheRunOfItsCell() {
      var story = asking("a").completed("a");

      assertThat(story.notebook().inputs().open()).hasSize(1);
      assertThat(story.then(new ByKernel.InputEnded(1, 7)).notebook().inputs().open()).isEmpty();
    }

    @Test
    void leavesWhatWaitsInTheQueue() {
      var story = asking("a", "b").run("b");
      assertThat(story.state("b")).isEqualTo(new RunState.Queued(1));

      story.then(new ByReader.AnswerInput(1, "Ada"));
      assertThat(story.state("b")).isEqualTo(new RunState.Queued(1));
    }

    @Test
    void goesWithItsCell() {
      assertThat(
              asking("a")
                  .then(new ByReader.DeleteCells(List.of(id("a"))))
                  .notebook()
                  .inputs()
                  .open())
          .isEmpty();
    }
  }

  @Nested
  class CellFinished {
    @Test
    void showsItsValueAndItsTimeWithoutTheCompilers() {
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .finished("a", new Outcome.Completed(MimeBundle.text("42")));

      assertThat(story.outputs("a")).containsExactly(Story.value("42"));
      assertThat(story.state("a"))
          .isEqualTo(new Ended(Ending.COMPLETED, 1, Story.NOON, Duration.ofMillis(200)));
    }

    @Test
    void startsTheNextInTheQueue() {
      var story = Story.of("a", "b").kernelReady().running("a").run("b").completed("a");

      assertThat(story.effects()).contains(new Effect.RunOnKernel(1, id("b"), "b"));
    }

    @Test
    void byAnExceptionShowsItAndSendsTheQueueHome() {
      var story = Story.of("a", "b").kernelReady().running("a").run("b").finished("a", threw());

      assertThat(story.outputs("a")).hasOnlyElementsOfType(Output.Failed.class).hasSize(1);
      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.notebook().kernel().state()).isEqualTo(KernelStatus.State.READY);
    }

    @Test
    void withItsOwnNextRunInTheQueueStillSaysHowThisOneEnded() {
      var story = Story.of("a").kernelReady().running("a").run("a").finished("a", threw());

      assertThat(story.state("a"))
          .isEqualTo(new Ended(Ending.THREW, 1, Story.NOON, Duration.ofMillis(200)));
    }

    @Test
    void byTheLossOfTheWorkerSaysSoAndStartsAnotherKernel() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("a")
              .run("b")
              .finished("a", new Outcome.WorkerLost("Your code ended Java with status 1."));

      assertThat(story.outputs("a"))
          .containsExactly(new Output.Notice("Your code ended Java with status 1."));
      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.effects()).contains(new Effect.CloseKernel(1), new Effect.StartKernel(2));

      story.run("b").then(new ByKernel.KernelReady(2, "Java 25"));
      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(2, id("b"), "b"));
    }
  }
}
