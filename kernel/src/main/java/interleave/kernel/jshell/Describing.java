package interleave.kernel.jshell;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import interleave.kernel.Completions.Item;
import interleave.kernel.Completions.Kind;
import interleave.kernel.jshell.Analysis.Understood;
import interleave.kernel.jshell.Callables.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Says of what could be typed next what each is: JShell gives names alone. */
final class Describing {
  /** Stands in a sketch where the word would be that is being completed. */
  static final String PLACEHOLDER = "$$";

  private final Understood understood;
  private final Callables callables;
  private final Map<String, List<Member>> members = new LinkedHashMap<>();
  private final @Nullable String packageName;

  private Describing(Understood understood) {
    this.understood = understood;
    this.callables = new Callables(understood);
    TreePath place = understood.pathAt(understood.sketch().end()).orElse(null);
    boolean behindDot = place != null && place.getLeaf() instanceof MemberSelectTree;
    Element owner = null;
    List<Member> found = List.of();
    if (place != null && place.getLeaf() instanceof MemberSelectTree select) {
      var receiver = new TreePath(place, select.getExpression());
      owner = understood.trees().getElement(receiver);
      found = callables.members(receiver);
    } else if (place != null) {
      found = callables.visible(place, _ -> true);
    }
    for (Member member : found) {
      members
          .computeIfAbsent(member.element().getSimpleName().toString(), _ -> new ArrayList<>())
          .add(member);
    }
    packageName =
        behindDot && owner instanceof PackageElement ? owner.toString() : behindDot ? "" : null;
  }

  static List<Item> described(List<Item> items, Understood understood) {
    var describing = new Describing(understood);
    return items.stream().map(describing::described).toList();
  }

  private Item described(Item item) {
    String text = item.text();
    if (text.endsWith(".")) {
      return with(item, Kind.PACKAGE, "", "");
    }
    int open = text.indexOf('(');
    String name = open < 0 ? text : text.substring(0, open);
    if (SourceVersion.isKeyword(name)) {
      return with(item, Kind.KEYWORD, "", "");
    }
    List<Member> named =
        members.getOrDefault(name, List.of()).stream()
            .filter(member -> isMethod(member) == (open >= 0))
            .toList();
    if (!named.isEmpty() && !(named.getFirst().element() instanceof TypeElement)) {
      return described(item, named);
    }
    TypeElement type = named.isEmpty() ? type(name) : (TypeElement) named.getFirst().element();
    if (type == null && open >= 0) {
      type =
          members.getOrDefault(name, List.of()).stream()
              .map(Member::element)
              .filter(TypeElement.class::isInstance)
              .map(TypeElement.class::cast)
              .findFirst()
              .orElse(null);
    }
    if (type == null) {
      return item;
    }
    return open >= 0 ? constructor(item, type) : with(item, kind(type), "", packageOf(type));
  }

  private Item described(Item item, List<Member> named) {
    Member first = named.getFirst();
    if (first.element() instanceof ExecutableElement method) {
      ExecutableType seen = callables.seen(first);
      String takes = named.size() > 1 ? "(…)" : takes(method, seen);
      return with(item, Kind.METHOD, takes, TypeText.of(seen.getReturnType()));
    }
    boolean ofCell =
        Callables.owner(first.element()).getSimpleName().toString().startsWith(Sketch.NAME);
    Kind kind = first.element().getKind().isField() && !ofCell ? Kind.FIELD : Kind.VARIABLE;
    return with(item, kind, "", TypeText.of(callables.typeOf(first)));
  }

  private Item constructor(Item item, TypeElement type) {
    var constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
    String takes =
        constructors.size() == 1
            ? takes(constructors.getFirst(), (ExecutableType) constructors.getFirst().asType())
            : "(…)";
    return with(item, Kind.CONSTRUCTOR, takes, packageOf(type));
  }

  private static String takes(ExecutableElement method, ExecutableType seen) {
    List<String> names =
        method.getParameters().stream().map(one -> one.getSimpleName().toString()).toList();
    boolean known = !names.isEmpty() && !names.getFirst().equals("arg0");
    return "("
        + String.join(", ", TypeText.parameters(method, seen, known ? names : List.of()))
        + ")";
  }

  private static boolean isMethod(Member member) {
    return member.element().getKind() == ElementKind.METHOD;
  }

  private @Nullable TypeElement type(String name) {
    if (packageName != null) {
      return packageName.isEmpty()
          ? null
          : understood.elements().getTypeElement(packageName + "." + name);
    }
    for (ImportTree line : understood.unit().getImports()) {
      if (line.getQualifiedIdentifier() instanceof MemberSelectTree select
          && (select.getIdentifier().contentEquals("*")
              || select.getIdentifier().contentEquals(name))) {
        TypeElement found =
            understood.elements().getTypeElement(select.getExpression() + "." + name);
        if (found != null) {
          return found;
        }
      }
    }
    return understood.elements().getTypeElement("java.lang." + name);
  }

  private String packageOf(TypeElement type) {
    String name = understood.elements().getPackageOf(type).getQualifiedName().toString();
    return name.equals("REPL") ? "" : name;
  }

  private static Kind kind(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE, ANNOTATION_TYPE -> Kind.INTERFACE;
      case RECORD -> Kind.RECORD;
      case ENUM -> Kind.ENUM;
      default -> Kind.CLASS;
    };
  }

  private static Item with(Item item, Kind kind, String takes, String type) {
    return new Item(item.text(), item.fits(), kind, takes, type);
  }
}
