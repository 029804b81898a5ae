package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Completeness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether Enter runs a source or goes on to its next line. */
class CompletenessTest extends KernelSpec {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 + 1",
        "int x = 1;",
        "IO.println(1)",
        "int f() {\n  return 1;\n}",
        "1 + 1\n2 + 2",
        "// a comment",
        "for (;;) {}",
        "nobodyKnows(this)"
      })
  void isCompleteWhenItCouldBeRun(String source) {
    assertThat(kernel().completeness(source)).isEqualTo(new Completeness.Complete());
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "int f() {,4",
        "int x =,4",
        "IO.println(,4",
        "class A {\\n    void f() {,8",
        "class A {\\n    void f() {\\n    },4",
        "if (true) {\\n    IO.println(\"{\");,4",
        "List.of(1)\\n    .stream().,8"
      })
  void isIncompleteWhileSomethingIsOpenAndSaysHowFarTheNextLineIsIndented(
      String source, int blanks) {
    assertThat(kernel().completeness(source.replace("\\n", "\n")))
        .isEqualTo(new Completeness.Incomplete(" ".repeat(blanks)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"int int = 1;", "}", "int x = );", "\"open"})
  void isInvalidWhenNoEndWouldHelp(String source) {
    assertThat(kernel().completeness(source)).isEqualTo(new Completeness.Invalid());
  }

  @Test
  void isUnknownWhenTheKernelIsClosed() {
    var closed = KERNELS.start(_ -> {});
    closed.close();
    assertThat(closed.completeness("1")).isEqualTo(new Completeness.Unknown());
  }
}
