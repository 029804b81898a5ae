package interleave.kernel.jshell;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import interleave.kernel.Signatures;
import interleave.kernel.Signatures.Signature;
import interleave.kernel.jshell.Analysis.Understood;
import interleave.kernel.jshell.Callables.Callable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Says what a call takes while its arguments are typed. */
final class Calls {
  private final Sources sources;

  Calls(Sources sources) {
    this.sources = sources;
  }

  Signatures at(OpenCall call, Understood understood) {
    Optional<TreePath> name = understood.pathAt(understood.sketch().toSketch(call.nameEnd() - 1));
    if (name.isEmpty()) {
      return Signatures.NONE;
    }
    List<Callable> callables = new Callables(understood).at(name.get());
    List<TypeMirror> arguments = arguments(name.get(), understood);
    var overloads = new ArrayList<Signature>();
    int active = -1;
    for (Callable callable : callables) {
      if (active < 0 && takes(callable, call.argument(), arguments, understood)) {
        active = overloads.size();
      }
      overloads.add(signature(callable));
    }
    return new Signatures(overloads, Math.max(active, 0), call.argument());
  }

  private Signature signature(Callable callable) {
    var element = callable.element();
    boolean creates = element.getKind() == ElementKind.CONSTRUCTOR;
    String name =
        creates
            ? "new " + Callables.owner(element).getSimpleName()
            : element.getSimpleName().toString();
    return new Signature(
        name,
        TypeText.parameters(element, callable.seen(), sources.parameterNames(element)),
        creates ? "" : TypeText.of(callable.seen().getReturnType()));
  }

  private static List<TypeMirror> arguments(TreePath name, Understood understood) {
    TreePath call = name.getParentPath();
    List<? extends ExpressionTree> written =
        switch (call == null ? name.getLeaf() : call.getLeaf()) {
          case MethodInvocationTree method -> method.getArguments();
          case NewClassTree creation -> creation.getArguments();
          default -> List.of();
        };
    return written.stream()
        .map(argument -> understood.trees().getTypeMirror(new TreePath(call, argument)))
        .toList();
  }

  /** Whether what stands before the cursor fits, and there is room for what comes. */
  private static boolean takes(
      Callable callable, int argument, List<TypeMirror> arguments, Understood understood) {
    List<? extends TypeMirror> parameters = callable.seen().getParameterTypes();
    boolean many = callable.element().isVarArgs();
    if (!many && argument > 0 && argument >= parameters.size()) {
      return false;
    }
    int certain = Math.min(argument, arguments.size());
    for (int i = 0;
        i < certain && i < parameters.size() && !(many && i >= parameters.size() - 1);
        i++) {
      TypeMirror given = arguments.get(i);
      if (given != null
          && given.getKind() != TypeKind.ERROR
          && given.getKind() != TypeKind.OTHER
          && given.getKind() != TypeKind.NONE
          && !understood
              .types()
              .isAssignable(
                  understood.types().erasure(given),
                  understood.types().erasure(parameters.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
