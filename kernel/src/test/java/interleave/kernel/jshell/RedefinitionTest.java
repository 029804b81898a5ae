package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Diagnostic.Severity;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RedefinitionTest extends KernelSpec {

  @Nested
  class KeepsTheVariables {
    @Test
    void madeByTheMethodThatIsRedefined() {
      assertCompletes("int rate() { return 1; }\nint kept = rate();\nkept += 10;");
      assertCompletes("int rate() { return 2; }");
      assertValue("rate() + \" \" + kept", "2 11");
    }

    @Test
    void whenAnImportIsAddedAlsoOneWithACommentOnTop() {
      assertCompletes("var before = new ArrayList<>(List.of(1));\nbefore.add(2);");
      assertCompletes("// more\nimport java.text.*;");
      assertValue("before", "[1, 2]");
    }

    @Test
    void thatHoldObjectsOfAClassWhoseMethodsChangeInside() {
      assertCompletes(
          "class Tank { int litres = 1; int doubled() { return litres; } }\n"
              + "var tank = new Tank();\ntank.litres = 7;\nTank same = tank;");
      assertThat(notes("class Tank { int litres = 1; int doubled() { return 2 * litres; } }"))
          .isEmpty();
      assertValue("tank.doubled() + \" \" + (same == tank)", "14 true");
    }

    @Test
    void whenAClassIsRedefinedFiftyTimes() {
      assertCompletes("int stays = 42;");
      for (int i = 1; i <= 50; i++) {
        // Each fifth time with a field more, which is another class to the machine.
        assertValue(
            "class Often { int field%d; int round() { return %d; } }\nnew Often().round()"
                .formatted(i / 5, i),
            String.valueOf(i));
      }
      assertValue("new Often().round() + stays", "92");
    }
  }

  @Nested
  class ReachesTheUsers {
    @Test
    void ofAMethod() {
      assertCompletes("int inner() { return 1; }\nint outer() { return inner() * 10; }");
      assertValue("outer()", "10");
      assertCompletes(
          "// with a comment on top\nint inner() { return List.of(1, 2).stream().mapToInt(x -> x).sum(); }");
      assertValue("outer()", "30");
    }

    @Test
    void ofAVariable() {
      assertCompletes("int again = 1;");
      assertCompletes("int again = 2;");
      assertValue("again", "2");
      assertCompletes("String again = \"three\";");
      assertValue("again", "three");
    }

    @Test
    void ofATypeAndSaysWhichNoLongerFit() {
      assertCompletes("class Cart { int items; }\nint count(Cart cart) { return cart.items; }");
      assertThat(notes("class Cart { int pieces; }"))
          .anyMatch(note -> note.startsWith("count cannot be used") && note.contains("items"));
      assertThat(notes("int count(Cart cart) { return cart.pieces; }")).isEmpty();
      assertValue("count(new Cart())", "0");
    }
  }

  @Nested
  class ThatJavaCannotDoWithoutALoss {
    @Test
    void saysWhichVariablesHaveLostTheirValueAndWhy() {
      assertCompletes(
          "record Point(int x) {}\nvar point = new Point(1);\nPoint other = point;\nint n = point.x();");

      var run = told(cell("shape"), "\nrecord Point(int x, int y) {}");

      assertThat(run.outcome()).isEqualTo(new Outcome.Completed(null));
      assertThat(run.notes()).hasSize(1);
      Diagnostic note = run.notes().getFirst();
      assertThat(note.severity()).isEqualTo(Severity.NOTE);
      assertThat(note.code()).isEqualTo("interleave.reset");
      assertThat(note.message())
          .isEqualTo("point, other have lost their values, because Point has changed.");
      assertThat(note.hint()).contains("Run the cells again");
      assertThat(note.from()).isEqualTo(new Position(2, 1));
      assertValue("n", "1");
    }

    @Test
    void isToldAlsoIfTheCellFailsAfterwards() {
      assertCompletes("record Pair(int x) {}\nvar pair = new Pair(1);");
      var run = told(cell("fails"), "record Pair(int x, int y) {}\nthrow new Error();");
      assertThat(run.outcome()).isInstanceOf(Outcome.Threw.class);
      assertThat(run.notes()).extracting(Diagnostic::code).containsExactly("interleave.reset");
    }

    @Test
    void saysNothingOfAVariableThatTheSameCellGivesItsValueAgain() {
      String cell = "record Spot(int %s) {}\nvar spot = new Spot(1);";
      assertCompletes(cell.formatted("x"));
      assertThat(notes(cell.formatted("y"))).isEmpty();
    }
  }

  @Nested
  class BeforeEverythingIsDeclared {
    @Test
    void aMethodMayUseWhatAnotherCellDeclaresLater() {
      assertThat(notes("int early() { return late() + 1; }"))
          .containsExactly("early cannot be used yet: it needs method late()");
      assertThat(failure(cell("too-early"), "early()").message())
          .isEqualTo("early cannot be used yet: it needs method late()");
      assertCompletes("int late() { return 41; }");
      assertValue("early()", "42");
    }

    @Test
    void twoMethodsOfACellMayCallEachOther() {
      String cell = cell("mutual");
      var run =
          told(
              cell,
              """
              boolean even(int n) { return n == 0 || odd(n - 1); }
              boolean odd(int n) { return n != 0 && even(n - 1); }
              IO.println(even(10));
              """);
      assertThat(run.notes()).isEmpty();
      assertThat(transcript.text(cell)).isEqualTo("true\n");
    }
  }

  @Nested
  class Names {
    @Test
    void likePackagesAreFine() {
      assertCompletes("int io = 1;\nString java = \"j\";");
      assertValue("io + java", "1j");
      assertCompletes("int util = 2;\nvar xs = List.of(util);");
      assertValue("xs.size() + io", "2");
    }

    @Test
    void thatAreTemporaryDoNotPileUp() {
      assertCompletes("1 + 1");
      assertThat(run("$1")).isInstanceOf(Outcome.Rejected.class);
    }
  }
}
