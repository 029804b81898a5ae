package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Operation.ByReader.Kind;
import interleave.notebook.Operation.ByReader.NewCell;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Idle;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What readers do to cells as wholes, the bin, and how all of it is taken back. */
class ArrangementTest {

  private static CellId id(String id) {
    return new CellId(id);
  }

  private static List<CellId> ids(String... ids) {
    return Arrays.stream(ids).map(CellId::new).toList();
  }

  private static ByReader delete(String... cells) {
    return new ByReader.DeleteCells(ids(cells));
  }

  private static ByReader restore(String... cells) {
    return new ByReader.RestoreCells(ids(cells), null);
  }

  private static ByReader move(@Nullable String after, String... cells) {
    return new ByReader.MoveCells(ids(cells), after == null ? null : id(after));
  }

  private static ByReader split(String cell, String source, int at, String into) {
    return new ByReader.SplitCell(id(cell), source, List.of(at), ids(into));
  }

  private static ByReader edit(String cell, String source) {
    return new ByReader.EditCell(id(cell), source, Story.TAB);
  }

  private static List<String> bin(Story story) {
    return story.notebook().bin().cells().stream().map(one -> one.cell().id().value()).toList();
  }

  private static final ByReader UNDO = new ByReader.Undo();
  private static final ByReader REDO = new ByReader.Redo();

  @Nested
  class InsertCells {
    @Test
    void keepsTheirOrderAndTheirText() {
      var cells =
          List.of(
              new NewCell(id("m"), Kind.MARKDOWN, "# Why", null),
              new NewCell(id("n"), Kind.RAW, "raw", null));
      var story = Story.of("a", "b").then(new ByReader.InsertCells(cells, id("a")));

      assertThat(story.order()).containsExactly("a", "m", "n", "b");
      assertThat(story.source("m")).isEqualTo("# Why");
      assertThat(story.cell("n")).isInstanceOf(Cell.RawCell.class);
    }

    @Test
    void ofACopyShowsTheSameOutputsButHasNotRun() {
      var copy = List.of(new NewCell(id("n"), Kind.CODE, "a", id("a")));
      var story =
          Story.of("a")
              .kernelReady()
              .running("a")
              .prints("a", "hello\n")
              .completed("a")
              .then(new ByReader.InsertCells(copy, id("a")));

      assertThat(story.outputs("n")).isEqualTo(story.outputs("a"));
      assertThat(story.state("n")).isEqualTo(Idle.NEVER);
    }

    @Test
    void ofACopyWithAnotherTextShowsNothing() {
      var copy = List.of(new NewCell(id("n"), Kind.CODE, "other", id("a")));
      var story = Story.of("a").kernelReady().running("a").prints("a", "hello\n").completed("a");

      assertThat(story.then(new ByReader.InsertCells(copy, id("a"))).outputs("n")).isEmpty();
    }
  }

  @Nested
  class TheBin {
    @Test
    void listsWhatWasDeletedNewestFirstAndIsSaved() {
      var story = Story.of("a", "b", "c").then(delete("a")).then(delete("c"));

      assertThat(bin(story)).containsExactly("c", "a");
      assertThat(story.effects()).containsExactly(new Effect.Save());
      assertThat(story.changes()).hasAtLeastOneElementOfType(Change.BinChanged.class);
    }

    @Test
    void doesNotKeepBlankCells() {
      var story = Story.of(List.of(CodeCell.of(id("a"), " \n"))).then(delete("a"));

      assertThat(bin(story)).isEmpty();
    }

    @Test
    void givesACellBackToItsPlaceWithItsRunAndOutputs() {
      var story =
          Story.of("a", "b", "c")
              .kernelReady()
              .running("b")
              .prints("b", "hello\n")
              .completed("b")
              .then(delete("b"))
              .then(restore("b"));

      assertThat(story.order()).containsExactly("a", "b", "c");
      assertThat(story.outputs("b")).containsExactly(Story.text("hello\n"));
      assertThat(story.state("b")).isInstanceOf(Ended.class);
      assertThat(bin(story)).isEmpty();
    }

    @Test
    void givesACellBackWithoutItsRunIfJavaWasRestartedSince() {
      var story =
          Story.of("a", "b")
              .kernelReady()
              .running("b")
              .completed("b")
              .then(delete("b"))
              .then(new ByReader.Restart())
              .then(restore("b"));

      assertThat(story.state("b")).isEqualTo(Idle.NEVER);
      assertThat(story.outdated("b")).isEqualTo(Outdated.NOT);
    }

    @Test
    void givesACellThatWasRunningBackAsOneThatDoesNot() {
      var story =
          Story.of("a", "b").kernelReady().running("a").then(delete("a")).then(restore("a"));

      assertThat(story.state("a")).isEqualTo(Idle.NEVER);
    }

    @Test
    void givesCellsBackToAnotherPlaceTogether() {
      var story =
          Story.of("a", "b", "c", "d")
              .then(delete("a", "b"))
              .then(new ByReader.RestoreCells(ids("a", "b"), new ByReader.Place(id("c"))));

      assertThat(story.order()).containsExactly("c", "a", "b", "d");
    }

    @Test
    void forgetsTheOldestWhenItIsFull() {
      var names = IntStream.rangeClosed(0, Bin.MOST_CELLS).mapToObj(i -> "c" + i).toList();
      var story = Story.of(names.toArray(String[]::new));
      names.forEach(name -> story.then(delete(name)));

      assertThat(bin(story)).hasSize(Bin.MOST_CELLS).startsWith("c100").doesNotContain("c0");
    }

    @Test
    void canBeEmptied() {
      var story = Story.of("a", "b").then(delete("a")).then(new ByReader.EmptyBin());

      assertThat(bin(story)).isEmpty();
      assertThat(story.then(restore("a")).order()).containsExactly("b");
    }
  }

  @Nested
  class MoveCells {
    @Test
    void putsThemTogetherInTheirOrder() {
      assertThat(Story.of("a", "b", "c", "d").then(move("d", "c", "a")).order())
          .containsExactly("b", "d", "a", "c");
      assertThat(Story.of("a", "b", "c", "d").then(move(null, "c", "d")).order())
          .containsExactly("c", "d", "a", "b");
    }

    @Test
    void tellsEachPlaceAsItIsOnceTheCellHasLeftTheOldOne() {
      assertThat(Story.of("a", "b", "c").then(move("c", "a")).changes())
          .first()
          .isEqualTo(new Change.CellMoved(id("a"), 2));
    }

    @Test
    void toWhereTheyAreIsNoNews() {
      var story = Story.of("a", "b", "c").then(move("a", "b"));

      assertThat(story.changes()).isEmpty();
      assertThat(story.notebook().history().undo()).isNull();
    }

    @Test
    void isIgnoredWhenTheirNewNeighbourIsGone() {
      assertThat(Story.of("a", "b").then(move("gone", "a")).order()).containsExactly("a", "b");
    }
  }

  @Nested
  class SplitAndMerge {
    @Test
    void splitsAtThePlaceAndDropsTheLineEndsThere() {
      var story = Story.of(List.of(CodeCell.of(id("a"), "one;\n\ntwo;\n")));
      story.then(split("a", "one;\n\ntwo;\n", 5, "n"));

      assertThat(story.order()).containsExactly("a", "n");
      assertThat(story.source("a")).isEqualTo("one;");
      assertThat(story.source("n")).isEqualTo("two;\n");
    }

    @Test
    void doesNotSplitATextThatIsAnotherOneMeanwhile() {
      var story = Story.of("a").then(edit("a", "typed elsewhere")).then(split("a", "a", 0, "n"));

      assertThat(story.order()).containsExactly("a");
      assertThat(story.source("a")).isEqualTo("typed elsewhere");
    }

    @Test
    void doesNotSplitOutsideTheText() {
      assertThat(Story.of("a").then(split("a", "a", 2, "n")).order()).containsExactly("a");
    }

    @Test
    void mergesIntoTheFirstAndLosesNoText() {
      var story = Story.of("a", "b", "c").then(new ByReader.MergeCells(ids("c", "a", "b")));

      assertThat(story.order()).containsExactly("a");
      assertThat(story.source("a")).isEqualTo("a\nb\nc");
      assertThat(bin(story)).isEmpty();
    }

    @Test
    void theRestOfASplitIsReunitedEvenIfSomethingWasTypedSince() {
      var story =
          Story.of(List.of(CodeCell.of(id("a"), "one;\ntwo;")))
              .then(split("a", "one;\ntwo;", 5, "n"))
              .then(edit("a", "typed;"))
              .then(UNDO);

      assertThat(story.order()).containsExactly("a");
      assertThat(story.source("a")).isEqualTo("typed;\ntwo;");
    }
  }

  @Nested
  class SetKind {
    @Test
    void keepsTheTextAndTheId() {
      var story = Story.of("a").then(new ByReader.SetKind(ids("a"), Kind.MARKDOWN, null));

      assertThat(story.cell("a")).isEqualTo(MarkdownCell.of(id("a"), "a"));
      assertThat(story.changes()).first().isEqualTo(new Change.CellReplaced(story.cell("a"), 1));
    }

    @Test
    void makesTheFirstLineAHeadingOfTheLevel() {
      var story = Story.withProse("p", "## Why\ntext");
      story.then(new ByReader.SetKind(ids("p"), Kind.MARKDOWN, 4));

      assertThat(story.source("p")).isEqualTo("#### Why\ntext");
    }

    @Test
    void takesACellThatWaitsOutOfTheQueueAndLeavesOneThatRuns() {
      var story = Story.of("a", "b", "c").kernelReady().running("a").run("b").run("c");
      story.then(new ByReader.SetKind(ids("a", "b"), Kind.RAW, null));

      assertThat(story.cell("a")).isInstanceOf(CodeCell.class);
      assertThat(story.cell("b")).isInstanceOf(Cell.RawCell.class);
      assertThat(story.queue()).containsExactly("c");
    }

    @Test
    void takenBackBringsTheOutputsBack() {
      var story = Story.of("a").kernelReady().running("a").prints("a", "hello\n").completed("a");
      story.then(new ByReader.SetKind(ids("a"), Kind.MARKDOWN, null)).then(UNDO);

      assertThat(story.outputs("a")).containsExactly(Story.text("hello\n"));
    }
  }

  @Nested
  class FoldCells {
    @Test
    void staysInTheDocumentAndIsSaved() {
      var fold = new ByReader.FoldCells(ids("a"), Fold.OUTPUTS, true);
      var story = Story.of("a").then(fold);

      assertThat(story.cell("a").folds()).containsExactly(Fold.OUTPUTS);
      assertThat(story.effects()).containsExactly(new Effect.Save());
      assertThat(story.then(fold).changes()).isEmpty();
      story.then(new ByReader.FoldCells(ids("a"), Fold.OUTPUTS, false));
      assertThat(story.cell("a").folds()).isEqualTo(Set.of());
    }
  }

  @Nested
  class ReplaceSources {
    @Test
    void changesAllThatStillSayWhatThePageSawAndIsTakenBackAtOnce() {
      var both =
          new ByReader.ReplaceSources(
              List.of(
                  new ByReader.Replacement(id("a"), "a", "A"),
                  new ByReader.Replacement(id("b"), "b", "B"),
                  new ByReader.Replacement(id("c"), "other", "C")));
      var story = Story.of("a", "b", "c").then(both);
      assertThat(List.of(story.source("a"), story.source("b"), story.source("c")))
          .containsExactly("A", "B", "c");

      story.then(edit("b", "typed since")).then(UNDO);
      assertThat(List.of(story.source("a"), story.source("b"), story.source("c")))
          .containsExactly("a", "typed since", "c");
    }
  }

  @Nested
  class UndoAndRedo {
    @Test
    void bringsDeletedCellsBackInOrderAndDeletesThemAgain() {
      var story = Story.of("a", "b", "c", "d").then(delete("b", "c")).then(UNDO);
      assertThat(story.order()).containsExactly("a", "b", "c", "d");
      assertThat(bin(story)).isEmpty();

      story.then(REDO);
      assertThat(story.order()).containsExactly("a", "d");
      assertThat(bin(story)).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void takesBackAMoveASplitAndAMergeInTurn() {
      var story =
          Story.of("a", "b", "c")
              .then(move("c", "a"))
              .then(split("b", "b", 1, "n"))
              .then(new ByReader.MergeCells(ids("c", "a")));
      assertThat(story.order()).containsExactly("b", "n", "c");

      assertThat(story.then(UNDO).order()).containsExactly("b", "n", "c", "a");
      assertThat(story.source("c")).isEqualTo("c");
      assertThat(story.then(UNDO).order()).containsExactly("b", "c", "a");
      assertThat(story.then(UNDO).order()).containsExactly("a", "b", "c");
      assertThat(bin(story)).isEmpty();
      assertThat(story.then(REDO).then(REDO).then(REDO).order()).containsExactly("b", "n", "c");
      assertThat(story.source("c")).isEqualTo("c\na");
    }

    @Test
    void takingBackAnInsertedCellPutsWhatWasTypedIntoTheBin() {
      var inserted = List.of(new NewCell(id("n"), Kind.CODE, "", null));
      var story =
          Story.of("a")
              .then(new ByReader.InsertCells(inserted, null))
              .then(edit("n", "typed"))
              .then(UNDO);

      assertThat(story.order()).containsExactly("a");
      assertThat(bin(story)).containsExactly("n");
    }

    @Test
    void tellsThePagesWhatTheyWouldDo() {
      var story = Story.of("a", "b").then(delete("a"));
      assertThat(story.changes()).contains(new Change.HistoryChanged(History.What.DELETE, null));

      story.then(UNDO);
      assertThat(story.changes()).contains(new Change.HistoryChanged(null, History.What.DELETE));

      story.then(move("b", "a"));
      assertThat(story.changes()).contains(new Change.HistoryChanged(History.What.MOVE, null));
    }

    @Test
    void isHarmlessWhenThereIsNothing() {
      assertThat(Story.of("a").then(UNDO).changes()).isEmpty();
      assertThat(Story.of("a").then(REDO).changes()).isEmpty();
    }

    @Test
    void ofADeletionThatTheBinHasGivenBackIsDoneWith() {
      var story = Story.of("a", "b").then(delete("a")).then(restore("a")).then(UNDO).then(UNDO);

      assertThat(story.order()).containsExactly("a", "b");
    }
  }

  @Nested
  class RunSome {
    @Test
    void runsTheCellAndAllBelow() {
      var story = Story.of("a", "b", "c").kernelReady().then(new ByReader.RunBelow(id("b")));

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("b"), "b"));
      assertThat(story.queue()).containsExactly("c");
    }

    @Test
    void runsTheSelectedOnesInTheOrderOfTheDocument() {
      var story = Story.of("a", "b", "c").kernelReady().then(new ByReader.RunCells(ids("c", "a")));

      assertThat(story.effects()).containsExactly(new Effect.RunOnKernel(1, id("a"), "a"));
      assertThat(story.queue()).containsExactly("c");
    }

    @Test
    void tellsTheWaitApartFromTheRun() {
      var story = Story.of("a").kernelReady().run("a");
      story.then(new ByKernel.CellStarted(1, id("a"), Story.NOON.plusSeconds(3)));
      story.completed("a");

      var ended = (Ended) story.state("a");
      assertThat(ended.waited()).hasSeconds(3);
      assertThat(ended.elapsed()).hasMillis(200);
    }

    @Test
    void clearsOutputs() {
      var story = Story.of("a").kernelReady().running("a").prints("a", "x").completed("a");

      assertThat(story.then(new ByReader.ClearOutputs(ids("a"))).outputs("a")).isEmpty();
    }
  }
}
