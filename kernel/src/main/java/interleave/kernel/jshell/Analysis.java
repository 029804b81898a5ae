package interleave.kernel.jshell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * javac, asked what it makes of a cell as it stands; it generates nothing. A compiler of its own,
 * beside JShell's: who asks this waits for others who ask, never for a cell that is being compiled,
 * and no run waits for it.
 */
final class Analysis implements AutoCloseable {
  // The last one: javac is to go on with types although the syntax is wrong, as it mostly is while
  // somebody types.
  private static final List<String> OPTIONS =
      List.of(
          "--enable-preview",
          "--source",
          "25",
          "-proc:none",
          "-parameters", // read them too
          "-Xmaxerrs",
          "1000",
          "-XDshould-stop.at=FLOW");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final ClassFiles classes;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AnalysisFiles files; // guarded by lock; made when it is first needed

  Analysis(ClassFiles classes) {
    this.classes = classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + Sketch.NAME + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** What javac has understood; of use only until the question is answered. */
  record Understood(
      Sketch sketch,
      JavacTask task,
      CompilationUnitTree unit,
      List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    DocTrees trees() {
      return DocTrees.instance(task);
    }

    Types types() {
      return task.getTypes();
    }

    Elements elements() {
      return task.getElements();
    }

    /**
     * The innermost tree around a character of the sketch; the position itself counts as inside.
     */
    Optional<TreePath> pathAt(long position) {
      var finder = new PathFinder(unit, trees().getSourcePositions(), position);
      finder.scan(unit, null);
      return finder.found();
    }
  }

  /** Has javac look at the sketch, then asks it. One question at a time. */
  <T> T about(Sketch sketch, String classPath, Function<Understood, T> question) {
    lock.lock();
    try {
      var heard = new DiagnosticCollector<JavaFileObject>();
      AnalysisFiles used = files();
      used.classPath(classPath);
      var task =
          (JavacTask)
              compiler.getTask(
                  null, used, heard, OPTIONS, null, List.of(new Source(sketch.source())));
      CompilationUnitTree unit = task.parse().iterator().next();
      task.analyze();
      return question.apply(new Understood(sketch, task, unit, heard.getDiagnostics()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private AnalysisFiles files() {
    AnalysisFiles used = files;
    if (used == null) {
      used = new AnalysisFiles(compiler.getStandardFileManager(null, null, null), classes);
      files = used;
    }
    return used;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (files != null) {
        files.close();
        files = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }
}
