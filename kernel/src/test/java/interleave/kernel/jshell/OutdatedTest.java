package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which cells a run makes outdated: on a kernel of its own, for it tells of all cells it knows. */
class OutdatedTest extends KernelSpec {
  private Kernel fresh;

  @BeforeEach
  void startFresh() {
    fresh = KERNELS.start(_ -> {});
  }

  @AfterEach
  void closeFresh() {
    fresh.close();
  }

  private Map<String, List<String>> after(String cell, String source) {
    Run run = fresh.run(new CellId(cell), source);
    return run.outdated().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
  }

  @Test
  void aVariableOutdatesTheCellsThatUseIt() {
    after("a", "int x = Integer.parseInt(\"1\");\nint y = 2;");
    after("b", "x + 1");
    after("c", "y + 1");
    after("d", "{ int x = 5; IO.println(x); }\nRunnable r = () -> { int x = 3; };\n\"x\".length()");

    assertThat(after("a", "int x = Integer.parseInt(\"2\");\nint y = 2;"))
        .isEqualTo(Map.of("b", List.of("x")));
    assertThat(after("b", "x + 1")).isEmpty();
    assertThat(after("elsewhere", "int x = 7;")).isEqualTo(Map.of("b", List.of("x")));
  }

  @Test
  void aMethodOutdatesWhatWasComputedByItAndNotTheMethodsThatCallIt() {
    after("inner", "int inner() { return 1; }");
    after("outer", "int outer() { return inner() * 10; }");
    after("kept", "int kept = outer();");
    after("shown", "kept + 1");
    after("apart", "\"nothing to do with it\"");

    assertThat(after("inner", "// the same\nint  inner() { return 1; }")).isEmpty();
    assertThat(after("inner", "int inner() { return 2; }"))
        .isEqualTo(Map.of("kept", List.of("inner()"), "shown", List.of("kept")));
    assertThat(after("shown", "kept + 1")).containsOnlyKeys("kept");
    assertThat(after("kept", "int kept = outer();")).isEqualTo(Map.of("shown", List.of("kept")));
    assertThat(after("shown", "kept + 1")).isEmpty();
  }

  @Test
  void aTypeOutdatesTheCellsThatMadeObjectsOfIt() {
    after("type", "record Point(int x) {}");
    after("user", "var points = Stream.of(1, 2).map(Point::new).toList();");

    assertThat(after("type", "record Point(int x, int y) { Point(int x) { this(x, 0); } }"))
        .isEqualTo(Map.of("user", List.of("Point")));
  }

  @Test
  void aCellThatDidNotCompileIsOutdatedWhenWhatItMissedIsThere() {
    assertThat(fresh.run(new CellId("user"), "rate() * 2").outcome())
        .isInstanceOf(Outcome.Rejected.class);

    assertThat(after("rate", "int rate() { return 3; }"))
        .isEqualTo(Map.of("user", List.of("rate()")));
  }

  @Test
  void constantsThatAreDeclaredAgainWithTheSameTextChangeNothing() {
    after("a", "int size = 2 * 10;\nint count = 0;");
    after("b", "count++;\nsize + 1");

    assertThat(after("a", "int size = 2 * 10;\nint count = 0;"))
        .isEqualTo(Map.of("b", List.of("count")));
    assertThat(after("a", "int size = 30;")).isEqualTo(Map.of("b", List.of("count", "size")));
  }

  @Test
  void aCellIsNotOutdatedByItself() {
    after("a", "int n = List.of(1).size();\nn + 1");

    assertThat(after("a", "int n = List.of(1).size();\nn + 1")).isEmpty();
  }

  @Test
  void aMistakeOutdatesWhatStandsAboveItAndNothingMore() {
    after("a", "int x = List.of(1).size();\nint y = List.of(1).size();");
    after("b", "x");
    after("c", "y");

    assertThat(after("a", "int x = List.of().size();\nint y = noSuch();"))
        .isEqualTo(Map.of("b", List.of("x")));
    assertThat(after("a", "int x = ;")).isEqualTo(Map.of("b", List.of("x")));
  }
}
