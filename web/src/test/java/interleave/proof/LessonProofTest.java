package interleave.proof;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.catalog.Lessons;
import interleave.catalog.Mistake;
import interleave.kernel.jshell.JShellKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author is told who made a mistake that only running the lesson can find. */
class LessonProofTest {
  private static final String LESSON =
      """
      ---
      description: One line.
      interleave:
        minutes: 20
      kernelspec:
        display_name: Java (Interleave)
        language: java
        name: interleave
      ---

      # Doubling

      +++ {"interleave": {"for": "four", "measured": "four", "range": [1, 10], "role": "predict"}}

      How much?

      ```{code-cell} java
      ---
      interleave:
        id: four
      ---
      measured("four", 2 + 2);
      ```

      ## Your turn

      ```{code-cell} java
      ---
      interleave:
        fails: doubled
        id: doubling
        role: exercise
      ---
      int doubled(int x) {
          return x;
      }
      ```

      ```{code-cell} java
      ---
      interleave:
        for: doubling
        role: check
      ---
      check("small", observe(() -> doubled(0)).result() == 0, "0 became %d", doubled(0));
      check("doubled", doubled(3) == 6, "3 became %d", doubled(3));
      ```

      +++ {"interleave": {"for": "doubling", "role": "hint"}}

      One.

      +++ {"interleave": {"for": "doubling", "role": "hint"}}

      Two.

      +++ {"interleave": {"for": "doubling", "role": "hint"}}

      Three.

      +++ {"interleave": {"for": "doubling", "role": "solution"}}

      ```java
      int doubled(int x) {
          return 2 * x;
      }
      ```

      +++ {"interleave": {"for": "doubling", "role": "right"}}

      ```java
      int doubled(int number) {
          return number + number;
      }
      ```

      +++ {"interleave": {"fails": "small", "for": "doubling", "role": "wrong"}}

      ```java
      int doubled(int x) {
          return x + 2;
      }
      ```

      +++ {"interleave": {"fails": "threw", "for": "doubling", "role": "wrong"}}

      ```java
      int doubled(int x) {
          return 2 / x;
      }
      ```

      +++ {"interleave": {"fails": "rejected", "for": "doubling", "role": "wrong"}}

      ```java
      int twice(int x) {
          return 2 * x;
      }
      ```

      +++

      ## The end

      ```{code-cell} java
      doubled(21)
      ```
      """;

  private static JShellKernels kernels;

  @TempDir Path folder;

  @BeforeAll
  static void startKernels() {
    kernels = new JShellKernels(128, 1);
  }

  @AfterAll
  static void closeKernels() {
    kernels.close();
  }

  private List<String> mistakes(String lesson) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("01-doubling.md"), lesson);
    var proofs = new LessonProofs(new Lessons(folder), kernels).prove("01");
    assertThat(proofs).hasSize(1);
    return proofs.getFirst().mistakes().stream().map(Mistake::toString).toList();
  }

  @Test
  void nothingOfALessonThatHolds() throws Exception {
    assertThat(mistakes(LESSON)).isEmpty();
  }

  @Test
  void ofEverythingThatIsWrongAtOnceAndWhere() throws Exception {
    var wrong =
        LESSON
            .replace("measured(\"four\", 2 + 2)", "measured(\"five\", 2 + 3)")
            .replace(
                "return 2 * x;\n}\n```\n\n+++ {\"interleave\": {\"for\": \"doubling\", \"role\": \"right",
                "return 3 * x;\n}\n```\n\n+++ {\"interleave\": {\"for\": \"doubling\", \"role\": \"right")
            .replace("\"fails\": \"small\"", "\"fails\": \"doubled\"")
            .replace("return 2 / x", "return 2 * x")
            .replace("doubled(21)", "var y = 1;\ndoubld(21)");

    assertThat(mistakes(wrong))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "01-doubling.md:13: no measurement 'four' in cell 'four' (it has: five,"),
            solution ->
                assertThat(solution)
                    .startsWith("01-doubling.md:61: the solution failed 'doubled': 3 became 9"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "01-doubling.md:77: this wrong answer was to fail 'doubled', but failed 'small': 0 became 2"),
            two ->
                assertThat(two)
                    .isEqualTo("01-doubling.md:85: this wrong answer passed every check"),
            last -> assertThat(last).startsWith("01-doubling.md:107: this does not compile: "));
  }

  @Test
  void ofALineThatToolsWouldWriteOtherwise() throws Exception {
    assertThat(
            mistakes(
                LESSON.replace(
                    "  fails: doubled\n  id: doubling\n", "  id: doubling\n  fails: doubled\n")))
        .containsExactly(
            "01-doubling.md:30: written back, this line would be: '  fails: doubled', found: '  id: doubling'");
  }
}
