package interleave.notebook;

import interleave.kernel.CellId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a notebook that the reader can edit, move past and, if it is code, run. */
public sealed interface Cell {

  CellId id();

  String source();

  Foreign foreign();

  /** What of it the reader has folded away. */
  Set<Fold> folds();

  Cell withSource(String source);

  Cell withFolds(Set<Fold> folds);

  /**
   * Java, what became of its last run, and what that run showed.
   *
   * @param basis null if it has not run in this kernel
   */
  record CodeCell(
      CellId id,
      String source,
      RunState run,
      @Nullable Basis basis,
      List<Output> outputs,
      Set<Fold> folds,
      Foreign foreign)
      implements Cell {

    public CodeCell {
      outputs = List.copyOf(outputs);
      folds = Set.copyOf(folds);
    }

    /** As read from a file: what ran there did not run in a kernel of ours. */
    public CodeCell(CellId id, String source, RunState run, List<Output> outputs, Foreign foreign) {
      this(id, source, run, null, outputs, Set.of(), foreign);
    }

    public static CodeCell of(CellId id, String source) {
      return new CodeCell(id, source, RunState.Idle.NEVER, List.of(), Foreign.NONE);
    }

    public Outdated outdated() {
      return basis == null
          ? Outdated.NOT
          : new Outdated(!basis.source().equals(source), basis.changed());
    }

    boolean isOutdated() {
      return !outdated().equals(Outdated.NOT);
    }

    /** How its last run in this kernel ended. */
    RunState lastEnd() {
      return basis == null || basis.end() == null ? RunState.Idle.NEVER : basis.end();
    }

    @Override
    public CodeCell withSource(String source) {
      return new CodeCell(id, source, run, basis, outputs, folds, foreign);
    }

    @Override
    public CodeCell withFolds(Set<Fold> folds) {
      return new CodeCell(id, source, run, basis, outputs, folds, foreign);
    }

    CodeCell withRun(RunState run) {
      return new CodeCell(id, source, run, basis, outputs, folds, foreign);
    }

    CodeCell withBasis(@Nullable Basis basis) {
      return new CodeCell(id, source, run, basis, outputs, folds, foreign);
    }

    CodeCell withOutputs(List<Output> outputs) {
      return new CodeCell(id, source, run, basis, outputs, folds, foreign);
    }
  }

  /** Prose. */
  record MarkdownCell(CellId id, String source, Set<Fold> folds, Foreign foreign) implements Cell {

    public MarkdownCell {
      folds = Set.copyOf(folds);
    }

    public MarkdownCell(CellId id, String source, Foreign foreign) {
      this(id, source, Set.of(), foreign);
    }

    public static MarkdownCell of(CellId id, String source) {
      return new MarkdownCell(id, source, Foreign.NONE);
    }

    @Override
    public MarkdownCell withSource(String source) {
      return new MarkdownCell(id, source, folds, foreign);
    }

    @Override
    public MarkdownCell withFolds(Set<Fold> folds) {
      return new MarkdownCell(id, source, folds, foreign);
    }
  }

  /** Text of an imported notebook that is meant for another program: shown as it is, never run. */
  record RawCell(CellId id, String source, Set<Fold> folds, Foreign foreign) implements Cell {

    public RawCell {
      folds = Set.copyOf(folds);
    }

    public RawCell(CellId id, String source, Foreign foreign) {
      this(id, source, Set.of(), foreign);
    }

    @Override
    public RawCell withSource(String source) {
      return new RawCell(id, source, folds, foreign);
    }

    @Override
    public RawCell withFolds(Set<Fold> folds) {
      return new RawCell(id, source, folds, foreign);
    }
  }
}
