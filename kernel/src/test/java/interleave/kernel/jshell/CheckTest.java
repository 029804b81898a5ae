package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a cell before it runs. */
class CheckTest extends KernelSpec {

  private List<Diagnostic> check(String source) {
    return kernel().check(source, List.of());
  }

  @Nested
  class Finds {
    @Test
    void whatDoesNotParse() {
      assertThat(check("int x = 1;\nint y = ;"))
          .singleElement()
          .satisfies(one -> assertThat(one.from().line()).isEqualTo(2));
    }

    @Test
    void whatDoesNotFitTogetherAtItsPlace() {
      assertThat(check("var words = List.of(\"a\");\nint n = words.get(0);"))
          .singleElement()
          .satisfies(one -> {
            assertThat(one.code()).isEqualTo("compiler.err.prob.found.req");
            assertThat(one.message())
                .isEqualTo("incompatible types: String cannot be converted to int");
            assertThat(one.from()).isEqualTo(new Position(2, 9));
          });
    }

    @Test
    void everyMistakeNotTheFirstAlone() {
      assertThat(check("int a = \"one\";\nIO.println(nobody);\nvoid f() { return 1; }"))
          .extracting(one -> one.from().line())
          .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void namesThatNobodyDeclares() {
      assertThat(check("int total = 1;\nIO.println(totla);"))
          .singleElement()
          .satisfies(one -> {
            assertThat(one.message()).isEqualTo("cannot find symbol\n  symbol: variable totla");
            assertThat(one.from()).isEqualTo(new Position(2, 12));
          });
    }

    @Test
    void whatIsWrongWithWhatOtherCellsDeclared() {
      assertCompletes("record Checked(int id) {}\nvar checked = new Checked(1);");
      assertThat(check("String s = checked.id();")).hasSize(1);
      assertThat(check("int s = checked.id();")).isEmpty();
    }

    @Test
    void checkedExceptionsInMethodsAndLambdas() {
      assertThat(check("void nap() { Thread.sleep(1); }")).hasSize(1);
      assertThat(check("new Thread(() -> Thread.sleep(1)).start();")).hasSize(1);
      assertThat(check("Runnable nap = () -> Thread.sleep(1);")).hasSize(1);
    }
  }

  @Nested
  class DoesNotComplainAbout {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "// a comment\n",
          "1 + 2\n3 + 4",
          "Thread.sleep(1);",
          "var text = Files.readString(Path.of(\"x\"));\ntext.length()",
          "int f() { return g(); }\nint g() { return 1; }\nf()",
          "class A { B b; }\nclass B { A a; }\nnew A().b",
          "record P(int x) { P { if (x < 0) throw new IllegalArgumentException(); } }\nnew P(1).x()",
          "sealed interface S permits C {}\nrecord C() implements S {}\nS s = new C();\nswitch (s) { case C c -> IO.println(c); }",
          "private static final int LIMIT = 3;\nIO.println(LIMIT);",
          "final int once = 1;\nonce + 1",
          "int a = 1, b = a + 1;\nint[] xs = {1, 2};\nxs[b]",
          "int counter = 0;\nRunnable r = () -> counter++;\nr.run();",
          "Runnable again = () -> { if (Math.random() > 2) again.run(); };",
          "int unset;\nunset++;\nunset",
          "var job = new Object() { int n = 1; };\njob.n",
          "var c = \"\".getClass();\nc.getName()",
          "var x = 1;\nvar y = List.of(x, 2);\nvar z = y.get(0) + x;\nz",
          "for (int i = 0; i < 3; i++) {}\nfor (int i = 0; i < 3; i++) {}",
          "while (true) {}\nIO.println();",
          "throw new RuntimeException();",
          "<T> T same(T t) { return t; }\nString s = same(\"a\");",
          "enum Colour { RED, GREEN }\nColour.valueOf(\"RED\")",
          "interface Shape { double area(); default double twice() { return 2 * area(); } }\nShape one = () -> 1;\none.twice()",
          "import java.util.concurrent.StructuredTaskScope;\ntry (var scope = StructuredTaskScope.open()) {\n  var f = scope.fork(() -> 1);\n  scope.join();\n  f.get()\n;}",
          "var urls = slowUrls(2, ofMillis(1));\ntime(\"all\", () -> fetchAll(urls));",
          "synchronized (new Object()) { IO.println(\"in\"); }",
          "int x = 1;\nx = 2;\nint x = 3;\nx",
          "String s = \"\"\"\n  text\n  \"\"\";\ns.strip()",
          "static int twice(int n) { return 2 * n; }\npublic void shown() {}\ntwice(2)",
          "@FunctionalInterface interface F { int f(); }",
          "void main() { IO.println(\"hello\"); }",
          "return 1;"
        })
    void whatRuns(String source) {
      assertThat(check(source)).isEmpty();
    }

    @Test
    void namesThatOtherCellsWillHaveDeclared() {
      var others =
          List.of(
              "var prices = List.of(1, 2);",
              "int sumOf(List<Integer> xs) { return 0; }",
              "class Shop {}");
      assertThat(kernel().check("int sum = sumOf(prices);\nIO.println(new Shop());", others))
          .isEmpty();
      assertThat(kernel().check("time(\"x\", () -> prices.size());", others)).isEmpty();
      assertThat(
              kernel()
                  .check(
                      "prices.forEach(p -> IO.println(p + sum));",
                      List.of("var prices = 1, sum = 2;")))
          .isEmpty();
      assertThat(kernel().check("int n = \"no\";\nIO.println(prices);", others)).hasSize(1);
    }

    @Test
    void overloadsOfWhichAnotherCellHasOne() {
      assertCompletes("int both(String s) { return 1; }");
      assertThat(check("int both(int n) { return n; }\nboth(\"a\") + both(1)")).isEmpty();
    }

    @Test
    void aVariableThatGetsAnotherType() {
      assertCompletes("int changes = 1;");
      assertThat(check("String changes = \"one\";\nchanges.length()")).isEmpty();
    }
  }

  @Test
  void runsAndDeclaresNothing() {
    assertThat(check("int neverRun = 1;\nIO.println(\"side effect\");")).isEmpty();
    assertThat(check("neverRun + 1")).hasSize(1);
    assertThat(transcript.events().toString()).doesNotContain("side effect");
  }

  @Test
  void answersWhileACellRuns() {
    String cell = cell("running");
    var running = start(cell, "int fromRunning = 1;\nIO.println(\"go\");\nwhile (true) {}");
    transcript.await("go", t -> t.text(cell).contains("go"));
    assertThat(check("fromRunning + 1")).isEmpty();
    assertThat(check("int s = \"\";")).hasSize(1);
    assertThat(running).isNotDone();
    kernel().stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
  }

  @Test
  void saysNothingWhenTheKernelIsClosed() {
    var closed = KERNELS.start(_ -> {});
    closed.close();
    assertThat(closed.check("int x = ;", List.of())).isEmpty();
  }
}
