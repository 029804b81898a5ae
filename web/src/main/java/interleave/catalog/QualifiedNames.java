package interleave.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Writes out in full which of Java's types a check means: a reader may have declared a List of
 * their own, and the check must not take it for Java's.
 */
final class QualifiedNames {
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java.io",
          "java.math",
          "java.net",
          "java.net.http",
          "java.nio.charset",
          "java.nio.file",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.regex",
          "java.util.stream");

  /** Comments, texts and characters, which stay as they are; or a name, with what leads to it. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'"
              + "|(?<![\\w.$])([A-Z]\\w*)");

  private static final Map<String, Optional<String>> FOUND = new ConcurrentHashMap<>();

  private QualifiedNames() {}

  /**
   * The same text on the same lines.
   *
   * @param own names that the lesson declares itself
   */
  static String in(String source, Set<String> own) {
    return TOKEN
        .matcher(source)
        .replaceAll(token -> {
          var name = token.group(1);
          var written =
              name == null || own.contains(name)
                  ? token.group()
                  : qualified(name).orElse(token.group());
          return written.replace("\\", "\\\\").replace("$", "\\$");
        });
  }

  private static Optional<String> qualified(String name) {
    return FOUND.computeIfAbsent(
        name,
        simple ->
            PACKAGES.stream()
                .map(in -> in + "." + simple)
                .filter(QualifiedNames::exists)
                .findFirst());
  }

  private static boolean exists(String type) {
    try {
      Class.forName(type, false, ClassLoader.getPlatformClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
