package interleave.kernel.jshell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A type and what it extends, as far as the other types of its cell have to know.
 *
 * @param permits where in the part its subtypes are to be named, if it is sealed and does not name
 *     them itself: in a file the compiler looks for them, but JShell makes a file of each type
 * @param nested types declared inside it
 */
record TypeHeader(
    String name, List<String> supertypes, OptionalInt permits, List<TypeHeader> nested) {

  static TypeHeader of(ClassTree type, OptionalInt permits) {
    return new TypeHeader(
        type.getSimpleName().toString(),
        Stream.concat(
                Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
            .map(TypeHeader::withoutArguments)
            .toList(),
        permits,
        type.getMembers().stream()
            .filter(ClassTree.class::isInstance)
            .map(member -> of((ClassTree) member, OptionalInt.empty()))
            .toList());
  }

  static boolean needsPermits(ClassTree type) {
    return type.getModifiers().getFlags().contains(Modifier.SEALED)
        && type.getPermitsClause().isEmpty();
  }

  /** What may stand behind {@code permits}: the direct subtypes among these types. */
  List<String> subtypesIn(List<TypeHeader> types) {
    return types.stream().flatMap(type -> type.subtypesOf(name, "")).toList();
  }

  private Stream<String> subtypesOf(String supertype, String outer) {
    String path = outer + name;
    Stream<String> itself = supertypes.contains(supertype) ? Stream.of(path) : Stream.empty();
    return Stream.concat(
        itself, nested.stream().flatMap(inner -> inner.subtypesOf(supertype, path + ".")));
  }

  private static String withoutArguments(Tree type) {
    return Objects.toString(
        type instanceof ParameterizedTypeTree generic ? generic.getType() : type);
  }
}
