package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Outcome;
import org.junit.jupiter.api.Test;

class RedefinitionTest extends KernelSpec {

  @Test
  void ofAMethodKeepsTheVariablesMadeByIt() {
    assertCompletes("int rate() { return 1; }\nint kept = rate();\nkept += 10;");
    assertCompletes("int rate() { return 2; }");
    assertValue("rate() + \" \" + kept", "2 11");
  }

  @Test
  void ofAMethodReachesItsCallers() {
    assertCompletes("int inner() { return 1; }\nint outer() { return inner() * 10; }");
    assertValue("outer()", "10");
    assertCompletes(
        "// with a comment on top\nint inner() { return List.of(1, 2).stream().mapToInt(x -> x).sum(); }");
    assertValue("outer()", "30");
  }

  @Test
  void ofAVariableGivesItItsNewValue() {
    assertCompletes("int again = 1;");
    assertCompletes("int again = 2;");
    assertValue("again", "2");
    assertCompletes("String again = \"three\";");
    assertValue("again", "three");
  }

  @Test
  void ofARecordSaysWhichVariablesAreGone() {
    String cell = cell("record");
    assertCompletes("record Point(int x) {}\nvar point = new Point(1);");
    run(cell, "record Point(int x, int y) {}");
    assertThat(transcript.text(cell)).contains("point").contains("run its cell again");
  }

  @Test
  void anImportKeepsVariables() {
    assertCompletes("var before = new ArrayList<>(List.of(1));\nbefore.add(2);");
    assertCompletes("// more\nimport java.text.*;");
    assertValue("before", "[1, 2]");
  }

  @Test
  void aMethodMayUseWhatIsDeclaredLater() {
    String cell = cell("forward");
    run(cell, "int early() { return late() + 1; }");
    assertThat(transcript.text(cell)).contains("early cannot be used yet: it needs method late()");
    assertThat(failure(cell("too-early"), "early()").message())
        .isEqualTo("early cannot be used yet: it needs method late()");
    assertCompletes("int late() { return 41; }");
    assertValue("early()", "42");
  }

  @Test
  void twoMethodsOfACellMayCallEachOther() {
    String cell = cell("mutual");
    run(
        cell,
        """
        boolean even(int n) { return n == 0 || odd(n - 1); }
        boolean odd(int n) { return n != 0 && even(n - 1); }
        IO.println(even(10));
        """);
    assertThat(transcript.text(cell)).isEqualTo("true\n");
  }

  @Test
  void namesLikePackagesAreFine() {
    assertCompletes("int io = 1;\nString java = \"j\";");
    assertValue("io + java", "1j");
    assertCompletes("int util = 2;\nvar xs = List.of(util);");
    assertValue("xs.size() + io", "2");
  }

  @Test
  void temporaryNamesDoNotPileUp() {
    assertCompletes("1 + 1");
    assertThat(run("$1")).isInstanceOf(Outcome.Rejected.class);
  }
}
