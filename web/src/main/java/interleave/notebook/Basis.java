package interleave.notebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell's last run in this kernel, and what has become of that on which it rests.
 *
 * @param source what was run
 * @param end null as long as it runs
 * @param changed see {@link Outdated}
 */
public record Basis(String source, RunState.@Nullable Ended end, List<String> changed) {
  public Basis {
    changed = List.copyOf(changed);
  }

  static Basis of(String source) {
    return new Basis(source, null, List.of());
  }

  Basis with(RunState.Ended end) {
    return new Basis(source, end, changed);
  }

  Basis with(List<String> changed) {
    return new Basis(source, end, changed);
  }
}
