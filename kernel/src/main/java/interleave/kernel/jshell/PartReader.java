package interleave.kernel.jshell;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import interleave.kernel.jshell.Names.Declared;
import interleave.kernel.jshell.Names.Form;
import interleave.kernel.jshell.Piece.Addition;
import interleave.kernel.jshell.Piece.Extent;
import interleave.kernel.jshell.SyntaxReader.Attempt;
import interleave.kernel.jshell.SyntaxReader.Parsed;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Reads from a parsed part of a cell what it is. */
final class PartReader {
  private static final Set<Modifier> ACCESS =
      Set.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

  private final Attempt attempt;
  private final @Nullable CompilationUnitTree parsed;
  private final SourcePositions positions;

  PartReader(Attempt attempt, SourcePositions positions) {
    this.attempt = attempt;
    this.parsed = attempt.tree;
    this.positions = positions;
  }

  /** Empty if it is not of the form as which it was parsed. */
  Optional<Parsed> read() {
    CompilationUnitTree unit = parsed;
    if (unit == null) {
      return Optional.empty();
    }
    return switch (attempt.form) {
      case IMPORT -> unit.getImports().isEmpty() ? Optional.empty() : Optional.of(imports(unit));
      case MEMBER -> Optional.of(member(unit, type(unit).getMembers().getFirst()));
      case EXPRESSION -> {
        Tree expression = ((VariableTree) type(unit).getMembers().getFirst()).getInitializer();
        yield Optional.of(
            new Parsed.Fits(PieceKind.BARE_EXPRESSION, extent(unit, expression), ties(expression)));
      }
      case STATEMENT -> {
        BlockTree body = ((MethodTree) type(unit).getMembers().getFirst()).getBody();
        Tree first = first(body);
        // Statements that want to be something else, a switch with values on its arms: it is the
        // expression that it is read as next.
        boolean fits =
            attempt.mistakes.isEmpty() ? !yields(first) : first instanceof ExpressionStatementTree;
        yield fits ? Optional.of(statement(unit, body)) : Optional.empty();
      }
    };
  }

  private Parsed imports(CompilationUnitTree unit) {
    List<Declared> names = unit.getImports().stream().flatMap(PartReader::declared).toList();
    return new Parsed.Fits(
        PieceKind.IMPORT, whole(), Ties.of(new Names(names, Set.of(), Set.of())));
  }

  private Parsed statement(CompilationUnitTree unit, BlockTree body) {
    List<? extends StatementTree> statements = body.getStatements();
    Tree first = first(body);
    return switch (first) {
      case ExpressionStatementTree statement -> {
        Tree expression = statement.getExpression();
        PieceKind kind =
            !attempt.mistakes.isEmpty()
                ? PieceKind.BARE_EXPRESSION
                : expression instanceof AssignmentTree
                    ? PieceKind.ASSIGNMENT
                    : PieceKind.EXPRESSION;
        yield new Parsed.Fits(kind, extent(unit, expression), ties(expression));
      }
      case ReturnTree statement when statement.getExpression() != null ->
          new Parsed.Fits(
              PieceKind.RETURN, extent(unit, statement.getExpression()), ties(statement));
      case VariableTree variable -> {
        Tree initializer = variable.getInitializer();
        Extent inner = initializer == null ? whole() : extent(unit, initializer);
        boolean rearranged = variable.getType() == null && hasAnonymousClass(initializer);
        List<Declared> declares =
            statements.stream()
                .filter(VariableTree.class::isInstance)
                .map(next -> declared((VariableTree) next))
                .toList();
        yield new Parsed.Fits(
            PieceKind.VARIABLE,
            inner,
            List.of(),
            rearranged,
            Ties.of(FreeNames.in(statements, declares)));
      }
      case ClassTree type -> member(unit, type);
      default -> new Parsed.Fits(PieceKind.STATEMENT, whole(), ties(first));
    };
  }

  private static Tree first(BlockTree body) {
    return body.getStatements().isEmpty() ? body : body.getStatements().getFirst();
  }

  private Parsed member(CompilationUnitTree unit, Tree member) {
    Names names = FreeNames.in(List.of(member), declared(member));
    Optional<TypeHeader> header =
        member instanceof ClassTree type
            ? Optional.of(TypeHeader.of(type, placeOfPermits(unit, type)))
            : Optional.empty();
    return new Parsed.Fits(
        PieceKind.MEMBER,
        whole(),
        publicConstructors(unit, member),
        false,
        new Ties(names, header, Program.of(member)));
  }

  private static Stream<Declared> declared(ImportTree tree) {
    String path = tree.getQualifiedIdentifier().toString();
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (tree.isModule() || name.equals("*")) {
      return Stream.empty();
    }
    var itself = new Declared(name, name, Form.MEMBER, path);
    String method = name + "()";
    return tree.isStatic()
        ? Stream.of(itself, new Declared(method, method, Form.MEMBER, path))
        : Stream.of(itself);
  }

  private static List<Declared> declared(Tree member) {
    return switch (member) {
      case MethodTree method -> {
        String parameters =
            method.getParameters().stream()
                .map(parameter -> String.valueOf(parameter.getType()))
                .collect(Collectors.joining(","));
        String name = method.getName() + "()";
        yield List.of(new Declared(name, name + parameters, Form.MEMBER, member.toString()));
      }
      case ClassTree type -> {
        String name = type.getSimpleName().toString();
        yield List.of(new Declared(name, name, Form.MEMBER, member.toString()));
      }
      case VariableTree variable -> List.of(declared(variable));
      default -> List.of();
    };
  }

  private static Declared declared(VariableTree variable) {
    String name = variable.getName().toString();
    Form form = isConstant(variable.getInitializer()) ? Form.CONSTANT : Form.VARIABLE;
    return new Declared(name, name, form, variable.toString());
  }

  private static boolean isConstant(@Nullable Tree value) {
    return switch (value) {
      case null -> true;
      case LiteralTree _ -> true;
      case ParenthesizedTree inner -> isConstant(inner.getExpression());
      case UnaryTree unary -> isConstant(unary.getExpression());
      case BinaryTree both ->
          isConstant(both.getLeftOperand()) && isConstant(both.getRightOperand());
      default -> false;
    };
  }

  /** Before the body: behind everything else that a header may have. */
  private OptionalInt placeOfPermits(CompilationUnitTree unit, ClassTree type) {
    if (!TypeHeader.needsPermits(type)) {
      return OptionalInt.empty();
    }
    long behind =
        Stream.<Tree>concat(
                Stream.concat(Stream.of(type.getModifiers()), type.getTypeParameters().stream()),
                Stream.concat(
                    Stream.ofNullable(type.getExtendsClause()),
                    type.getImplementsClause().stream()))
            .mapToLong(tree -> positions.getEndPosition(unit, tree))
            .max()
            .orElse(0);
    int body = attempt.content.indexOf('{', (int) Math.max(behind, attempt.form.before.length()));
    return OptionalInt.of(attempt.inPart(body));
  }

  /**
   * JShell makes top-level types public, and then a record's constructor has to be public too where
   * it says nothing about who may call it.
   */
  private List<Addition> publicConstructors(CompilationUnitTree unit, Tree member) {
    if (member.getKind() != Tree.Kind.RECORD) {
      return List.of();
    }
    return ((ClassTree) member)
        .getMembers().stream()
            .filter(next ->
                next instanceof MethodTree method
                    && method.getName().contentEquals("<init>")
                    && Collections.disjoint(method.getModifiers().getFlags(), ACCESS))
            .map(next ->
                new Addition(attempt.inPart(positions.getStartPosition(unit, next)), "public "))
            .toList();
  }

  /** Whether it has a yield that belongs to no switch inside of it. */
  private static boolean yields(Tree tree) {
    var found = new AtomicBoolean();
    new TreeScanner<@Nullable Object, AtomicBoolean>() {
      @Override
      public @Nullable Object visitYield(YieldTree node, AtomicBoolean yields) {
        yields.set(true);
        return null;
      }

      @Override
      public @Nullable Object visitSwitchExpression(SwitchExpressionTree node, AtomicBoolean no) {
        return null;
      }
    }.scan(tree, found);
    return found.get();
  }

  private static boolean hasAnonymousClass(@Nullable Tree tree) {
    var found = new AtomicBoolean();
    new TreeScanner<@Nullable Object, AtomicBoolean>() {
      @Override
      public @Nullable Object visitNewClass(NewClassTree node, AtomicBoolean anonymous) {
        if (node.getClassBody() != null) {
          anonymous.set(true);
        }
        return super.visitNewClass(node, anonymous);
      }
    }.scan(tree, found);
    return found.get();
  }

  private static Ties ties(Tree tree) {
    return Ties.of(FreeNames.in(List.of(tree), List.of()));
  }

  private static ClassTree type(CompilationUnitTree unit) {
    return (ClassTree) unit.getTypeDecls().getFirst();
  }

  private Extent whole() {
    return new Extent(0, attempt.length);
  }

  private Extent extent(CompilationUnitTree unit, Tree tree) {
    return new Extent(
        attempt.inPart(positions.getStartPosition(unit, tree)),
        attempt.inPart(positions.getEndPosition(unit, tree)));
  }
}
