package interleave.export;

import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Asks the compiler about a source file, without writing a class. */
public final class Compiling {
  private static final int MOST = 8;
  private static final Pattern MISSING =
      Pattern.compile("(?s)symbol:\\s+(?:method|class|variable) (\\w+).*");

  private Compiling() {}

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///Main.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** What keeps it from running, in sentences; names that are nowhere declared in one of them. */
  public static List<String> problems(String text) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var heard = new DiagnosticCollector<JavaFileObject>();
    var task =
        compiler.getTask(
            new StringWriter(),
            null,
            heard,
            List.of(
                "--enable-preview",
                "--release",
                "25",
                "-proc:none",
                "-implicit:none",
                "-Xlint:none"),
            null,
            List.of(new Text(text)));
    if (!(task instanceof com.sun.source.util.JavacTask checking)) {
      return List.of();
    }
    try {
      checking.analyze();
    } catch (java.io.IOException | RuntimeException e) {
      return List.of("the compiler could not read it: " + e.getMessage());
    }
    var missing = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (var one : heard.getDiagnostics()) {
      if (one.getKind() != Diagnostic.Kind.ERROR) {
        continue;
      }
      var message = String.valueOf(one.getMessage(Locale.ROOT));
      var name = MISSING.matcher(message.substring(message.indexOf('\n') + 1).strip());
      if (message.startsWith("cannot find symbol") && name.matches()) {
        if (!missing.contains(name.group(1))) {
          missing.add(name.group(1));
        }
      } else if (others.size() < MOST) {
        others.add(message.lines().findFirst().orElse("") + ": " + line(text, one.getLineNumber()));
      }
    }
    if (!missing.isEmpty()) {
      others.addFirst(
          "it uses what only a notebook of Interleave has: " + String.join(", ", missing));
    }
    return others;
  }

  private static String line(String text, long number) {
    return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("").strip();
  }
}
