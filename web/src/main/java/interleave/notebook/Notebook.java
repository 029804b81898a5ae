package interleave.notebook;

import interleave.kernel.CellId;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByLesson;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Operation.BySaver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A notebook as it is at one moment.
 *
 * <p>All that can happen to it is an {@link Operation}, and {@link #apply} is a pure function: the
 * same notebook and the same operation give the same {@link Step}, whatever the clock, the threads
 * and the kernel do. What must happen outside comes back as effects, and what they lead to arrives
 * as further operations. So every interleaving of readers, kernel and saver is some order of
 * operations, and can be written down in a test.
 *
 * <p><b>An operation that no longer fits is ignored, and that is normal.</b> A cell is run in one
 * tab while another deletes it; a kernel prints while the reader restarts it; a run ends while Stop
 * is on its way. Nobody did anything wrong, so there is no error: the step is empty.
 *
 * <p>Rejected: a mutable document behind a lock. It needs one lock order for pages, kernel and
 * saver, and a page that draws while the lock is released sees a state that never was.
 *
 * @param name of the file in the workspace, without its ending
 * @param title the first heading
 * @param origin the lesson that it is a copy of
 * @param runs the kernel in use and what waits for it
 * @param inputs the threads that wait for the reader to type
 * @param bin what was deleted
 * @param history what can be taken back
 * @param texts which version the text of each cell has
 * @param version counts the changes that a file must be written for
 * @param study what the reader has done with the lesson that it is a copy of
 * @param foreign what its file says besides
 */
public record Notebook(
    String name,
    String title,
    Optional<Origin> origin,
    List<Cell> cells,
    Bin bin,
    History history,
    KernelStatus kernel,
    RunQueue runs,
    Inputs inputs,
    SavedStatus saved,
    TextVersions texts,
    long version,
    Study study,
    Foreign foreign) {

  public Notebook {
    cells = List.copyOf(cells);
  }

  /** As read from a file or a lesson: no kernel yet, nothing to save. */
  public static Notebook of(
      String name, String title, Optional<Origin> origin, List<Cell> cells, Foreign foreign) {
    return new Notebook(
        name,
        title,
        origin,
        cells,
        Bin.EMPTY,
        History.EMPTY,
        KernelStatus.NONE,
        RunQueue.EMPTY,
        Inputs.NONE,
        SavedStatus.UNTOUCHED,
        TextVersions.NONE,
        0,
        Study.NONE,
        foreign);
  }

  /** With what was deleted, as the file says. */
  public Notebook withBin(Bin bin) {
    return new Notebook(
        name, title, origin, cells, bin, history, kernel, runs, inputs, saved, texts, version,
        study, foreign);
  }

  /** What a notebook of that name is titled if it has no heading: its name without its folders. */
  public static String titleOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The same by another name, which is its title too if it has no heading. */
  public Notebook named(String other) {
    return new Notebook(
        other,
        title.equals(titleOf(name)) ? titleOf(other) : title,
        origin,
        cells,
        bin,
        history,
        kernel,
        runs,
        inputs,
        saved,
        texts,
        version,
        study,
        foreign);
  }

  /** The same with what a reader has done with the lesson. */
  public Notebook with(Study done) {
    return new Notebook(
        name, title, origin, cells, bin, history, kernel, runs, inputs, saved, texts, version, done,
        foreign);
  }

  /** What a page needs to lead through the lesson, if this is one. */
  public StudyView studyView() {
    var checking =
        study.exercises().keySet().stream()
            .filter(id -> {
              var check = Study.checkOf(id);
              return runs.holds(check) || check.equals(runs.current());
            })
            .collect(Collectors.toSet());
    return new StudyView(study, Section.of(origin, cells, study), checking);
  }

  public Optional<Cell> cell(CellId id) {
    return cells.stream().filter(cell -> cell.id().equals(id)).findFirst();
  }

  /** A cell has been handed to the kernel and has not ended. */
  public boolean isRunning() {
    return runs.current() != null;
  }

  /** The kernel that this notebook waits for or uses; operations of any other are ignored. */
  public int kernelNumber() {
    return runs.kernel();
  }

  /** {@code at} is when it happened. */
  public Step apply(Operation operation, Instant at) {
    var draft = new Draft(this, at);
    switch (operation) {
      case ByReader byReader -> new ReaderRules(draft).apply(byReader);
      case ByKernel byKernel -> new KernelRules(draft).apply(byKernel);
      case ByLesson byLesson -> new LessonRules(draft).apply(byLesson);
      case BySaver bySaver -> SaverRules.apply(draft, bySaver);
    }
    return draft.step();
  }
}
