package interleave.kernel.jshell;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the author of a name may have meant that nobody has declared. */
final class MissingNames {
  private static final Pattern SYMBOL =
      Pattern.compile("symbol:\\s+(variable|method|class) (\\w+)");

  /** The type in which a member was looked for. */
  private static final Pattern OWNER =
      Pattern.compile("location:\\s+(?:class|interface) ([\\w.]+)|of type ([\\w.]+)");

  private static final Pattern PACKAGE = Pattern.compile("^package (\\w+) does not exist");

  private MissingNames() {}

  /**
   * @param names of what the notebook has declared
   */
  static @Nullable String hint(String message, Supplier<Stream<String>> names) {
    Matcher symbol = SYMBOL.matcher(message);
    if (!symbol.find()) {
      Matcher pack = PACKAGE.matcher(message);
      return pack.find() ? name("variable", pack.group(1), names) : null;
    }
    Matcher owner = OWNER.matcher(message);
    return owner.find()
        ? member(owner.group(1) == null ? owner.group(2) : owner.group(1), symbol.group(2))
        : name(symbol.group(1), symbol.group(2), names);
  }

  private static String name(String kind, String name, Supplier<Stream<String>> names) {
    List<String> known = names.get().toList();
    Optional<String> sameLetters =
        Stream.concat(known.stream(), JdkTypes.packages().keySet().stream())
            .filter(other -> other.equalsIgnoreCase(name) && !other.equals(name))
            .findFirst();
    List<String> packages = JdkTypes.packages().getOrDefault(name, List.of());
    if (!kind.equals("method") && !packages.isEmpty()) {
      return "Add \"import " + packages.getFirst() + "." + name + ";\" at the top of the cell.";
    }
    if (sameLetters.isPresent()) {
      return "Did you mean " + sameLetters.get() + "? Java tells capital letters from small ones.";
    }
    return similar(known.stream(), name, 4)
        .map(other -> "Did you mean " + other + "?")
        .orElse("If another cell declares " + name + ", run that cell first.");
  }

  private static @Nullable String member(String type, String name) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return JdkTypes.packages().getOrDefault(simple, List.of()).stream()
        .findFirst()
        .flatMap(pack -> similar(members(pack + "." + simple), name, 3))
        .map(other -> "Did you mean " + other + "?")
        .orElse(null);
  }

  private static Stream<String> members(String type) {
    try {
      return Arrays.stream(
              Class.forName(type, false, ClassLoader.getPlatformClassLoader()).getMethods())
          .map(Method::getName)
          .distinct();
    } catch (ClassNotFoundException e) {
      return Stream.of();
    }
  }

  /**
   * @param letters of which one may be wrong
   */
  private static Optional<String> similar(Stream<String> known, String name, int letters) {
    return known
        .filter(other -> distance(other, name) <= Math.max(1, name.length() / letters))
        .min(Comparator.comparingInt(other -> distance(other, name)));
  }

  /** How many letters have to be changed, added or taken away to turn one word into the other. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
