package interleave.catalog;

import interleave.catalog.Lesson.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A lesson's file to a {@link Lesson}: MyST Markdown, one cell after the other. */
final class LessonReader {
  private static final Pattern FILE = Pattern.compile("(\\d\\d)-[a-z0-9-]+\\.md");

  private final String file;
  private final String text;
  private final List<Mistake> mistakes = new ArrayList<>();

  private LessonReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  static boolean isLesson(String fileName) {
    return FILE.matcher(fileName).matches();
  }

  /**
   * @throws LessonException with all that is wrong in the file
   */
  static Lesson read(String file, String text) {
    return new LessonReader(file, text.replace("\r\n", "\n")).read();
  }

  private Lesson read() {
    var name = FILE.matcher(file);
    if (!name.matches()) {
      throw new LessonException(
          List.of(new Mistake(file, 1, "a lesson's file is called NN-name.md, found: " + file)));
    }
    var front = FrontMatter.read(text, this::mistake);
    var blocks = new LessonBlocks(text, front.lines(), this::mistake).read();
    var parts = new LessonParts(blocks, this::mistake).read();
    var title = title(blocks);
    if (!mistakes.isEmpty()) {
      mistakes.sort((a, b) -> Integer.compare(a.line(), b.line()));
      throw new LessonException(mistakes);
    }
    return new Lesson(
        file.substring(0, file.length() - ".md".length()),
        Integer.parseInt(name.group(1)),
        title.orElse(""),
        front.description(),
        front.minutes(),
        1 + (int) blocks.stream().filter(block -> block.step().isPresent()).count(),
        ContentHash.of(text.getBytes(StandardCharsets.UTF_8)),
        parts);
  }

  private Optional<String> title(List<LessonBlocks.Block> blocks) {
    var title =
        blocks.stream()
            .findFirst()
            .filter(first -> first.source().startsWith("# "))
            .map(first -> first.source().lines().findFirst().orElse("").substring(2).strip());
    if (title.isEmpty()) {
      mistake(1, "the first line after the front matter is '# The title', found none");
    }
    return title;
  }

  private void mistake(int line, String message) {
    mistakes.add(new Mistake(file, line, message));
  }

  /** Role of a part by its name in the file, for messages in the order of the format's table. */
  static final List<String> ROLES =
      List.of("predict", "exercise", "check", "hint", "solution", "right", "wrong");

  static Role role(String name) {
    return switch (name) {
      case "predict" -> Role.PREDICT;
      case "exercise" -> Role.EXERCISE;
      case "check" -> Role.CHECK;
      case "hint" -> Role.HINT;
      case "solution" -> Role.SOLUTION;
      case "right" -> Role.RIGHT;
      case "wrong" -> Role.WRONG;
      default -> Role.ORDINARY;
    };
  }

  /** Where a mistake is reported. */
  @FunctionalInterface
  interface Complaints {
    void add(int line, String message);
  }
}
