package interleave.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import interleave.catalog.Lesson.Part;
import interleave.catalog.Lesson.Role;
import interleave.notebook.Cell;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lessons as their authors write them. */
class LessonReaderTest {
  private static final String FRONT =
      """
      ---
      description: One line.
      interleave:
        minutes: 20
        needs: [01-waiting-or-doing]
      kernelspec:
        display_name: Java (Interleave)
        language: java
        name: interleave
      ---

      # Twenty slow URLs

      Prose.
      """;

  private static final String EXERCISE =
      """

      ## Your turn

      A task.

      ```{code-cell} java
      ---
      interleave:
        fails: all at once
        id: fetch-together
        role: exercise
      tags: [mine]
      ---
      // TODO
      ```

      ```{code-cell} java
      ---
      interleave:
        for: fetch-together
        role: check
      ---
      check("all at once", false, "no");
      ```

      +++ {"interleave": {"for": "fetch-together", "role": "hint"}}

      One.

      +++ {"interleave": {"for": "fetch-together", "role": "hint"}}

      Two.

      +++ {"interleave": {"for": "fetch-together", "role": "hint"}}

      Three.

      +++ {"interleave": {"for": "fetch-together", "role": "solution"}}

      ```java
      ## not a step
      +++
      ```

      +++ {"interleave": {"for": "fetch-together", "role": "right"}}

      ```java
      right();
      ```

      +++ {"interleave": {"fails": "all at once", "for": "fetch-together", "role": "wrong"}}

      Wrong.

      ```java
      wrong();
      ```

      +++ {"interleave": {"fails": "threw", "for": "fetch-together", "role": "wrong"}}

      ```java
      throws();
      ```

      +++ {"interleave": {"fails": "rejected", "for": "fetch-together", "role": "wrong"}}

      ```java
      wrong(
      ```

      +++

      ## What you take along

      The end.
      """;

  private static Lesson read(String text) {
    return LessonReader.read("02-twenty-slow-urls.md", text);
  }

  private static List<String> mistakes(String text) {
    var thrown = catchThrowableOfType(LessonException.class, () -> read(text));
    if (thrown == null) {
      return List.of();
    }
    return thrown.mistakes().stream().map(Mistake::toString).toList();
  }

  private static List<String> ids(Lesson lesson) {
    return lesson.parts().stream().map(part -> part.cell().id().value()).toList();
  }

  @Test
  void saysWhatTheListOfLessonsNeeds() {
    var lesson = read(FRONT + EXERCISE);

    assertThat(lesson.id()).isEqualTo("02-twenty-slow-urls");
    assertThat(lesson.number()).isEqualTo(2);
    assertThat(lesson.title()).isEqualTo("Twenty slow URLs");
    assertThat(lesson.description()).isEqualTo("One line.");
    assertThat(lesson.minutes()).isEqualTo(20);
    assertThat(lesson.steps()).isEqualTo(3);
  }

  @Test
  void givesEveryCellAnIdThatItKeeps() {
    assertThat(ids(read(FRONT + EXERCISE)))
        .containsExactly(
            "start-1",
            "your-turn-1",
            "fetch-together",
            "fetch-together-check",
            "fetch-together-hint-1",
            "fetch-together-hint-2",
            "fetch-together-hint-3",
            "fetch-together-solution",
            "fetch-together-right-1",
            "fetch-together-wrong-1",
            "fetch-together-wrong-2",
            "fetch-together-wrong-3",
            "what-you-take-along-1");
  }

  @Test
  void knowsWhatEachCellIsFor() {
    assertThat(read(FRONT + EXERCISE).parts())
        .extracting(Part::role)
        .containsExactly(
            Role.ORDINARY,
            Role.ORDINARY,
            Role.EXERCISE,
            Role.CHECK,
            Role.HINT,
            Role.HINT,
            Role.HINT,
            Role.SOLUTION,
            Role.RIGHT,
            Role.WRONG,
            Role.WRONG,
            Role.WRONG,
            Role.ORDINARY);
  }

  @Test
  void readsAStepsIdFromTheCellOfItsHeading() {
    var lesson =
        read(
            FRONT
                + "\n+++ {\"interleave\": {\"id\": \"row\"}}\n\n## One after another\n\nText.\n\n```{code-cell} java\nx();\n```\n");

    assertThat(ids(lesson)).containsExactly("start-1", "row", "row-2");
  }

  @Test
  void readsTheSameOnWindows() {
    assertThat(read((FRONT + EXERCISE).replace("\n", "\r\n"))).isEqualTo(read(FRONT + EXERCISE));
  }

  @Nested
  class TheLearnersCopy {
    private final List<Cell> cells = read(FRONT + EXERCISE).copy().cells();

    @Test
    void hasNoChecksHintsOrAnswers() {
      assertThat(cells)
          .extracting(cell -> cell.id().value())
          .containsExactly("start-1", "your-turn-1", "fetch-together", "what-you-take-along-1");
    }

    @Test
    void doesNotSayWhichCheckTheStarterFails() {
      assertThat(cells.get(2).foreign().text())
          .contains("\"role\":\"exercise\"", "\"tags\":[\"mine\"]")
          .doesNotContain("fails");
    }

    @Test
    void saysWhichLessonItIsACopyOf() {
      var copy = read(FRONT + EXERCISE).copy();

      assertThat(copy.name()).isEqualTo("02-twenty-slow-urls");
      assertThat(copy.origin().orElseThrow().lesson()).isEqualTo("02-twenty-slow-urls");
      assertThat(copy.origin().orElseThrow().revision()).hasSize(16);
    }
  }

  @Nested
  class AMistake {
    @Test
    void inTheFrontMatterIsFoundAtItsLine() {
      assertThat(mistakes(FRONT.replace("description: One line.", "a: b\nc: d: e")))
          .contains("02-twenty-slow-urls.md:3: front matter: mapping values are not allowed here");
    }

    @Test
    void inARoleComesWithASuggestion() {
      assertThat(mistakes(FRONT + EXERCISE.replace("role: exercise", "role: excercise")))
          .contains(
              "02-twenty-slow-urls.md:20: unknown role 'excercise' (did you mean 'exercise'?)");
    }

    @Test
    void inAnExerciseCountsItsHints() {
      assertThat(mistakes(FRONT + EXERCISE.replace("\nTwo.\n", "\n")))
          .contains("02-twenty-slow-urls.md:20: 'fetch-together' has 2 hints, needs 3");
    }

    @Test
    void inALanguageNamesWhatWasFound() {
      assertThat(mistakes(FRONT + "\n```{code-cell} python\nx\n```\n"))
          .containsExactly(
              "02-twenty-slow-urls.md:16: cells are ```{code-cell} java, found: {code-cell} python");
    }

    @Test
    void ofAStepThatWouldBeHiddenWithAnAnswer() {
      assertThat(mistakes(FRONT + EXERCISE.replace("wrong(\n```\n\n+++\n", "wrong(\n```\n")))
          .containsExactly(
              "02-twenty-slow-urls.md:85: this step begins inside a cell that has metadata: put +++ above it");
    }

    @Test
    void ofATypeThatWouldVanishFromThePage() {
      assertThat(mistakes(FRONT + "\nA List<String> of `Map<String, String>`.\n"))
          .containsExactly(
              "02-twenty-slow-urls.md:16: <String> is not shown: write it in backticks");
    }

    @Test
    void ofACellInAList() {
      assertThat(mistakes(FRONT + "\n- item\n\n  ```{code-cell} java\n  x\n  ```\n"))
          .containsExactly(
              "02-twenty-slow-urls.md:18: a cell inside a list is not run: move it to the left margin");
    }

    @Test
    void ofAnIdThatIsTaken() {
      var cell = "\n```{code-cell} java\n---\ninterleave:\n  id: x\n---\n1\n```\n";

      assertThat(mistakes(FRONT + cell + cell))
          .containsExactly("02-twenty-slow-urls.md:24: the id 'x' is taken by the cell at line 16");
    }

    @Test
    void ofMetadataThatIsNoJson() {
      assertThat(mistakes(FRONT + "\n+++ {\"interleave\": {\"role\": \"hint\"\n\nText.\n"))
          .singleElement()
          .asString()
          .startsWith("02-twenty-slow-urls.md:16: metadata: ");
    }

    @Test
    void ofAnExerciseThatIsNotComplete() {
      assertThat(mistakes(FRONT + EXERCISE.replace("role\": \"right", "role\": \"hint")))
          .contains(
              "02-twenty-slow-urls.md:20: 'fetch-together' has 4 hints, needs 3",
              "02-twenty-slow-urls.md:20: 'fetch-together' has 0 right answers besides the solution, needs 1 or more");
    }

    @Test
    void ofAnAnswerThatFailsWhatNobodyChecks() {
      assertThat(mistakes(FRONT + EXERCISE.replace("fails: all at once", "fails: all at one")))
          .containsExactly(
              "02-twenty-slow-urls.md:20: no check 'all at one' in 'fetch-together' (did you mean 'all at once'?)");
    }

    @Test
    void ofSomethingBetweenAnExerciseAndItsCheck() {
      assertThat(mistakes(FRONT + EXERCISE.replace("// TODO\n```\n", "// TODO\n```\n\nBetween.\n")))
          .singleElement()
          .asString()
          .contains("stands apart from its exercise 'fetch-together'");
    }

    @Test
    void ofAKeyThatARoleDoesNotHave() {
      assertThat(
              mistakes(
                  FRONT
                      + EXERCISE.replace(
                          "role\": \"solution\"", "role\": \"solution\", \"unit\": \"ms\"")))
          .singleElement()
          .asString()
          .contains("unknown key 'unit' under interleave of a cell with the role solution");
    }

    @Test
    void ofAPredictionThatCannotBeAnswered() {
      var cell = "\n```{code-cell} java\n---\ninterleave:\n  id: x\n---\n1\n```\n";
      var question =
          "\n+++ {\"interleave\": {\"for\": \"x\", %s\"role\": \"predict\"}}\n\nHow long?\n";

      assertThat(mistakes(FRONT + question.formatted("") + cell))
          .containsExactly(
              "02-twenty-slow-urls.md:16: a prediction has a range, choices or a ranking");
      assertThat(mistakes(FRONT + question.formatted("\"range\": [10, 0], ") + cell))
          .containsExactly(
              "02-twenty-slow-urls.md:16: range is [low, high], two numbers, found: [10, 0]");
      assertThat(
              mistakes(
                  FRONT
                      + question.formatted("\"measured\": \"wall time\", \"range\": [0, 10], ")
                      + "\nText between.\n"
                      + cell))
          .isEmpty();
      assertThat(
              mistakes(
                  FRONT
                      + cell
                      + question.formatted("\"measured\": \"wall time\", \"range\": [0, 10], ")))
          .singleElement()
          .asString()
          .contains("a prediction is for the code cell right below it");
    }

    @Test
    void doesNotHideTheOthers() {
      assertThat(
              mistakes(
                  FRONT.replace("  minutes: 20\n", "")
                      + EXERCISE.replace("for: fetch-together", "for: fetch-togeter")))
          .contains(
              "02-twenty-slow-urls.md:1: front matter: interleave.minutes is missing; a whole number")
          .anyMatch(mistake ->
              mistake.endsWith("no cell 'fetch-togeter' (did you mean 'fetch-together'?)"));
    }
  }
}
