package interleave.kernel.jshell;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import interleave.kernel.jshell.Analysis.Understood;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a name in a sketch can mean, also where javac has given up because it fits nothing.
 */
final class Callables {
  private final Understood understood;

  Callables(Understood understood) {
    this.understood = understood;
  }

  /** What an element stands in that is no package. */
  static Element owner(Element element) {
    return Objects.requireNonNull(element.getEnclosingElement());
  }

  /** A method or constructor with the types that it has at this place. */
  record Callable(ExecutableElement element, ExecutableType seen) {}

  /** Those that the name in this tree can mean. */
  List<Callable> at(TreePath name) {
    Tree tree = name.getLeaf();
    TreePath parent = name.getParentPath();
    if (parent != null
        && parent.getLeaf() instanceof NewClassTree creation
        && creation.getIdentifier() == tree) {
      return constructors(understood.trees().getTypeMirror(name));
    }
    return switch (tree) {
      case MemberSelectTree select ->
          methods(
              members(new TreePath(name, select.getExpression())),
              select.getIdentifier()::contentEquals);
      case IdentifierTree identifier ->
          methods(
              visible(name, identifier.getName()::contentEquals),
              identifier.getName()::contentEquals);
      default -> List.of();
    };
  }

  /** An element with the type through which it is seen, null if that makes no difference. */
  record Member(Element element, @Nullable DeclaredType through) {}

  /** What can stand behind a dot after this. */
  List<Member> members(TreePath receiver) {
    TypeMirror type = understood.trees().getTypeMirror(receiver);
    return type == null ? List.of() : membersOf(type, understood.trees().getScope(receiver));
  }

  private List<Member> membersOf(TypeMirror type, Scope scope) {
    TypeMirror real =
        switch (type.getKind()) {
          case TYPEVAR -> ((TypeVariable) type).getUpperBound();
          case DECLARED -> understood.types().capture(type);
          default -> type;
        };
    if (!(real instanceof DeclaredType declared) || real.getKind() == TypeKind.ERROR) {
      return List.of();
    }
    return understood.elements().getAllMembers((TypeElement) declared.asElement()).stream()
        .filter(member -> understood.trees().isAccessible(scope, member, declared))
        .map(member -> new Member(member, declared))
        .toList();
  }

  /** What can be used here without a dot, the nearest first. */
  List<Member> visible(TreePath place, Predicate<CharSequence> name) {
    var found = new LinkedHashMap<Element, Member>();
    for (Scope scope = understood.trees().getScope(place);
        scope != null;
        scope = scope.getEnclosingScope()) {
      for (Element local : scope.getLocalElements()) {
        add(found, local, name);
      }
      TypeElement type = scope.getEnclosingClass();
      if (type != null) {
        understood.elements().getAllMembers(type).forEach(member -> add(found, member, name));
      }
    }
    for (ImportTree line : understood.unit().getImports()) {
      if (line.isStatic() && line.getQualifiedIdentifier() instanceof MemberSelectTree select) {
        imported(select).forEach(member -> add(found, member, name));
      }
    }
    return List.copyOf(found.values());
  }

  private List<? extends Element> imported(MemberSelectTree line) {
    TypeElement type = understood.elements().getTypeElement(line.getExpression().toString());
    if (type == null) {
      return List.of();
    }
    List<? extends Element> all = understood.elements().getAllMembers(type);
    boolean everything = line.getIdentifier().contentEquals("*");
    return everything
        ? all
        : all.stream().filter(one -> one.getSimpleName().equals(line.getIdentifier())).toList();
  }

  private static void add(
      Map<Element, Member> found, Element element, Predicate<CharSequence> name) {
    if (name.test(element.getSimpleName())) {
      found.putIfAbsent(element, new Member(element, null));
    }
  }

  private List<Callable> methods(List<Member> members, Predicate<CharSequence> name) {
    Map<ExecutableElement, Callable> found = new LinkedHashMap<>();
    for (Member member : members) {
      if (member.element() instanceof ExecutableElement method
          && method.getKind() == ElementKind.METHOD
          && name.test(method.getSimpleName())) {
        found.put(method, new Callable(method, seen(member)));
      }
    }
    return List.copyOf(found.values());
  }

  ExecutableType seen(Member member) {
    return (ExecutableType) typeOf(member);
  }

  TypeMirror typeOf(Member member) {
    return member.through() == null
        ? member.element().asType()
        : understood.types().asMemberOf(member.through(), member.element());
  }

  private List<Callable> constructors(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)) {
      return List.of();
    }
    return ElementFilter.constructorsIn(declared.asElement().getEnclosedElements()).stream()
        .map(constructor ->
            new Callable(
                constructor, (ExecutableType) understood.types().asMemberOf(declared, constructor)))
        .toList();
  }
}
