package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnusedImportsTest {
  private static final String SNIPPET =
      """
      package REPL;
      import java.util.*;
      import java.util.concurrent.Callable;
      import java.util.concurrent.*;
      import java.util.stream.*;
      import java.nothing.*;
      import javax.xml.*;
      import static java.util.Map.*;
      import module java.base;
      import static REPL.$JShell$1.used;
      import static REPL.$JShell$2.unused;
      import static REPL.$JShell$3.called;
      import static REPL.$JShell$4.called;
      import REPL.$JShell$5.Point;
      import REPL.$JShell$6.Line;
      class $JShell$7 {
        public static Object do_it$() throws Throwable {
          CompletableFuture<Point> later = new CompletableFuture<>();
          return used.unused() + called(new Point(1, 2) instanceof Point(var x, int y) ? x : y);
        }
      }
      """;

  private static List<String> imports() {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var source =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SNIPPET;
          }
        };
    try (var standard = compiler.getStandardFileManager(null, null, null);
        var files = new CompilerFiles(standard, "")) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of(UnusedImports.PLUGIN, UnusedImports.ACCESS),
                  null,
                  List.of(source));
      CompilationUnitTree unit = task.parse().iterator().next();
      return unit.getImports().stream()
          .map(line -> line.getQualifiedIdentifier().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nested
  class OfASnippetThatIsEvaluated {
    private final List<String> left = UnusedImports.leftOut(UnusedImportsTest::imports);

    @Test
    void goWhenNothingHasTheirName() {
      assertThat(left).doesNotContain("REPL.$JShell$2.unused", "REPL.$JShell$6.Line");
    }

    @Test
    void stayWhenSomethingHas() {
      assertThat(left)
          .contains(
              "REPL.$JShell$1.used",
              "REPL.$JShell$3.called",
              "REPL.$JShell$4.called",
              "REPL.$JShell$5.Point");
    }

    @Test
    void goWhenNothingIsInTheirPackage() {
      assertThat(left).doesNotContain("java.util.*", "java.util.stream.*");
    }

    @Test
    void stayWhenSomethingIsInTheirPackage() {
      assertThat(left).contains("java.util.concurrent.*");
    }

    @Test
    void stayWhenTheyMayBeAMistakeOfTheReader() {
      assertThat(left)
          .contains(
              "java.util.concurrent.Callable",
              "java.nothing.*",
              "javax.xml.*",
              "java.util.Map.*",
              "java.base");
    }
  }

  @Test
  void ofWhatIsCompletedStay() {
    assertThat(imports()).hasSize(14);
  }
}
