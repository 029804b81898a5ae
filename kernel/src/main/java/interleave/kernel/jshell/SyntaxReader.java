package interleave.kernel.jshell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import interleave.kernel.jshell.Piece.Addition;
import interleave.kernel.jshell.Piece.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Parses the parts of a cell, and nothing more: says what each is, or why it is no Java. JShell
 * itself has no way to parse without compiling, and compiling what refers to things not yet
 * declared tells nothing about syntax.
 *
 * <p>What a part is decides where it may stand, so it is parsed as a statement, and if that does
 * not fit as a member, an expression and an import; the first that fits wins.
 */
final class SyntaxReader implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of("--enable-preview", "--source", "25", "-proc:none", "-Xmaxerrs", "10000");

  /** JShell ignores these on top-level declarations, so we do too. */
  private static final Pattern IGNORED_MODIFIERS =
      Pattern.compile("\\A\\s*(?:(?:public|protected|private|static)\\s+)+");

  private static final String NOT_A_STATEMENT = "compiler.err.not.stmt";

  private final JavaFileManager files =
      new CompilerFiles(
          ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null), "");

  /** A part of a cell, as parsed. */
  sealed interface Parsed {
    /** All offsets count from the start of the part; see {@link Piece}. */
    record Fits(
        PieceKind kind, Extent inner, List<Addition> additions, boolean rearranged, Ties ties)
        implements Parsed {
      Fits(PieceKind kind, Extent inner, Ties ties) {
        this(kind, inner, List.of(), false, ties);
      }
    }

    record Wrong(List<Mistake> mistakes) implements Parsed {}
  }

  /** Offsets count from the start of the part. */
  record Mistake(String code, String message, int from, int to) {
    boolean isMissingSemicolon() {
      return code.equals("compiler.err.expected") && message.startsWith("';'");
    }
  }

  enum Form {
    STATEMENT("class $ { void $() throws Throwable { ", "\n;}}"),
    MEMBER("class $ { ", "\n}"),
    EXPRESSION("class $ { Object $ = ", "\n; }"),
    IMPORT("", "");

    final String before;
    final String after;

    Form(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  static final class Attempt extends SimpleJavaFileObject {
    final Form form;
    final int length;
    final String content;
    final List<Mistake> mistakes = new ArrayList<>();
    @Nullable CompilationUnitTree tree;

    Attempt(Form form, String part) {
      super(URI.create("string:///" + form + ".java"), JavaFileObject.Kind.SOURCE);
      this.form = form;
      this.length = part.length();
      this.content = form.before + part + form.after;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }

    int inPart(long position) {
      return Math.clamp(position - form.before.length(), 0, length);
    }

    boolean fits() {
      return mistakes.stream().allMatch(mistake -> mistake.code().equals(NOT_A_STATEMENT));
    }

    void refuseLongTexts(SourcePositions positions) {
      if (tree != null && fits()) {
        List<Mistake> tooLong = LongTexts.of(this, tree, positions);
        if (!tooLong.isEmpty()) {
          mistakes.clear();
          mistakes.addAll(tooLong);
        }
      }
    }

    boolean lacksReturnType() {
      return mistakes.getFirst().code().equals("compiler.err.invalid.meth.decl.ret.type.req");
    }

    int reached() {
      return mistakes.isEmpty() ? length : mistakes.getFirst().from();
    }
  }

  Parsed parse(String part) {
    String text = withoutModifiers(part);
    var statement = new Attempt(Form.STATEMENT, text);
    Optional<Parsed> parsed = parse(List.of(statement));
    if (parsed.isPresent()) {
      return parsed.get();
    }
    List<Attempt> others =
        List.of(
            new Attempt(Form.MEMBER, text),
            new Attempt(Form.EXPRESSION, withoutSemicolon(text)),
            new Attempt(Form.IMPORT, text));
    return parse(others)
        .orElseGet(() -> {
          var all = new ArrayList<>(List.of(statement));
          all.addAll(others);
          return new Parsed.Wrong(List.copyOf(mostTelling(all).mistakes));
        });
  }

  /** The parse that got furthest knows best what the author meant. */
  private static Attempt mostTelling(List<Attempt> attempts) {
    Attempt best = attempts.getFirst();
    for (Attempt attempt : attempts) {
      if (attempt.form == Form.MEMBER && attempt.lacksReturnType()) {
        return attempt;
      }
      if (attempt.form != Form.EXPRESSION && attempt.reached() > best.reached()) {
        best = attempt;
      }
    }
    return best;
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first that fits. */
  private Optional<Parsed> parse(List<Attempt> attempts) {
    var heard = new DiagnosticCollector<JavaFileObject>();
    return ParseTasks.with(
        files,
        heard,
        OPTIONS,
        attempts,
        task -> {
          parse(task, heard, attempts);
          SourcePositions positions = Trees.instance(task).getSourcePositions();
          attempts.forEach(attempt -> attempt.refuseLongTexts(positions));
          return attempts.stream()
              .filter(Attempt::fits)
              .flatMap(attempt -> new PartReader(attempt, positions).read().stream())
              .findFirst();
        });
  }

  private static void parse(
      JavacTask task, DiagnosticCollector<JavaFileObject> heard, List<Attempt> attempts) {
    try {
      for (CompilationUnitTree tree : task.parse()) {
        attempt(tree.getSourceFile(), attempts).tree = tree;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sources in memory cannot fail to be read", e);
    }
    for (Diagnostic<? extends JavaFileObject> next : heard.getDiagnostics()) {
      JavaFileObject source = next.getSource();
      if (next.getKind() == Diagnostic.Kind.ERROR && source != null) {
        Attempt attempt = attempt(source, attempts);
        attempt.mistakes.add(
            new Mistake(
                next.getCode(),
                next.getMessage(Locale.ENGLISH),
                attempt.inPart(start(next)),
                attempt.inPart(next.getEndPosition())));
      }
    }
  }

  // The compiler hands out its own wrappers of our sources, with the same address.
  private static Attempt attempt(JavaFileObject source, List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.toUri().equals(source.toUri()))
        .findFirst()
        .orElseThrow();
  }

  private static long start(Diagnostic<?> diagnostic) {
    return diagnostic.getCode().equals("compiler.err.expected")
        ? diagnostic.getPosition()
        : diagnostic.getStartPosition();
  }

  /** The same with blanks in place of the modifiers that JShell ignores. */
  static String withoutModifiers(String part) {
    var modifiers = IGNORED_MODIFIERS.matcher(part);
    return modifiers.find()
        ? part.substring(0, modifiers.end()).replaceAll("\\S", " ")
            + part.substring(modifiers.end())
        : part;
  }

  private static String withoutSemicolon(String part) {
    int end = part.stripTrailing().length();
    return end > 0 && part.charAt(end - 1) == ';' ? part.substring(0, end - 1) : part;
  }
}
