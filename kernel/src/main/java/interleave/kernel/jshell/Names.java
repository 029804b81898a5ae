package interleave.kernel.jshell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which parts of a notebook depend on each other. A method's name ends with {@code
 * ()}, so that it is not taken for a variable of the same name.
 *
 * @param uses what is neither declared inside the part nor by it; also names of the JDK
 * @param assigns variables that get another value without being declared anew
 */
record Names(List<Declared> declares, Set<String> uses, Set<String> assigns) {
  static final Names NONE = new Names(List.of(), Set.of(), Set.of());

  Names {
    declares = List.copyOf(declares);
    uses = Set.copyOf(uses);
    assigns = Set.copyOf(assigns);
  }

  /**
   * @param signature tells apart methods of one name
   * @param text the declaration without comments, in the compiler's own layout
   */
  record Declared(String name, String signature, Form form, String text) {}

  enum Form {
    /** A variable whose value may be another each time. */
    VARIABLE,
    /** A variable that begins with the same value each time: literals, or nothing at all. */
    CONSTANT,
    /** A method, a type or an import: the same text is the same thing. */
    MEMBER
  }

  static Names of(List<Names> parts) {
    return new Names(
        parts.stream().flatMap(part -> part.declares().stream()).toList(),
        union(parts.stream().map(Names::uses)),
        union(parts.stream().map(Names::assigns)));
  }

  boolean declaresMembersOnly() {
    return !declares.isEmpty()
        && declares.stream().allMatch(declared -> declared.form() == Form.MEMBER);
  }

  private static Set<String> union(Stream<Set<String>> sets) {
    return sets.flatMap(Set::stream).collect(Collectors.toSet());
  }
}
