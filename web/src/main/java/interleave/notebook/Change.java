package interleave.notebook;

import interleave.kernel.CellId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of the notebook that is different now, so that a page need not draw everything again. */
public sealed interface Change {

  record CellInserted(int index, Cell cell) implements Change {}

  record CellDeleted(CellId cell) implements Change {}

  /** {@code index} is its place once it has left the old one. */
  record CellMoved(CellId cell, int index) implements Change {}

  /**
   * The cell of this id is of another kind now, or shows something else altogether.
   *
   * @param version of its text now, one more than before
   */
  record CellReplaced(Cell cell, int version) implements Change {}

  record FoldsChanged(CellId cell, Set<Fold> folds) implements Change {
    public FoldsChanged {
      folds = Set.copyOf(folds);
    }
  }

  record BinChanged(Bin bin) implements Change {}

  /** What Undo and Redo would do now, null for nothing. */
  record HistoryChanged(History.@Nullable What undo, History.@Nullable What redo)
      implements Change {}

  /**
   * The text of a cell is another.
   *
   * @param version of the text now, one more than before
   * @param parts what was replaced in the text before
   * @param by the page that wrote it and shows it already
   */
  record SourceChanged(Cell cell, int version, List<TextChange> parts, String by)
      implements Change {
    public SourceChanged {
      parts = List.copyOf(parts);
    }
  }

  record RunChanged(CellId cell, RunState run) implements Change {}

  record OutdatedChanged(CellId cell, Outdated outdated) implements Change {}

  record OutputsCleared(CellId cell) implements Change {}

  record OutputAdded(CellId cell, Output output) implements Change {}

  /** Another output in the place of the one at {@code index}. */
  record OutputReplaced(CellId cell, int index, Output output) implements Change {}

  /**
   * More text at the end of the output at {@code index}.
   *
   * @param from where it begins; what stood there, at most one line, is overwritten
   */
  record TextAppended(CellId cell, int index, int from, String text) implements Change {}

  record KernelChanged(KernelStatus kernel) implements Change {}

  /** All that wait for the reader to type, and no others. */
  record InputsChanged(List<Inputs.Input> inputs) implements Change {
    public InputsChanged {
      inputs = List.copyOf(inputs);
    }
  }

  /** A stop while no cell ran is over: so many threads that cells had left behind have ended. */
  record LeftoversStopped(int threads) implements Change {}

  /** What the reader has done with the lesson. */
  record StudyChanged(StudyView study) implements Change {}

  record SavedChanged(SavedStatus saved) implements Change {}

  /** The notebook has another name, and perhaps another title with it. */
  record NameChanged(String name, String title) implements Change {}
}
