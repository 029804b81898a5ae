package interleave.notebook;

import interleave.display.MimeBundle;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.InputRequest;
import interleave.kernel.Run;
import interleave.notebook.Cell.MarkdownCell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a notebook, by whom it may be said. A browser's message can only
 * become a {@link ByReader}, so that no page can forge what a kernel did or that a file was
 * written.
 */
public sealed interface Operation {

  /** What a reader does. */
  sealed interface ByReader extends Operation {

    /** A page shows the notebook: a kernel started now makes the first result quick. */
    record Open() implements ByReader {}

    /**
     * Runs a cell.
     *
     * @param source what the page shows at this moment. It is run as it is and changes nothing in
     *     the document: what a page has typed comes as a {@link ChangeText}, and what another page
     *     has typed meanwhile stays
     */
    record RunCell(CellId cell, String source) implements ByReader {}

    record RunAll() implements ByReader {}

    /** Runs all cells above this one, to give it back what a lost kernel took along. */
    record RunAbove(CellId cell) implements ByReader {}

    /** Runs this cell and all below it. */
    record RunBelow(CellId cell) implements ByReader {}

    /** In the order of the document. */
    record RunCells(List<CellId> cells) implements ByReader {}

    /**
     * Runs this cell and every cell that is outdated, or becomes so by one of these runs, in the
     * order of the document and each once.
     *
     * @param source see {@link RunCell}
     */
    record RunOutdated(CellId cell, String source) implements ByReader {}

    /** The cell has this text now, whatever it had before: for programs, not for pages. */
    record EditCell(CellId cell, String source, String by) implements ByReader {}

    /**
     * Changes parts of a cell's text; ignored if the text has changed since, see {@link
     * TextVersions}.
     *
     * @param version of the text for which the changes are made
     * @param parts from the first in the text to the last
     * @param by the page that has typed
     */
    record ChangeText(CellId cell, int version, List<TextChange> parts, String by)
        implements ByReader {
      public ChangeText {
        parts = List.copyOf(parts);
      }
    }

    /**
     * Adds cells, in this order.
     *
     * @param after null for the first place; if that cell is gone meanwhile, the new ones become
     *     the last
     */
    record InsertCells(List<NewCell> cells, @Nullable CellId after) implements ByReader {}

    /**
     * A cell to be added.
     *
     * @param of the cell of this notebook that it is a copy of: it then shows the same outputs
     */
    record NewCell(CellId cell, Kind kind, String source, @Nullable CellId of) {}

    record DeleteCells(List<CellId> cells) implements ByReader {}

    /**
     * Takes deleted cells out of the bin.
     *
     * @param to null for the places where they were
     */
    record RestoreCells(List<CellId> cells, @Nullable Place to) implements ByReader {}

    /** Below a cell; {@code after} is null for the top. */
    record Place(@Nullable CellId after) {}

    record EmptyBin() implements ByReader {}

    /** The cells keep their order, and stand together afterwards. */
    record MoveCells(List<CellId> cells, @Nullable CellId after) implements ByReader {}

    /**
     * The cell keeps the text up to the first place, new cells below it take the rest. Line ends
     * around the places are dropped.
     *
     * @param source what the page has split: if the cell says something else meanwhile, nothing
     *     happens
     * @param at offsets into the source, in UTF-16 units, ascending
     * @param into as many new cells
     */
    record SplitCell(CellId cell, String source, List<Integer> at, List<CellId> into)
        implements ByReader {}

    /** The first of them in the document takes the text of all; the others go to the bin. */
    record MergeCells(List<CellId> cells) implements ByReader {}

    /**
     * Makes code of text, or text of code.
     *
     * @param heading from 1 to 6: the first line becomes a heading of this level; null to leave the
     *     text alone
     */
    record SetKind(List<CellId> cells, Kind kind, @Nullable Integer heading) implements ByReader {}

    record FoldCells(List<CellId> cells, Fold part, boolean folded) implements ByReader {}

    /** Another text for several cells at once, to be taken back at once. */
    record ReplaceSources(List<Replacement> cells) implements ByReader {}

    /** If the cell does not say {@code before} any more, it keeps what it says. */
    record Replacement(CellId cell, String before, String after) {}

    record ClearOutputs(List<CellId> cells) implements ByReader {}

    /** Takes back the last thing done to the cells as wholes, whoever did it. */
    record Undo() implements ByReader {}

    record Redo() implements ByReader {}

    /**
     * Stops the running cell and forgets what waits behind it; if none is running, stops the
     * threads that cells have left behind.
     */
    record Stop() implements ByReader {}

    /** Stops the threads that the cell has left behind. */
    record StopLeftovers(CellId cell) implements ByReader {}

    /** Ends Java at once, variables and all, for whoever does not want to wait for a Stop. */
    record Kill() implements ByReader {}

    /** Ends Java at once, whatever it does; the next run starts another one. */
    record EndJava() implements ByReader {}

    /** Takes a waiting cell out of the queue. */
    record CancelCell(CellId cell) implements ByReader {}

    /**
     * Gives a thread the line that it waits for. The first answer counts, whichever tab it is from.
     *
     * @param input its number in {@link Inputs}
     * @param line without its end; null for the end of the input
     */
    record AnswerInput(int input, @Nullable String line) implements ByReader {}

    /** A new kernel without variables; text and outputs stay. */
    record Restart() implements ByReader {}

    /**
     * Answers a prediction, once: what was guessed after the run is no guess.
     *
     * @param answer one entry, for a ranking one an item; empty to go on without a guess
     */
    record Predict(CellId cell, List<String> answer) implements ByReader {
      public Predict {
        answer = List.copyOf(answer);
      }
    }

    /**
     * Runs an exercise's cell, then its hidden check.
     *
     * @param source see {@link RunCell}
     */
    record CheckExercise(CellId cell, String source) implements ByReader {}

    /** The next hint of an exercise. */
    record OpenHint(CellId cell) implements ByReader {}

    /** The solution of an exercise, for who has earned it. */
    record OpenSolution(CellId cell) implements ByReader {}

    /** The reader has come to the step that begins with this cell. */
    record GoToStep(CellId step) implements ByReader {}

    record ShowAs(Study.View view) implements ByReader {}

    /** Gives a cell back the text that the lesson has for it. */
    record ResetCell(CellId cell) implements ByReader {}

    /** Gives all cells of a step back what the lesson has for them. */
    record ResetStep(CellId step) implements ByReader {}

    /** Takes back the last reset of a cell or a step. */
    record UndoReset() implements ByReader {}

    /** Takes over what has changed in the lesson; the reader's own work stays. */
    record RenewLesson() implements ByReader {}

    enum Kind {
      CODE,
      MARKDOWN,
      RAW
    }
  }

  /** What the lesson says, asked for by an effect. */
  sealed interface ByLesson extends Operation {

    /** Hints or a solution, to be shown below their exercise. */
    record Revealed(CellId exercise, int hint, MarkdownCell text) implements ByLesson {}

    /** What a run has told about a prediction. */
    record Measured(CellId prediction, List<String> value) implements ByLesson {
      public Measured {
        value = List.copyOf(value);
      }
    }

    /** The lesson as it is now. */
    record Fetched(Notebook copy) implements ByLesson {}
  }

  /** What a kernel did; {@code kernel} tells ours from the one before it. */
  sealed interface ByKernel extends Operation {

    int kernel();

    record KernelReady(int kernel, String description) implements ByKernel {}

    /** Could not be started, or ended while no cell was running. */
    record KernelLost(int kernel, String reason) implements ByKernel {}

    /** Nobody has used it for this long. */
    record KernelIdle(int kernel, Duration unused) implements ByKernel {}

    record CellStarted(int kernel, CellId cell, Instant at) implements ByKernel {}

    record OutputArrived(int kernel, CellId cell, Output output) implements ByKernel {}

    /** Another value for a place; {@code display} is the kernel's name of it. */
    record DisplayUpdated(int kernel, CellId cell, String display, MimeBundle data)
        implements ByKernel {}

    record OutputCleared(int kernel, CellId cell) implements ByKernel {}

    /** A stop is under way and still waits for these threads. */
    record StopWaits(int kernel, BusyThreads threads) implements ByKernel {}

    /** A stop between two cells is over. */
    record StopEnded(int kernel, int threads) implements ByKernel {}

    record InputRequested(int kernel, InputRequest request) implements ByKernel {}

    record InputEnded(int kernel, long request) implements ByKernel {}

    record CellFinished(int kernel, CellId cell, Run run) implements ByKernel {}

    /** A hidden check has ended. */
    record CheckFinished(int kernel, CellId exercise, Verdict verdict, Run run)
        implements ByKernel {}
  }

  /** What became of the file. */
  sealed interface BySaver extends Operation {

    /** The file now says what the notebook said at this version. */
    record Saved(long version, Instant at) implements BySaver {}

    /** {@code reason} says what failed and what the reader can do. */
    record SaveFailed(String reason) implements BySaver {}

    /** Another program has changed the file; nothing is written until the reader has chosen. */
    record ChangedElsewhere() implements BySaver {}

    /** The reader has chosen: the file is to say what the notebook says. */
    record KeepOurs() implements BySaver {}

    /** The notebook is to have these cells: those of a revision, or of its changed file. */
    record Become(List<Cell> cells) implements BySaver {}

    /** The file is called so now. */
    record Renamed(String name) implements BySaver {}
  }
}
