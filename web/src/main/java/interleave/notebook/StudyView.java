package interleave.notebook;

import interleave.kernel.CellId;
import java.util.List;
import java.util.Set;

/**
 * All that a page needs to lead through a lesson.
 *
 * @param checking the exercises that are being checked, or wait for it
 */
public record StudyView(Study study, List<Section> sections, Set<CellId> checking) {
  public StudyView {
    sections = List.copyOf(sections);
    checking = Set.copyOf(checking);
  }
}
