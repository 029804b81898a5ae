package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByLesson;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Prediction.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a reader does with a lesson, and what the lesson answers. */
class LessonOperationsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CellId ASKED = new CellId("row-predict");
  private static final CellId ROW = new CellId("row");
  private static final CellId TURN = new CellId("turn-1");
  private static final CellId EXERCISE = new CellId("together");
  private static final Run RAN =
      new Run(new Outcome.Completed(null), Duration.ZERO, Duration.ofMillis(3));
  private static final Verdict PASSED =
      new Verdict(
          List.of(new Verdict.Check("all", Verdict.Status.PASSED, "", "")),
          Verdict.End.PASSED,
          "",
          null,
          0);

  private final List<Effect> effects = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private Notebook notebook = lesson("starter");

  private static Notebook lesson(String starter) {
    List<Cell> cells =
        List.of(
            MarkdownCell.of(new CellId("start-1"), "# Title"),
            MarkdownCell.of(ASKED, "How long?"),
            CodeCell.of(ROW, "row();"),
            MarkdownCell.of(TURN, "## Your turn"),
            CodeCell.of(EXERCISE, starter));
    var originals = new LinkedHashMap<CellId, String>();
    var copied = new LinkedHashMap<CellId, Optional<String>>();
    for (var cell : cells) {
      originals.put(cell.id(), cell.source());
      copied.put(cell.id(), Optional.of(cell.source()));
    }
    var study =
        new Study(
            Map.of(ASKED, Prediction.open(ROW, "row", new Scale.Range(0, 10_000, "ms"))),
            Map.of(EXERCISE, Exercise.begun(3)),
            originals,
            copied,
            null,
            Study.View.STEPS,
            Set.of(),
            false,
            null);
    return Notebook.of(
            "lesson", "Title", Optional.of(new Origin("lesson", starter)), cells, Foreign.NONE)
        .with(study);
  }

  private void apply(Operation... operations) {
    for (var operation : operations) {
      var step = notebook.apply(operation, NOON);
      notebook = step.next();
      effects.addAll(step.effects());
      changes.addAll(step.changes());
    }
  }

  private void startKernel() {
    apply(new ByReader.Open());
    apply(new ByKernel.KernelReady(notebook.kernelNumber(), "Java"));
  }

  private Exercise exercise() {
    return Objects.requireNonNull(notebook.study().exercises().get(EXERCISE));
  }

  private Prediction prediction() {
    return Objects.requireNonNull(notebook.study().predictions().get(ASKED));
  }

  private String source(CellId cell) {
    return notebook.cell(cell).orElseThrow().source();
  }

  private static ByLesson.Revealed hint(int number) {
    var id = new CellId(EXERCISE + (number == 0 ? "-solution" : "-hint-" + number));
    return new ByLesson.Revealed(EXERCISE, number, MarkdownCell.of(id, "text " + number));
  }

  @Nested
  class Predict {
    @Test
    void takesTheFirstAnswerAndNoOther() {
      apply(
          new ByReader.Predict(ASKED, List.of("400")), new ByReader.Predict(ASKED, List.of("200")));
      assertThat(prediction().answer()).containsExactly("400");
      assertThat(changes).last().isInstanceOf(Change.StudyChanged.class);
    }

    @Test
    void isSkippedOpenlyByAnEmptyAnswer() {
      apply(new ByReader.Predict(ASKED, List.of()));
      assertThat(prediction().skipped()).isTrue();
    }

    @Test
    void refusesWhatTheQuestionDoesNotAdmit() {
      apply(new ByReader.Predict(ASKED, List.of("long")));
      assertThat(prediction().isSettled()).isFalse();
    }

    @Test
    void keepsWhatRunAllWouldRunBelowItFromRunning() {
      startKernel();
      apply(new ByReader.RunAll());
      assertThat(effects).noneMatch(Effect.RunOnKernel.class::isInstance);
      apply(new ByReader.Predict(ASKED, List.of()), new ByReader.RunAll());
      assertThat(effects).anyMatch(Effect.RunOnKernel.class::isInstance);
    }

    @Test
    void isMeasuredByTheNextRunOfItsCell() {
      startKernel();
      apply(
          new ByReader.Predict(ASKED, List.of("400")),
          new ByReader.RunCell(ROW, "row();"),
          new ByKernel.CellStarted(notebook.kernelNumber(), ROW, NOON),
          new ByKernel.CellFinished(notebook.kernelNumber(), ROW, RAN));
      assertThat(effects).contains(new Effect.Measure(ROW));
      apply(new ByLesson.Measured(ASKED, List.of("4011")));
      assertThat(prediction().difference())
          .isEqualTo("You said 400 ms, it was 4\u202f011 ms: 10 times more than you thought.");
    }
  }

  @Nested
  class CheckExercise {
    @Test
    void runsTheCellAndThenItsCheck() {
      startKernel();
      int kernel = notebook.kernelNumber();
      apply(new ByReader.CheckExercise(EXERCISE, "mine"));
      assertThat(effects).contains(new Effect.RunOnKernel(kernel, EXERCISE, "mine"));
      assertThat(notebook.studyView().checking()).containsExactly(EXERCISE);
      apply(
          new ByKernel.CellStarted(kernel, EXERCISE, NOON),
          new ByKernel.CellFinished(kernel, EXERCISE, RAN));
      assertThat(effects).contains(new Effect.CheckOnKernel(kernel, EXERCISE, "mine"));
      apply(new ByKernel.CheckFinished(kernel, EXERCISE, PASSED, RAN));
      assertThat(exercise().passed()).isEqualTo(NOON);
      assertThat(exercise().attempts()).isOne();
      assertThat(notebook.studyView().checking()).isEmpty();
      assertThat(notebook.kernel().state()).isEqualTo(KernelStatus.State.READY);
    }

    @Test
    void checksNothingIfTheCellFails() {
      startKernel();
      int kernel = notebook.kernelNumber();
      apply(
          new ByReader.CheckExercise(EXERCISE, "mine"),
          new ByKernel.CellStarted(kernel, EXERCISE, NOON),
          new ByKernel.CellFinished(
              kernel,
              EXERCISE,
              new Run(new Outcome.Rejected(List.of()), Duration.ZERO, Duration.ZERO)));
      assertThat(effects).noneMatch(Effect.CheckOnKernel.class::isInstance);
      assertThat(notebook.studyView().checking()).isEmpty();
    }
  }

  @Nested
  class OpenHint {
    @Test
    void opensThemInOrderBelowTheExercise() {
      apply(new ByReader.OpenHint(EXERCISE), hint(1), new ByReader.OpenHint(EXERCISE), hint(2));
      assertThat(effects).contains(new Effect.Reveal(EXERCISE, 1), new Effect.Reveal(EXERCISE, 2));
      assertThat(notebook.cells())
          .extracting(cell -> cell.id().value())
          .endsWith("together", "together-hint-1", "together-hint-2");
    }

    @Test
    void inTwoTabsOpensOne() {
      apply(hint(1), hint(1));
      assertThat(exercise().hints()).isOne();
    }
  }

  @Nested
  class OpenSolution {
    @Test
    void isEarnedByTheLastHintAndATry() {
      apply(new ByReader.OpenSolution(EXERCISE), hint(1), hint(2), hint(3));
      apply(new ByReader.OpenSolution(EXERCISE));
      assertThat(effects).doesNotContain(new Effect.Reveal(EXERCISE, 0));
      apply(new ByReader.CheckExercise(EXERCISE, "mine"), new ByReader.OpenSolution(EXERCISE));
      assertThat(effects).contains(new Effect.Reveal(EXERCISE, 0));
    }
  }

  @Nested
  class Reset {
    @Test
    void ofACellCanBeTakenBack() {
      apply(new ByReader.EditCell(EXERCISE, "mine", "tab"), new ByReader.ResetCell(EXERCISE));
      assertThat(source(EXERCISE)).isEqualTo("starter");
      apply(new ByReader.UndoReset());
      assertThat(source(EXERCISE)).isEqualTo("mine");
      assertThat(notebook.study().undo()).isNull();
    }

    @Test
    void ofAStepGivesBackItsCellsAndQuestionsAndNoOthers() {
      apply(
          new ByReader.Predict(ASKED, List.of("400")),
          new ByReader.EditCell(ROW, "changed", "tab"),
          new ByReader.EditCell(EXERCISE, "mine", "tab"),
          new ByReader.ResetStep(new CellId("start-1")));
      assertThat(source(ROW)).isEqualTo("row();");
      assertThat(prediction().isSettled()).isFalse();
      assertThat(source(EXERCISE)).isEqualTo("mine");
      apply(new ByReader.UndoReset());
      assertThat(prediction().answer()).containsExactly("400");
    }
  }

  @Nested
  class Fetched {
    @Test
    void renewsWhatTheReaderHasNotChanged() {
      apply(new ByLesson.Fetched(lesson("better starter")));
      assertThat(source(EXERCISE)).isEqualTo("better starter");
      assertThat(notebook.origin()).contains(new Origin("lesson", "better starter"));
    }

    @Test
    void keepsTheReadersWork() {
      apply(
          new ByReader.EditCell(EXERCISE, "mine", "tab"),
          new ByReader.Predict(ASKED, List.of("400")),
          new ByLesson.Fetched(lesson("better starter")));
      assertThat(source(EXERCISE)).isEqualTo("mine");
      assertThat(prediction().answer()).containsExactly("400");
      apply(new ByReader.ResetCell(EXERCISE));
      assertThat(source(EXERCISE)).isEqualTo("better starter");
    }
  }

  @Test
  void aStepIsDoneWhenEverythingThatItAsksForIs() {
    assertThat(notebook.studyView().sections())
        .extracting(Section::title)
        .containsExactly("Title", "Your turn");
    apply(new ByReader.Predict(ASKED, List.of()));
    assertThat(notebook.studyView().sections().getFirst().todos())
        .containsExactly(
            new Section.Todo(Section.Kind.PREDICT, ASKED, true),
            new Section.Todo(Section.Kind.RUN, ROW, false));
  }
}
