package interleave.kernel.jshell;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import interleave.kernel.Documentation;
import interleave.kernel.jshell.Analysis.Understood;
import interleave.kernel.jshell.Callables.Callable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Says what a name in a cell is, and what its author has to say about it. */
final class Documenting {
  private static final String NO_SOURCES =
      "No documentation: the JDK that runs this server came without its sources (lib/src.zip)."
          + " Install a JDK that has them, and start the server with it.";

  private final Sources sources;

  Documenting(Sources sources) {
    this.sources = sources;
  }

  /**
   * @param name offset in the cell of a character of the name
   */
  Optional<Documentation> at(int name, Understood understood) {
    return understood
        .pathAt(understood.sketch().toSketch(name))
        .flatMap(path -> element(path, understood))
        .map(element -> documentation(element, understood));
  }

  private static Optional<Element> element(TreePath path, Understood understood) {
    TreePath parent = path.getParentPath();
    boolean creates =
        parent != null
            && parent.getLeaf() instanceof NewClassTree creation
            && creation.getIdentifier() == path.getLeaf();
    Element element = understood.trees().getElement(creates ? parent : path);
    if (isKnown(element)) {
      return Optional.ofNullable(element);
    }
    return new Callables(understood)
        .at(path).stream().map(Callable::element).map(Element.class::cast).findFirst();
  }

  private static boolean isKnown(@Nullable Element element) {
    if (element == null) {
      return false;
    }
    // What javac does not know it takes for a package.
    return element instanceof PackageElement pack
        ? !pack.getEnclosedElements().isEmpty()
        : element.asType().getKind() != TypeKind.ERROR;
  }

  private Documentation documentation(Element element, Understood understood) {
    Optional<DocCommentTree> comment = comment(element, understood);
    boolean lacks = comment.isEmpty() && !sources.hasJdk() && isOfJdk(element, understood);
    return new Documentation(
        signature(element),
        from(element),
        comment.map(JavadocText::of).orElse(""),
        lacks ? NO_SOURCES : "");
  }

  private Optional<DocCommentTree> comment(Element element, Understood understood) {
    TreePath here = understood.trees().getPath(element);
    if (here != null) {
      return Optional.ofNullable(understood.trees().getDocCommentTree(here));
    }
    Optional<DocCommentTree> own = sources.documentation(element);
    return own.isPresent() || !(element instanceof ExecutableElement method)
        ? own
        : inherited(method, (TypeElement) Callables.owner(method), understood);
  }

  private Optional<DocCommentTree> inherited(
      ExecutableElement method, TypeElement type, Understood understood) {
    for (TypeMirror parent : understood.types().directSupertypes(type.asType())) {
      var above = (TypeElement) ((DeclaredType) parent).asElement();
      for (ExecutableElement other : ElementFilter.methodsIn(above.getEnclosedElements())) {
        if (understood.elements().overrides(method, other, type)) {
          Optional<DocCommentTree> found = sources.documentation(other);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      Optional<DocCommentTree> further = inherited(method, above, understood);
      if (further.isPresent()) {
        return further;
      }
    }
    return Optional.empty();
  }

  private static boolean isOfJdk(Element element, Understood understood) {
    var module = understood.elements().getModuleOf(element);
    return module != null && !module.isUnnamed();
  }

  private String signature(Element element) {
    return switch (element) {
      case PackageElement pack -> "package " + pack.getQualifiedName();
      case TypeElement type -> kind(type) + " " + TypeText.of(type.asType()) + components(type);
      case ExecutableElement method -> method(method);
      case VariableElement variable -> {
        Object constant = variable.getConstantValue();
        yield TypeText.of(variable.asType())
            + " "
            + variable.getSimpleName()
            + (constant == null ? "" : " = " + constant);
      }
      default -> element.toString();
    };
  }

  private static String kind(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE -> "interface";
      case RECORD -> "record";
      case ENUM -> "enum";
      case ANNOTATION_TYPE -> "@interface";
      default -> "class";
    };
  }

  private static String components(TypeElement type) {
    return type.getKind() != ElementKind.RECORD
        ? ""
        : type.getRecordComponents().stream()
            .map(one -> TypeText.of(one.asType()) + " " + one.getSimpleName())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private String method(ExecutableElement method) {
    List<String> parameters =
        TypeText.parameters(
            method, (ExecutableType) method.asType(), sources.parameterNames(method));
    String typeParameters =
        method.getTypeParameters().isEmpty()
            ? ""
            : method.getTypeParameters().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "<", "> "));
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC) && !isOfCell(method);
    String thrown =
        method.getThrownTypes().stream().map(TypeText::of).collect(Collectors.joining(", "));
    String name =
        method.getKind() == ElementKind.CONSTRUCTOR
            ? "new " + Callables.owner(method).getSimpleName()
            : (isStatic ? "static " : "")
                + typeParameters
                + TypeText.of(method.getReturnType())
                + " "
                + method.getSimpleName();
    return name
        + "("
        + String.join(", ", parameters)
        + ")"
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  /** Directly of a cell, where JShell and we make everything static. */
  private static boolean isOfCell(Element element) {
    return Callables.owner(element).getSimpleName().toString().startsWith(Sketch.NAME);
  }

  private static String from(Element element) {
    boolean isMember = element.getEnclosingElement() instanceof TypeElement;
    if (element instanceof PackageElement || (!isMember && !(element instanceof TypeElement))) {
      return "";
    }
    String owner = Callables.owner(element).toString();
    return owner.startsWith("REPL") || owner.startsWith(Sketch.NAME) ? "" : owner;
  }
}
