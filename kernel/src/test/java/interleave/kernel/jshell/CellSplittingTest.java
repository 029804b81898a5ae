package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellSplittingTest extends KernelSpec {

  @Nested
  class AMistakeInTheSyntax {
    @Test
    void keepsTheWholeCellFromRunning() {
      String cell = cell("syntax");
      assertThat(run(cell, "System.out.println(\"ran\");\nint y = ;\nSystem.out.println(2);"))
          .isInstanceOf(Outcome.Rejected.class);
      assertThat(transcript.text(cell)).isEmpty();
    }

    @Test
    void onLineNineOfACellLeavesEverythingAsItWas() {
      assertCompletes("int kept = 1;\nint f() { return 1; }");
      String cell =
          "int kept = 2;\nint f() { return 2; }\nIO.println(1);\n\n// five\n\n\n\nint = 3;\nIO.println(10);";
      assertThat(onlyMistake(cell).from().line()).isEqualTo(9);
      assertValue("kept + f()", "2");
    }

    @Test
    void isShownAtItsPlaceInTheCell() {
      Diagnostic mistake = onlyMistake("int a = 1;\n\n  int b = ;\n");
      assertThat(mistake.code()).isEqualTo("compiler.err.illegal.start.of.expr");
      assertThat(mistake.from()).isEqualTo(new Position(3, 11));
    }

    @Test
    void isShownAtItsPlaceWithWindowsLineEnds() {
      assertThat(onlyMistake("int a = 1;\r\n\r\n  int b = ;\r\n").from())
          .isEqualTo(new Position(3, 11));
    }

    @Test
    void isAnOpenBrace() {
      Diagnostic mistake = onlyMistake("void f() {\n  if (true) {\n}\n");
      assertThat(mistake.code()).isEqualTo("compiler.err.premature.eof");
      assertThat(mistake.hint()).contains("still open");
    }

    @Test
    void isAMethodThatDoesNotSayWhatItReturns() {
      Diagnostic mistake = onlyMistake("twice(int n) { return 2 * n; }");
      assertThat(mistake.hint()).contains("void");
    }

    @Test
    void isAMissingSemicolonBehindADeclaration() {
      Diagnostic mistake = onlyMistake("int a = 1\nint b = 2;");
      assertThat(mistake.message()).isEqualTo("';' expected");
      assertThat(mistake.from()).isEqualTo(new Position(1, 10));
    }

    @Test
    void isAnOpenString() {
      assertThat(onlyMistake("String s = \"open;\n").code())
          .isEqualTo("compiler.err.unclosed.str.lit");
    }
  }

  @Nested
  class AMistakeThatIsNoSyntax {
    @ParameterizedTest
    @ValueSource(strings = {"%s", "var book = %s;", "void read() { IO.println(%s); }"})
    void isATextLongerThanAClassFileHolds(String cell) {
      Diagnostic mistake = onlyMistake(cell.replace("%s", "\"" + "x".repeat(3_000_000) + "\""));
      assertThat(mistake.message()).contains("constant string too long: 3,000,000 bytes");
      assertThat(mistake.hint()).contains("Files.readString");
      assertValue("1 + 1", "2");
      assertCompletes("IO.println(\"still here\");");
    }

    @Test
    void isALongTextOfSeveralShortOnes() {
      String half = "\"" + "é".repeat(20_000) + "\"";
      assertThat(onlyMistake("IO.println(1);\nvar book = " + half + "\n + " + half + ";"))
          .satisfies(mistake -> assertThat(mistake.from().line()).isEqualTo(2))
          .satisfies(mistake -> assertThat(mistake.message()).contains("80,000 bytes"));
      assertValue("(" + half + ").length()", "20000");
    }

    @Test
    void isShownAtItsPlaceInAMergedBlock() {
      Diagnostic mistake = onlyMistake("// two calls\nIO.println(1);\nIO.println(nothing);\n");
      assertThat(mistake.message()).isEqualTo("cannot find symbol\n  symbol: variable nothing");
      assertThat(mistake.from()).isEqualTo(new Position(3, 12));
      assertThat(mistake.to()).isEqualTo(new Position(3, 19));
    }

    @Test
    void isShownAtItsPlaceInTheLastExpression() {
      Diagnostic mistake = onlyMistake("1;\n\"a\" + noSuch.length()");
      assertThat(mistake.from()).isEqualTo(new Position(2, 7));
      assertThat(mistake.message()).isEqualTo("cannot find symbol\n  symbol: variable noSuch");
    }

    @Test
    void isShownInTheCompilersWordsForAWrongArgument() {
      Diagnostic mistake = onlyMistake("Math.abs(\"x\")");
      assertThat(mistake.message()).contains("String cannot be converted to");
      assertThat(mistake.message()).doesNotContain("last(").doesNotContain("Results");
    }

    @Test
    void mayKeepNothingFromRunningThatStandsAboveInOtherSnippets() {
      assertThat(run("int above = 7;\nnoSuch();")).isInstanceOf(Outcome.Rejected.class);
      assertValue("above", "7");
    }

    @Test
    void keepsEverythingBelowItFromRunning() {
      String cell = cell("below");
      assertThat(
              run(
                  cell,
                  "int above = 1;\nint wrong = \"text\";\nIO.println(above);\nint below = 1;"))
          .isInstanceOf(Outcome.Rejected.class);
      assertThat(transcript.text(cell)).isEmpty();
      assertThat(run("below")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void comesWithAHintForASimilarName() {
      assertCompletes("int counter = 1;");
      assertThat(onlyMistake("countr + 1").hint()).isEqualTo("Did you mean counter?");
    }

    @Test
    void comesWithAHintForANameFromAnotherCell() {
      assertThat(onlyMistake("someThingElse + 1").hint()).contains("run that cell first");
    }

    @Test
    void comesWithAHintForACheckedException() {
      assertThat(onlyMistake("void nap() { Thread.sleep(1); }").hint())
          .contains("throws InterruptedException");
    }

    @Test
    void comesWithAHintForALocalVariableThatChanges() {
      Diagnostic mistake =
          onlyMistake("void f() { int n = 0; n++; Runnable r = () -> IO.println(n); }");
      assertThat(mistake.hint()).contains("lambda");
    }
  }

  @Nested
  class Leniently {
    @Test
    void linesWithoutSemicolonAreExpressionsOfTheirOwn() {
      assertValue("1 + 2\n3 + 4", "7");
    }

    @Test
    void callsWithoutSemicolonRunInOrder() {
      String cell = cell("calls");
      assertThat(run(cell, "IO.println(\"a\")\nIO.println(\"b\") // b\nIO.println(\"c\")"))
          .isEqualTo(new Outcome.Completed(null));
      assertThat(transcript.text(cell)).isEqualTo("a\nb\nc\n");
    }

    @Test
    void anEndlessLoopMayStandAboveOtherStatements() {
      String cell = cell("loop");
      run(
          cell,
          "for (int i = 0; ; i++) { IO.println(i); if (i == 1) break; }\nIO.println(\"on\");");
      assertThat(transcript.text(cell)).isEqualTo("0\n1\non\n");
    }

    @Test
    void aThrowMayStandAboveOtherStatements() {
      String cell = cell("throw");
      assertThat(run(cell, "IO.println(1);\nthrow new Error();\nIO.println(2);"))
          .isInstanceOf(Outcome.Threw.class);
      assertThat(transcript.text(cell)).isEqualTo("1\n");
    }

    @Test
    void modifiersOfTopLevelDeclarationsAreIgnored() {
      assertCompletes(
          "public static final int LIMIT = 3;\nprivate static int limit() { return LIMIT; }");
      assertValue("limit()", "3");
      assertCompletes("public class Box { int n = 4; }\nstatic var box = new Box();");
      assertValue("box.n", "4");
    }

    @Test
    void declarationsOfEveryKindMayMix() {
      assertValue(
          """
          // a record
          record Pair(int a, int b) {}
          sealed interface Shape permits Circle, Square {}
          record Circle(double r) implements Shape {}
          record Square(double s) implements Shape {}
          enum Color { RED, GREEN }
          @interface Mark {}
          <T extends Comparable<T>> T max(T a, T b) { return a.compareTo(b) > 0 ? a : b; }
          int i, j = 2, k;
          int[] ns = {1, 2, 3};
          String area(Shape shape) {
            return switch (shape) { case Circle c -> "round"; case Square(double s) -> "square " + s; };
          }
          var text = \"""
              a block
              \""";
          i = max(j, k);
          for (int n : ns) i += n;
          if (i < ns.length) i = 0;
          area(new Square(i)) + Color.RED + text.strip()
          """,
          "square 8.0REDa block");
    }

    @Test
    void aComparisonIsAnExpression() {
      assertCompletes("int a = 1, b = 2;");
      assertValue("a < b", "true");
      assertValue("a < b;", "true");
    }
  }
}
