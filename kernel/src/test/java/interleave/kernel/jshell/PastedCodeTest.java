package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Failure.Frame;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Code that was written for a file, or for a method, and is pasted into a cell. */
class PastedCodeTest extends KernelSpec {

  @Nested
  class AWholeFile {
    private static final String HELLO =
        """
        // Hello.java
        package org.example.hello;

        import java.util.List;

        public class Hello {
          public static void main(String[] args) {
            IO.println(Greeting.to(List.of("you")) + args.length);
          }
        }

        class Greeting {
          static String to(List<String> whom) { return "hello " + whom; }
        }
        """;

    @Test
    void isStartedAsJavaStartsIt() {
      String cell = cell("file");
      assertThat(run(cell, HELLO)).isEqualTo(new Outcome.Completed(null));
      assertThat(transcript.text(cell)).isEqualTo("hello [you]0\n");
    }

    @Test
    void saysThatItsPackageIsLeftOutAndHowToStartItAgain() {
      var run = told(cell("file"), HELLO);
      assertThat(run.notes())
          .extracting(Diagnostic::code)
          .containsExactly("interleave.package", "interleave.main");
      assertThat(run.notes().getFirst().from()).isEqualTo(new Position(2, 1));
      assertThat(run.notes().getLast().message()).endsWith("Hello.main(new String[0])");
    }

    @Test
    void leavesItsClassesToOtherCells() {
      assertCompletes(HELLO);
      assertValue("Greeting.to(List.of())", "hello []");
    }

    @Test
    void failsWithTheLinesOfTheCell() {
      String cell = cell("failing");
      var failure =
          failure(
              cell,
              "package p;\n\nclass Failing {\n  static void main() {\n    throw new Error();\n  }\n}");
      assertThat(failure.frames())
          .containsExactly(
              new Frame(new CellId(cell), 5, "Failing.main"),
              new Frame(new CellId(cell), 3, "top level"));
    }

    @Test
    void mayBeACompactOne() {
      String cell = cell("compact");
      run(
          cell,
          """
          import module java.base;

          String name = "compact";

          void main() {
            IO.println(greeting());
          }

          String greeting() { return "hello " + name; }
          """);
      assertThat(transcript.text(cell)).isEqualTo("hello compact\n");
    }

    @Test
    void mayHaveAMainOfAnObject() {
      String cell = cell("instance");
      run(cell, "class Instance {\n  void main(String... args) { IO.println(\"object\"); }\n}");
      assertThat(transcript.text(cell)).isEqualTo("object\n");
    }

    @Test
    void isNotStartedWhenTheCellDoesThingsItself() {
      String cell = cell("own");
      run(cell, "void main() { IO.println(\"main\"); }\nIO.println(\"cell\");");
      assertThat(transcript.text(cell)).isEqualTo("cell\n");
    }
  }

  @Nested
  class Types {
    @Test
    void mayReferToEachOtherInAnyOrder() {
      assertValue(
          """
          class Order { Customer by; List<Line> lines = new ArrayList<>(); double sum() { return lines.stream().mapToDouble(Line::price).sum(); } }
          class Regular extends Customer implements Named { public String name() { return "regular"; } }
          class Customer { Order last; Kind kind = Kind.NEW; }
          record Line(Order of, double price) {}
          interface Named { String name(); default String hi() { return "hi " + name(); } }
          enum Kind { NEW, OLD }
          var order = new Order();
          order.lines.add(new Line(order, 2.5));
          new Regular().hi() + order.sum() + new Customer().kind
          """,
          "hi regular2.5NEW");
    }

    @Test
    void mayBeSealedWithoutSayingForWhom() {
      assertValue(
          """
          public sealed interface Shape { double TAU = 6.28; }
          record Circle(double r) implements Shape {}
          record Square(double s) implements Shape, Comparable<Square> {
            public int compareTo(Square other) { return 0; }
          }
          double area(Shape shape) {
            return switch (shape) {
              case Circle(double r) -> Shape.TAU / 2 * r * r;
              case Square(double s) -> s * s;
            };
          }
          area(new Circle(1)) + area(new Square(2))
          """,
          "7.140000000000001");
    }

    @Test
    void mayBeSealedGenericAndExtendedFromInside() {
      assertValue(
          """
          sealed abstract class Result<T extends Comparable<T>> {
            static final class Empty<T extends Comparable<T>> extends Result<T> {}
          }
          final class Full<T extends Comparable<T>> extends Result<T> { T value; }
          String name(Result<Integer> result) {
            return switch (result) { case Result.Empty<Integer> e -> "empty"; case Full<Integer> f -> "full"; };
          }
          name(new Full<>()) + name(new Result.Empty<>())
          """,
          "fullempty");
    }

    @Test
    void thatAreSealedForNobodySayWhatToDo() {
      Diagnostic mistake = onlyMistake("sealed interface Alone {}");
      assertThat(mistake.code()).isEqualTo("compiler.err.sealed.class.must.have.subclasses");
      assertThat(mistake.hint()).contains("same cell").contains("permits");
    }
  }

  @Nested
  class ASynchronizedMethod {
    @Test
    void outsideOfAClassSaysWhyItCannotBe() {
      Diagnostic mistake =
          onlyMistake("int n = 0;\n\n// counts\nstatic synchronized void add() { n++; }");
      assertThat(mistake.message()).contains("no object whose lock");
      assertThat(mistake.hint()).contains("Put the method into a class");
      assertThat(mistake.from()).isEqualTo(new Position(4, 8));
    }

    @Test
    void isNotConfusedWithAStatement() {
      assertValue("var o = new Object();\nint i = 0;\nsynchronized (o) { i++; }\ni", "1");
      assertValue("synchronized(o) { i++; }\ni", "2");
    }
  }

  @Nested
  class TheEndOfAMethod {
    @Test
    void givesTheCellItsValue() {
      assertValue("int x = 20;\nreturn x + 1;", "21");
      assertValue("IO.println();\nreturn\n  \"two \"\n  + \"lines\"; // done", "two lines");
    }

    @Test
    void isAPlaceForMistakesToo() {
      assertThat(onlyMistake("int y = 2;\n\nreturn y + nothing;").from())
          .isEqualTo(new Position(3, 12));
    }
  }

  @Nested
  class AnAssignment {
    @Test
    void isAnExpressionIfItEndsLikeOne() {
      assertCompletes("int assigned = 1;");
      assertValue("assigned = 5", "5");
      assertValue("assigned = 6 // semicolon; in a comment", "6");
      assertValue("assigned = 7\nassigned = 8\nassigned", "8");
    }

    @Test
    void isAStatementIfItEndsLikeOne() {
      assertCompletes("int plain = 1;");
      assertThat(run("plain = 5;")).isEqualTo(new Outcome.Completed(null));
      assertValue("plain", "5");
    }
  }
}
