package interleave.kernel.jshell;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import interleave.kernel.jshell.SyntaxReader.Attempt;
import interleave.kernel.jshell.SyntaxReader.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that no class file can hold. The compiler notices them when it generates code, too
 * late for JShell: it keeps the snippet as if a later declaration could make it right, and whatever
 * uses it fails from then on.
 */
final class LongTexts extends TreeScanner<@Nullable Object, @Nullable Object> {
  /** The length of a text in a class file is kept in two bytes (JVMS 4.4.7). */
  static final int MOST_BYTES = 65_535;

  /** What javac calls it. */
  static final String CODE = "compiler.err.limit.string.overflow";

  private static final int MOST_BYTES_OF_ONE_CHARACTER = 3;

  private final Attempt attempt;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Mistake> found = new ArrayList<>();

  private LongTexts(Attempt attempt, CompilationUnitTree unit, SourcePositions positions) {
    this.attempt = attempt;
    this.unit = unit;
    this.positions = positions;
  }

  static List<Mistake> of(Attempt attempt, CompilationUnitTree unit, SourcePositions positions) {
    if (attempt.length * MOST_BYTES_OF_ONE_CHARACTER <= MOST_BYTES) {
      return List.of();
    }
    var scanner = new LongTexts(attempt, unit, positions);
    scanner.scan(unit, null);
    return scanner.found;
  }

  @Override
  public @Nullable Object visitLiteral(LiteralTree literal, @Nullable Object nothing) {
    check(literal);
    return null;
  }

  /** Texts that are joined at compile time are one text. */
  @Override
  public @Nullable Object visitBinary(BinaryTree binary, @Nullable Object nothing) {
    return check(binary) ? null : super.visitBinary(binary, nothing);
  }

  /** An expression where a statement belongs, as the last one of a cell does. */
  @Override
  public @Nullable Object visitErroneous(ErroneousTree tree, @Nullable Object nothing) {
    return scan(tree.getErrorTrees(), nothing);
  }

  /** Whether it is a constant text. */
  private boolean check(Tree tree) {
    int bytes = bytes(tree);
    if (bytes > MOST_BYTES) {
      found.add(
          new Mistake(
              CODE,
              String.format(
                  Locale.ROOT,
                  "constant string too long: %,d bytes, and a class file holds at most %,d",
                  bytes,
                  MOST_BYTES),
              attempt.inPart(positions.getStartPosition(unit, tree)),
              attempt.inPart(positions.getEndPosition(unit, tree))));
    }
    return bytes >= 0;
  }

  /** In the form that class files use; below zero if it is no constant text. */
  private static int bytes(Tree tree) {
    return switch (tree) {
      case LiteralTree literal when literal.getValue() instanceof String text -> bytes(text);
      case ParenthesizedTree inner -> bytes(inner.getExpression());
      case BinaryTree plus when plus.getKind() == Tree.Kind.PLUS -> {
        int left = bytes(plus.getLeftOperand());
        int right = bytes(plus.getRightOperand());
        yield left < 0 || right < 0 ? -1 : left + right;
      }
      default -> -1;
    };
  }

  private static int bytes(String text) {
    return text.chars()
        .map(one -> one != 0 && one < 0x80 ? 1 : one < 0x800 ? 2 : MOST_BYTES_OF_ONE_CHARACTER)
        .sum();
  }
}
