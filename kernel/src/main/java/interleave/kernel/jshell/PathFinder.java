package interleave.kernel.jshell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the innermost tree around a character, also among what javac could not make sense of. */
final class PathFinder extends TreePathScanner<@Nullable Object, @Nullable Object> {
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final long position;
  private @Nullable TreePath found;

  PathFinder(CompilationUnitTree unit, SourcePositions positions, long position) {
    this.unit = unit;
    this.positions = positions;
    this.position = position;
  }

  Optional<TreePath> found() {
    return Optional.ofNullable(found);
  }

  @Override
  public @Nullable Object scan(@Nullable Tree tree, @Nullable Object nothing) {
    if (tree == null) {
      return null;
    }
    long from = positions.getStartPosition(unit, tree);
    long to = positions.getEndPosition(unit, tree);
    boolean around = from >= 0 && from <= position && (to < 0 || position < to);
    if (around) {
      TreePath parent = getCurrentPath();
      found = parent == null ? new TreePath(unit) : new TreePath(parent, tree);
    }
    // Trees without a place are looked into as well: javac makes some for what is not written.
    return around || from < 0 ? super.scan(tree, nothing) : null;
  }

  @Override
  public @Nullable Object visitErroneous(ErroneousTree tree, @Nullable Object nothing) {
    return scan(tree.getErrorTrees(), nothing);
  }
}
