package interleave.kernel.jshell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * How to start what a part declares, if it is or has a {@code main} that {@code java} would start.
 *
 * @param call the expression that does it
 * @param ofFile it stands at the top of the file, where Java looks for it first
 */
record Program(String call, boolean ofFile) {

  static Optional<Program> of(Tree member) {
    return switch (member) {
      case MethodTree method when isMain(method) ->
          Optional.of(new Program("main" + arguments(method), true));
      case ClassTree type
          when type.getKind() == Tree.Kind.CLASS || type.getKind() == Tree.Kind.RECORD ->
          type.getMembers().stream()
              .filter(inner -> inner instanceof MethodTree method && isMain(method))
              .map(MethodTree.class::cast)
              .findFirst()
              .map(main -> new Program(owner(type, main) + ".main" + arguments(main), false));
      default -> Optional.empty();
    };
  }

  private static String owner(ClassTree type, MethodTree main) {
    boolean isStatic = main.getModifiers().getFlags().contains(Modifier.STATIC);
    return isStatic ? type.getSimpleName().toString() : "new " + type.getSimpleName() + "()";
  }

  private static boolean isMain(MethodTree method) {
    return method.getName().contentEquals("main")
        && method.getReturnType() != null
        && method.getReturnType().toString().equals("void")
        && !method.getModifiers().getFlags().contains(Modifier.PRIVATE)
        && (method.getParameters().isEmpty()
            || (method.getParameters().size() == 1
                && method
                    .getParameters()
                    .getFirst()
                    .getType()
                    .toString()
                    .matches("String(\\[]|\\.\\.\\.)")));
  }

  private static String arguments(MethodTree main) {
    return main.getParameters().isEmpty() ? "()" : "(new String[0])";
  }
}
