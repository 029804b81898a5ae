package interleave.notebook;

import java.util.List;

/**
 * Why a cell that was run might show something else if it were run again.
 *
 * @param edited its text is not what was run
 * @param changed names that it uses and that another cell has declared anew since
 */
public record Outdated(boolean edited, List<String> changed) {
  public static final Outdated NOT = new Outdated(false, List.of());

  public Outdated {
    changed = List.copyOf(changed);
  }
}
