package interleave.kernel.jshell;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names that a part of a cell takes from outside. It looks at the syntax alone, as JShell
 * does for its own dependencies; but JShell asks neither statements nor initializers, and takes
 * every local variable for one of the notebook.
 */
final class FreeNames extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final Set<String> KEYWORDS = Set.of("this", "super");

  private final Set<String> uses = new HashSet<>();
  private final Set<String> assigns = new HashSet<>();
  private final Deque<Set<String>> scopes = new ArrayDeque<>(List.of(new HashSet<>()));

  static Names in(List<? extends Tree> trees, List<Names.Declared> declares) {
    var names = new FreeNames();
    names.scan(trees, null);
    declares.forEach(declared -> names.uses.remove(declared.name()));
    return new Names(declares, names.uses, names.assigns);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    use(tree.getName().toString());
    return null;
  }

  /** An expression where the compiler wants a statement. */
  @Override
  public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void unused) {
    return scan(tree.getErrorTrees(), null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    scan(tree.getTypeArguments(), null);
    if (tree.getMethodSelect() instanceof IdentifierTree method) {
      use(method.getName() + "()");
    } else {
      scan(tree.getMethodSelect(), null);
    }
    return scan(tree.getArguments(), null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    // Before its initializer is looked at: a lambda in it may call itself by this name.
    bind(tree.getName().toString());
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitTypeParameter(TypeParameterTree tree, @Nullable Void unused) {
    bind(tree.getName().toString());
    return super.visitTypeParameter(tree, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    bind(tree.getSimpleName().toString());
    return scoped(() -> {
      for (Tree member : tree.getMembers()) {
        switch (member) {
          case VariableTree field -> bind(field.getName().toString());
          case MethodTree method -> bind(method.getName() + "()");
          case ClassTree type -> bind(type.getSimpleName().toString());
          default -> {}
        }
      }
      super.visitClass(tree, null);
    });
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitMethod(tree, null));
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitLambdaExpression(tree, null));
  }

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitBlock(tree, null));
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitForLoop(tree, null));
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitEnhancedForLoop(tree, null));
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitTry(tree, null));
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitCatch(tree, null));
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitCase(tree, null));
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    assign(tree.getVariable());
    return super.visitAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    assign(tree.getVariable());
    return super.visitCompoundAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          assign(tree.getExpression());
      default -> {}
    }
    return super.visitUnary(tree, null);
  }

  private void assign(ExpressionTree variable) {
    if (variable instanceof IdentifierTree name && !isBound(name.getName().toString())) {
      assigns.add(name.getName().toString());
    }
  }

  private void use(String name) {
    if (!KEYWORDS.contains(name) && !isBound(name)) {
      uses.add(name);
    }
  }

  private boolean isBound(String name) {
    return scopes.stream().anyMatch(scope -> scope.contains(name));
  }

  private void bind(String name) {
    scopes.getFirst().add(name);
  }

  private @Nullable Void scoped(Runnable inside) {
    scopes.push(new HashSet<>());
    inside.run();
    scopes.pop();
    return null;
  }
}
