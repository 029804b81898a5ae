package interleave.notebook;

import interleave.display.MimeBundle;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.InputRequest;
import interleave.kernel.Run;
import java.time.Duration;
import java.time.Instant;
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
     * Runs a cell, or takes the text of a Markdown cell.
     *
     * @param source what the page shows at this moment; it becomes the cell's source
     * @param by the page that says so
     */
    record RunCell(CellId cell, String source, String by) implements ByReader {}

    record RunAll() implements ByReader {}

    /** Runs all cells above this one, to give it back what a lost kernel took along. */
    record RunAbove(CellId cell) implements ByReader {}

    /**
     * Runs this cell and every cell that is outdated, or becomes so by one of these runs, in the
     * order of the document and each once.
     *
     * @param source see {@link RunCell}
     */
    record RunOutdated(CellId cell, String source, String by) implements ByReader {}

    record EditCell(CellId cell, String source, String by) implements ByReader {}

    /**
     * Adds an empty cell.
     *
     * @param after null for the first place; if that cell is gone meanwhile, the new one becomes
     *     the last
     */
    record InsertCell(CellId cell, Kind kind, @Nullable CellId after) implements ByReader {}

    record DeleteCell(CellId cell) implements ByReader {}

    /**
     * Stops the running cell and forgets what waits behind it; if none is running, stops the
     * threads that cells have left behind.
     */
    record Stop() implements ByReader {}

    /** Ends Java at once, variables and all, for whoever does not want to wait for a Stop. */
    record Kill() implements ByReader {}

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

    enum Kind {
      CODE,
      MARKDOWN
    }
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
  }

  /** What became of the file. */
  sealed interface BySaver extends Operation {

    /** The file now says what the notebook said at this version. */
    record Saved(long version, Instant at) implements BySaver {}

    /** {@code reason} says what failed and what the reader can do. */
    record SaveFailed(String reason) implements BySaver {}
  }
}
