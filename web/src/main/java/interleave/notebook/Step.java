package interleave.notebook;

import java.util.List;

/**
 * What an operation leads to: the next notebook, what pages must redraw, and what must be done
 * outside.
 */
public record Step(Notebook next, List<Change> changes, List<Effect> effects) {
  public Step {
    changes = List.copyOf(changes);
    effects = List.copyOf(effects);
  }
}
