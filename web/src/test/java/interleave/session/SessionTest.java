package interleave.session;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.Workspace;
import interleave.kernel.CellId;
import interleave.kernel.Completions;
import interleave.kernel.Completions.Item;
import interleave.kernel.Diagnostic;
import interleave.kernel.KernelEvent.Stream;
import interleave.kernel.Signatures;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Change;
import interleave.notebook.KernelStatus;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Output;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Ending;
import interleave.notebook.RunState.Running;
import interleave.notebook.SavedStatus.State;
import interleave.session.Saver.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One notebook with tabs, a kernel and a file, all at the same time. */
class SessionTest {
  private static final CellId CELL = new CellId("start-1");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(20));
  private static final Pace NEVER =
      new Pace(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

  private final Path folder;
  private final FakeKernels kernels = new FakeKernels();
  private volatile Instant now = NOON;
  private Sessions sessions;
  private Session session;

  SessionTest(@TempDir Path folder) {
    this.folder = folder;
    sessions = sessions(NEVER);
    session = sessions.open("story");
  }

  private Sessions sessions(Pace pace) {
    var library =
        new Library(
            new Lessons(folder.resolve("none")), new Workspace(folder, InstantSource.system()));
    return new Sessions(library, kernels, () -> now, Optional.empty(), pace);
  }

  private void open(Pace pace) {
    sessions.close();
    sessions = sessions(pace);
    session = sessions.open("story");
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  private void run(String source) {
    session.submit(new ByReader.RunCell(CELL, source));
  }

  private void edit(String source) {
    session.submit(new ByReader.EditCell(CELL, source, "tab"));
  }

  private static Predicate<Change> ended(Ending ending) {
    return change ->
        change instanceof Change.RunChanged(_, Ended end) && end.ending().equals(ending);
  }

  private static boolean runs(Change change) {
    return change instanceof Change.RunChanged(_, Running _);
  }

  private static Output.Text text(String text) {
    return new Output.Text(Stream.OUT, "main", false, false, text);
  }

  private CodeCell cell() {
    return (CodeCell) session.notebook().cell(CELL).orElseThrow();
  }

  @Nested
  class AskingItsReaders {
    private static Predicate<Change> asks(int count) {
      return change -> change instanceof Change.InputsChanged(var inputs) && inputs.size() == count;
    }

    @Test
    void tellsEveryTabAndTakesTheFirstAnswer() {
      var first = Tab.on(session);
      var second = Tab.on(session);
      run("ask name?");
      first.sees(asks(1), "the question");
      second.sees(asks(1), "the question");
      assertThat(Tab.on(session).snapshot(1).notebook().inputs().open())
          .extracting(input -> input.request().prompt())
          .containsExactly("name?");

      session.submit(new ByReader.AnswerInput(1, "Ada"));
      session.submit(new ByReader.AnswerInput(1, "Bob"));
      second.sees(ended(Ending.COMPLETED), "the end of the run");
      second.sees(asks(0), "that nobody asks any more");
      assertThat(cell().outputs()).containsExactly(text("Ada\n"));
    }
  }

  @Nested
  class Completing {
    private final Tab tab = Tab.on(session);

    private static Item item(String text, boolean fits) {
      return new Item(text, fits, Completions.Kind.UNKNOWN, "", "");
    }

    private void ask(long request, String source) {
      session.ask(tab.client(), new Question.Complete(request, source, source.length()));
    }

    private FakeKernel kernel() {
      var kernel = kernels.next();
      tab.sees(
          change ->
              change instanceof Change.KernelChanged(var status)
                  && status.state() == KernelStatus.State.READY,
          "a kernel that is ready");
      return kernel;
    }

    @Test
    void tellsOnlyTheTabThatAsked() {
      kernel();
      var other = Tab.on(session);
      ask(17, "no Yes");
      assertThat(tab.completions(17))
          .isEqualTo(new Completions(6, List.of(item("no", false), item("Yes", true))));

      edit("something that both tabs are told after that");
      other.sees(change -> change instanceof Change.SourceChanged, "the edit");
      assertThat(other.answered()).isEmpty();
    }

    @Test
    void isNoChangeOfTheNotebook() {
      kernel();
      var before = session.notebook();
      ask(1, "anything");
      tab.completions(1);
      assertThat(session.notebook()).isSameAs(before);
    }

    @Test
    void answersWhileACellRuns() {
      var kernel = kernel();
      run("wait");
      tab.sees(SessionTest::runs, "the run");
      ask(1, "meanwhile");
      assertThat(tab.completions(1).items()).containsExactly(item("meanwhile", false));
      kernel.go();
    }

    @Test
    void neitherTheTabNorTheSessionWaitsForTheAnswer() {
      var kernel = kernel();
      ask(1, "hold");
      kernel.awaitQuestion();
      run("value 42");
      tab.sees(ended(Ending.COMPLETED), "the end of the run");
      kernel.answer();
      tab.completions(1);
    }

    @Test
    void aNewerQuestionTakesThePlaceOfTheOneThatWaits() {
      var kernel = kernel();
      ask(1, "hold");
      kernel.awaitQuestion();
      ask(2, "typed");
      ask(3, "typed on");
      kernel.answer();
      assertThat(tab.completions(3).items()).hasSize(2);
      assertThat(tab.answered()).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void offersNoMoreThanTwoHundred() {
      kernel();
      ask(1, "x ".repeat(500));
      assertThat(tab.completions(1).items()).hasSize(200);
    }

    @Test
    void offersNothingInATextOfMoreThanAMillionLetters() {
      kernel();
      ask(1, "x".repeat(1_000_001));
      assertThat(tab.completions(1).items()).isEmpty();
    }

    @Test
    void takesACursorOutsideTheTextForItsEnd() {
      kernel();
      session.ask(tab.client(), new Question.Complete(1, "text", 99));
      assertThat(tab.completions(1).anchor()).isEqualTo(4);
    }

    @Test
    void checksACellKnowingTheOthers() {
      kernel();
      session.submit(new ByReader.EditCell(CELL, "the other", "tab"));
      tab.sees(Change.SourceChanged.class::isInstance, "the text of the other cell");
      session.ask(tab.client(), new Question.Check(1, new CellId("no-cell-yet"), "x"));
      assertThat(tab.answer(1, Message.Checked.class).diagnostics())
          .extracting(Diagnostic::message)
          .contains("the other");
    }

    @Test
    void answersAQuestionAlthoughOneOfAnotherKindFollows() {
      kernel();
      session.ask(tab.client(), new Question.Explain(1, "x", 1));
      session.ask(tab.client(), new Question.Call(2, "x(", 2));
      assertThat(tab.answer(1, Message.Explained.class).documentation()).isEmpty();
      assertThat(tab.answer(2, Message.Called.class).signatures()).isEqualTo(Signatures.NONE);
    }

    @Test
    void offersNothingWithoutAKernel() {
      kernels.next();
      kernels.failWith("no Java here");
      session.submit(new ByReader.Restart());
      tab.sees(
          change ->
              change instanceof Change.KernelChanged(var status)
                  && status.state() == KernelStatus.State.LOST,
          "a kernel that could not be started");
      ask(1, "anything");
      assertThat(tab.completions(1)).isEqualTo(new Completions(8, List.of()));
    }

    @Test
    void offersNothingWhenTheKernelCannotAnswer() {
      kernel().close();
      ask(1, "anything");
      assertThat(tab.completions(1)).isEqualTo(new Completions(8, List.of()));
    }
  }

  @Nested
  class ATab {
    @Test
    void getsASnapshotAndThenEveryChange() {
      var tab = Tab.on(session);
      run("print hello\nvalue 42");
      tab.sees(ended(Ending.COMPLETED), "the end of the run");

      assertThat(tab.snapshot(1).notebook().cells()).hasSize(1);
      assertThat(tab.changes())
          .contains(new Change.RunChanged(CELL, new Running(1, NOON, Duration.ZERO)))
          .contains(new Change.OutputAdded(CELL, text("hello\n")));
    }

    @Test
    void startsTheKernelBeforeTheFirstRun() {
      var tab = Tab.on(session);

      tab.sees(
          new Change.KernelChanged(new KernelStatus(KernelStatus.State.READY, "no Java, 2 cores")));
    }

    @Test
    void seesWhatAnotherDoes() {
      var one = Tab.on(session);
      var two = Tab.on(session);
      session.submit(new ByReader.EditCell(CELL, "from two", "two"));

      one.sees(
          change -> change instanceof Change.SourceChanged(_, _, _, var by) && by.equals("two"),
          "the edit");
      two.sees(
          change -> change instanceof Change.SourceChanged(_, _, _, var by) && by.equals("two"),
          "its own edit");
    }

    @Test
    void thatIsClosedInMidRunMissesNothingWhenItComesBack() {
      var tab = Tab.on(session);
      var kernel = kernels.next();
      run("print before\nwait\nprint after\nvalue 42");
      tab.sees(SessionTest::runs, "the run");
      session.disconnect(tab.client());
      kernel.go();

      Patience.until(() -> cell().run() instanceof Ended, "the end of the run");
      var again = Tab.on(session).snapshot(1).notebook();
      assertThat(((CodeCell) again.cells().getFirst()).outputs())
          .startsWith(text("before\nafter\n"))
          .hasSize(2);
    }

    @Test
    void thatReadsTooSlowlyIsNotWaitedForAndCatchesUpWithASnapshot() {
      var slow = Tab.on(session);
      slow.snapshot(1);
      slow.stopReading();
      for (int i = 0; i < 2_000; i++) {
        edit("edit " + i);
      }
      Patience.until(() -> cell().source().equals("edit 1999"), "the last edit");

      slow.readAgain();
      var caughtUp = slow.snapshot(2);
      assertThat(caughtUp.notebook().cells().getFirst().source()).isEqualTo("edit 1999");
      edit("after that");
      slow.sees(
          change ->
              change instanceof Change.SourceChanged(var cell, _, _, _)
                  && cell.source().equals("after that"),
          "an edit after the snapshot");
    }
  }

  @Nested
  class AKernel {
    @Test
    void thatFloodsFillsNeitherInboxNorTabs() {
      var tab = Tab.on(session);
      run("flood 100000");
      // Asked of the notebook: the tab may have to catch up with a snapshot.
      Patience.until(() -> cell().run() instanceof Ended, "the end of the flood");

      assertThat(cell().outputs())
          .singleElement()
          .isInstanceOfSatisfying(
              Output.Text.class,
              text -> assertThat(text.text()).startsWith("0\n1\n").endsWith("99999\n"));
      assertThat(tab.changes()).hasSizeLessThan(50_000);
    }

    @Test
    void isStoppedByTheReader() {
      var tab = Tab.on(session);
      run("wait");
      tab.sees(SessionTest::runs, "the run");
      session.submit(new ByReader.Stop());

      tab.sees(ended(Ending.STOPPED), "the stop");
    }

    @Test
    void isStoppedHoweverEarlyTheStopComes() {
      var tab = Tab.on(session);
      for (int round = 0; round < 20; round++) {
        run("wait");
        session.submit(new ByReader.Stop());
      }
      run("value the end");

      tab.sees(ended(Ending.COMPLETED), "a cell behind them all");
    }

    @Test
    void isEndedTogetherWithJavaForWhoDoesNotWait() {
      var tab = Tab.on(session);
      run("wait");
      tab.sees(SessionTest::runs, "the run");
      session.submit(new ByReader.Kill());

      tab.sees(ended(Ending.LOST), "the end");
      tab.sees(new Change.OutputAdded(CELL, new Output.Notice("Java was ended at once.")));
    }

    @Test
    void mayPrintAfterItsCellHasEnded() {
      var tab = Tab.on(session);
      var kernel = kernels.next();
      run("late hello");
      tab.sees(ended(Ending.COMPLETED), "the end of the cell");
      kernel.go();

      tab.sees(
          new Change.OutputAdded(
              CELL, new Output.Text(Stream.OUT, "late-1", false, true, "hello\n")));
    }

    @Test
    void thatLosesItsWorkerIsReplacedSoThatTheNextCellRuns() {
      var tab = Tab.on(session);
      var first = kernels.next();
      run("exit It is gone.");
      tab.sees(ended(Ending.LOST), "the loss");
      run("value 42");
      tab.sees(ended(Ending.COMPLETED), "the run on the next kernel");

      kernels.next();
      Patience.until(first::isClosed, "the first kernel to be closed");
    }

    @Test
    void thatLosesItsWorkerWhileNothingRunsSaysSo() {
      var tab = Tab.on(session);
      var kernel = kernels.next();
      run("die A late thread ended Java.");
      tab.sees(ended(Ending.COMPLETED), "the end of the cell");
      kernel.go();

      tab.sees(
          new Change.KernelChanged(
              new KernelStatus(KernelStatus.State.LOST, "A late thread ended Java.")));
    }

    @Test
    void thatCannotBeStartedTellsTheCellThatWaits() {
      kernels.failWith("no memory left.");
      run("value 42");

      Tab.on(session);
      Patience.until(() -> !cell().outputs().isEmpty(), "a notice");
      assertThat(cell().outputs())
          .containsExactly(new Output.Notice("Java could not be started: no memory left."));
    }

    @Test
    void thatEndsBeforeItIsHandedOverIsClosed() {
      kernels.endAtOnce("killed.");
      var tab = Tab.on(session);
      tab.sees(new Change.KernelChanged(new KernelStatus(KernelStatus.State.LOST, "killed.")));

      Patience.until(kernels.next()::isClosed, "the dead kernel to be closed");
    }

    @Test
    void thatFailsWithAnErrorIsReplacedSoThatTheNextCellRuns() {
      var tab = Tab.on(session);
      run("overflow");
      tab.sees(ended(Ending.LOST), "the end of the run");
      assertThat(cell().outputs())
          .singleElement()
          .isInstanceOfSatisfying(
              Output.Notice.class,
              notice -> assertThat(notice.message()).contains("StackOverflowError"));

      run("value 42");
      tab.sees(ended(Ending.COMPLETED), "the run on the next kernel");
    }

    @Test
    void isReplacedByARestart() {
      var tab = Tab.on(session);
      var first = kernels.next();
      run("print before\nwait");
      tab.sees(SessionTest::runs, "the run");
      session.submit(new ByReader.Restart());
      run("value 42");
      tab.sees(ended(Ending.COMPLETED), "the run on the next kernel");

      assertThat(first.isClosed()).isTrue();
      assertThat(kernels.next().isClosed()).isFalse();
    }

    @Test
    void endsWithTheSession() {
      Tab.on(session);
      var kernel = kernels.next();
      run("wait");
      sessions.close();

      assertThat(kernel.isClosed()).isTrue();
    }
  }

  @Nested
  class TheFile {
    private Path file() {
      return folder.resolve("story.ipynb");
    }

    @Test
    void isNotWrittenWhenNothingChanges() {
      open(QUICK);
      var tab = Tab.on(session);
      tab.sees(
          change ->
              change instanceof Change.KernelChanged(var kernel)
                  && kernel.state() == KernelStatus.State.READY,
          "the kernel");
      session.submit(new ByReader.Stop());
      sessions.close();

      assertThat(file()).doesNotExist();
    }

    @Test
    void followsEachChange() throws IOException {
      open(QUICK);
      var tab = Tab.on(session);
      edit("print hello");
      tab.sees(
          change -> change instanceof Change.SavedChanged(var s) && s.state() == State.SAVED,
          "the file");

      assertThat(Files.readString(file())).contains("print hello");
      assertThat(session.notebook().saved().at()).isEqualTo(NOON);
    }

    @Test
    void isWrittenAtOnceWhenTheSessionEnds() throws IOException {
      Tab.on(session);
      edit("the last words");
      sessions.close();

      assertThat(Files.readString(file())).contains("the last words");
    }

    @Test
    void thatCannotBeWrittenSaysWhyAndIsTriedAgain() throws IOException {
      open(QUICK);
      var obstacle = Files.createDirectories(file().resolve("in the way"));
      var tab = Tab.on(session);
      edit("kept");
      tab.sees(
          change -> change instanceof Change.SavedChanged(var s) && s.state() == State.FAILED,
          "the failure");
      assertThat(session.notebook().saved().message()).startsWith("cannot write story.ipynb: ");

      Files.delete(obstacle);
      Files.delete(file());
      tab.sees(
          change -> change instanceof Change.SavedChanged(var s) && s.state() == State.SAVED,
          "the file");
      assertThat(Files.readString(file())).contains("kept");
    }
  }

  @Nested
  class AMistakeOfOurs {
    @Test
    @SuppressWarnings("NullAway") // the mistake
    void inOneOperationLeavesTheNextOnesAlone() {
      var tab = Tab.on(session);
      session.submit(null);
      edit("still here");

      tab.sees(change -> change instanceof Change.SourceChanged, "the edit");
    }
  }

  @Nested
  class Sameness {
    @Test
    void ofNameMeansOneSession() {
      assertThat(sessions.open("story")).isSameAs(session);
      assertThat(sessions.open("other")).isNotSameAs(session);
    }

    @Test
    void survivesTheLastTab() {
      var tab = Tab.on(session);
      session.disconnect(tab.client());

      assertThat(sessions.open("story")).isSameAs(session);
    }
  }
}
