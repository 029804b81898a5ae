package interleave.format;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import interleave.kernel.CellParts.Form;
import interleave.kernel.CellParts.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out the Java of a cell anew, by google-java-format with four spaces. That one knows whole
 * files only, so each run of parts of one form is put into a class, and into a method if it is made
 * of statements, and taken out again. What comes out must be the same but for white space, or it is
 * not used: a formatter that changes a program is worse than none.
 */
public final class JavaFormat {
  private static final Formatter FORMATTER =
      new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

  private JavaFormat() {}

  /**
   * The source in its new layout.
   *
   * @param parts of the source, in its order
   * @throws UnformattableException if it cannot be formatted, or not safely
   */
  public static String format(String source, List<Part> parts) throws UnformattableException {
    var out = new StringBuilder();
    int done = 0;
    for (var run : runs(source, parts)) {
      separate(out, source.substring(done, run.start()), run.text(source));
      out.append(formatted(run.form(), run.text(source).strip()));
      done = run.end();
    }
    var rest = source.substring(done).strip();
    if (!rest.isEmpty()) {
      separate(out, source.substring(done), "");
      out.append(rest);
    }
    var result = out.toString();
    if (!SameProgram.but(source, result)) {
      throw new UnformattableException("the formatter would change more than the layout", null);
    }
    return result;
  }

  /** Parts of one form that stand together. */
  private record Run(Form form, int start, int end) {
    String text(String source) {
      return source.substring(start, end);
    }
  }

  private static List<Run> runs(String source, List<Part> parts) {
    var runs = new ArrayList<Run>();
    for (var part : parts) {
      var last = runs.isEmpty() ? null : runs.getLast();
      int start = last == null ? part.start() : Math.max(last.end(), part.start());
      int end = endOfLine(source, part.end());
      if (last != null && last.form() == part.form() && part.form() != Form.EXPRESSION) {
        runs.set(runs.size() - 1, new Run(last.form(), last.start(), end));
      } else {
        runs.add(new Run(part.form(), start, end));
      }
    }
    return runs;
  }

  /** With the comment that stands behind a part on its line, which is about this part. */
  private static int endOfLine(String source, int end) {
    int at = end;
    while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
      at++;
    }
    if (!source.startsWith("//", at)) {
      return end;
    }
    int line = source.indexOf('\n', at);
    return line < 0 ? source.length() : line;
  }

  /** A blank line stays one blank line, and parts of another form begin a line. */
  private static void separate(StringBuilder out, String gap, String next) {
    if (!out.isEmpty()) {
      var blanks = gap + next.substring(0, next.length() - next.stripLeading().length());
      out.append(blanks.chars().filter(c -> c == '\n').count() > 1 ? "\n\n" : "\n");
    }
  }

  private static String formatted(Form form, String text) throws UnformattableException {
    return switch (form) {
      case IMPORT -> text.lines().map(String::strip).reduce((a, b) -> a + "\n" + b).orElse("");
      case MEMBER -> inside("class Cell {\n", text, "\n}\n", 1);
      case STATEMENT -> inside("class Cell {\nvoid cell() {\n", text, "\n}\n}\n", 2);
      case EXPRESSION -> {
        var end = text.endsWith(";") ? "" : ";";
        var made = inside("class Cell {\nvoid cell() {\nreturn ", text + end, "\n}\n}\n", 2);
        yield made.replaceFirst("^return ", "").replaceFirst(";$", "");
      }
    };
  }

  private static String inside(String before, String text, String after, int depth)
      throws UnformattableException {
    try {
      var lines = FORMATTER.formatSource(before + text + after).strip().lines().toList();
      var own = lines.subList(depth, lines.size() - depth);
      return String.join("\n", own.stream().map(line -> unindented(line, depth * 4)).toList())
          .strip();
    } catch (FormatterException e) {
      throw new UnformattableException("it is not Java that the formatter knows", e);
    }
  }

  private static String unindented(String line, int spaces) {
    int indent = 0;
    while (indent < Math.min(spaces, line.length()) && line.charAt(indent) == ' ') {
      indent++;
    }
    return line.substring(indent);
  }
}
