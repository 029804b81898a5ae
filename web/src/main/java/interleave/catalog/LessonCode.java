package interleave.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/** The Java in a solution or a wrong answer, and the words around it. */
final class LessonCode {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$\\n?");

  private LessonCode() {}

  /** The one block of Java; empty if there is none or more than one. */
  static Optional<String> java(String markdown) {
    var found = BLOCK.matcher(markdown + "\n").results().toList();
    return found.size() == 1
        ? Optional.of(found.getFirst().group(1).stripTrailing())
        : Optional.empty();
  }

  /** In which line the block's code begins, from 0. */
  static int line(String markdown) {
    var lines = markdown.lines().toList();
    return lines.indexOf("```java") + 1;
  }

  static String prose(String markdown) {
    return BLOCK.matcher(markdown + "\n").replaceAll("").strip();
  }
}
