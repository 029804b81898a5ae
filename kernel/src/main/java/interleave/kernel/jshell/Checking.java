package interleave.kernel.jshell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import interleave.kernel.Diagnostic;
import interleave.kernel.jshell.Analysis.Understood;
import interleave.kernel.jshell.CellSplitter.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic.Kind;

/**
 * Says what is wrong with a cell that nobody has run yet. A cell is not quite a class, and cells
 * above may not have run: what is wrong for these reasons alone is left out, and so is everything
 * about a cell that says things twice, which a class may not.
 */
final class Checking {
  /** Wrong in a class, right in a cell. */
  private static final Set<String> NO_MISTAKES =
      Set.of(
          "restricted.type.not.allowed.here",
          "illegal.forward.ref",
          "illegal.self.ref",
          "repeated.modifier",
          "mod.not.allowed.here",
          "illegal.combination.of.modifiers");

  private static final Pattern MISSING =
      Pattern.compile("symbol:\\s+(?:variable|method|class) (\\w+)|^package (\\w+) does not exist");

  private final Analysis analysis;
  private final DiagnosticWriter writer;

  Checking(Analysis analysis, DiagnosticWriter writer) {
    this.analysis = analysis;
    this.writer = writer;
  }

  /**
   * @param elsewhere names that other cells declare
   */
  List<Diagnostic> check(String cell, Surroundings around, Set<String> elsewhere) {
    return switch (around.split()) {
      case Split.Wrong(var mistakes) -> mistakes;
      case Split.Snippets _ ->
          analysis.about(
              Sketch.ofWhole(cell, around),
              around.classPath(),
              understood -> mistakes(cell, understood, elsewhere));
    };
  }

  private List<Diagnostic> mistakes(String cell, Understood understood, Set<String> elsewhere) {
    var found = understood.diagnostics().stream().filter(d -> d.getKind() == Kind.ERROR).toList();
    if (found.stream().anyMatch(Checking::saysItTwice)) {
      return List.of();
    }
    // One absence leads to other complaints nearby.
    var unsure = new HashSet<Tree>();
    for (var mistake : found) {
      if (isAboutOne(mistake, elsewhere)) {
        member(understood, mistake).ifPresent(unsure::add);
      }
    }
    return found.stream()
        .filter(mistake -> understood.sketch().isFromCell(mistake.getPosition()))
        .filter(mistake -> !NO_MISTAKES.contains(code(mistake)))
        .filter(mistake -> !isAboutOverloads(mistake, understood))
        .filter(mistake -> !isRightOutsideMethods(mistake, understood))
        .filter(mistake -> member(understood, mistake).filter(unsure::contains).isEmpty())
        .map(mistake -> writer.ofSketch(cell, understood.sketch(), mistake))
        .distinct()
        .toList();
  }

  private static String code(javax.tools.Diagnostic<?> mistake) {
    return mistake.getCode().replace("compiler.err.", "");
  }

  /** A cell may redeclare what it has declared, and a class may not. */
  private static boolean saysItTwice(javax.tools.Diagnostic<?> mistake) {
    String message = mistake.getMessage(Locale.ENGLISH);
    return (code(mistake).startsWith("already.defined") || code(mistake).startsWith("name.clash"))
        && message.contains("in class REPL." + Sketch.NAME);
  }

  private static boolean isAboutOne(javax.tools.Diagnostic<?> mistake, Set<String> names) {
    Matcher missing = MISSING.matcher(mistake.getMessage(Locale.ENGLISH));
    return missing.find()
        && names.contains(missing.group(1) == null ? missing.group(2) : missing.group(1));
  }

  /** In a class, a method hides those of the same name that came from other cells. */
  private static boolean isAboutOverloads(
      javax.tools.Diagnostic<?> mistake, Understood understood) {
    Optional<TreePath> place = understood.pathAt(mistake.getPosition());
    if (place.isEmpty()) {
      return false;
    }
    for (Tree tree : place.get()) {
      if (tree instanceof MethodInvocationTree call
          && call.getMethodSelect() instanceof IdentifierTree name
          && understood.sketch().source().contains("." + name.getName() + ";")
          && declares(understood, name.getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(Understood understood, CharSequence method) {
    return understood.unit().getTypeDecls().stream()
        .flatMap(type -> ((ClassTree) type).getMembers().stream())
        .anyMatch(
            member -> member instanceof MethodTree one && one.getName().contentEquals(method));
  }

  /** What stands outside of methods in a cell may throw, and may return what nobody expects. */
  private static boolean isRightOutsideMethods(
      javax.tools.Diagnostic<?> mistake, Understood understood) {
    boolean throwsChecked = code(mistake).startsWith("unreported.exception");
    boolean returns = mistake.getMessage(Locale.ENGLISH).endsWith("unexpected return value");
    return (throwsChecked || returns)
        && understood.pathAt(mistake.getPosition()).filter(Checking::isOutsideMethods).isPresent();
  }

  private static boolean isOutsideMethods(TreePath path) {
    for (Tree tree : path) {
      switch (tree) {
        case LambdaExpressionTree _ -> {
          return false;
        }
        case MethodTree method -> {
          return method.getName().toString().startsWith(Sketch.NAME);
        }
        case ClassTree type -> {
          return type.getSimpleName().contentEquals(Sketch.NAME);
        }
        default -> {}
      }
    }
    return false;
  }

  /** The member of the sketch that the mistake is in. */
  private static Optional<Tree> member(Understood understood, javax.tools.Diagnostic<?> mistake) {
    return understood
        .pathAt(mistake.getPosition())
        .flatMap(path -> {
          for (TreePath at = path; at.getParentPath() != null; at = at.getParentPath()) {
            if (at.getParentPath().getLeaf() instanceof ClassTree type
                && type.getSimpleName().contentEquals(Sketch.NAME)) {
              return Optional.of(at.getLeaf());
            }
          }
          return Optional.empty();
        });
  }
}
