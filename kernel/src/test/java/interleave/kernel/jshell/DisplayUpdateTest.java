package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent;
import interleave.kernel.KernelEvent.DisplayUpdated;
import interleave.kernel.KernelEvent.Displayed;
import interleave.kernel.KernelEvent.OutputCleared;
import interleave.kernel.KernelEvent.Printed;
import interleave.kernel.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Values that are replaced where they stand, and output that is taken away. */
class DisplayUpdateTest extends KernelSpec {

  /** What stands under a cell after everything that has come so far. */
  private List<String> shown(String cell) {
    var shown = new LinkedHashMap<Object, String>();
    for (KernelEvent event : transcript.events()) {
      switch (event) {
        case Printed p when p.cell().value().equals(cell) -> shown.put(new Object(), p.text());
        case Displayed d when d.cell().value().equals(cell) ->
            shown.put(d.display(), d.bundle().text());
        case DisplayUpdated u when u.cell().value().equals(cell) ->
            shown.replace(u.display(), u.bundle().text());
        case OutputCleared c when c.cell().value().equals(cell) -> shown.clear();
        default -> {}
      }
    }
    return List.copyOf(shown.values());
  }

  private void awaitShown(String cell, String... expected) {
    transcript.await(
        "under " + cell + ": " + List.of(expected), _ -> shown(cell).equals(List.of(expected)));
  }

  @Nested
  class AnUpdate {
    @Test
    void landsWhereTheValueStood() {
      String cell = cell("update");
      run(cell, "var d = display(1);\nIO.println(\"below\");\nd.update(2);");
      assertThat(shown(cell)).containsExactly("2", "below\n");
    }

    @Test
    void ofABackgroundThreadLandsInTheOldPlaceAfterItsCellEndedAndWhileAnotherRuns() {
      String first = cell("first");
      String second = cell("second");
      run(
          first,
          """
          var go = new CountDownLatch(1);
          var done = new CountDownLatch(1);
          var place = display("waiting");
          IO.println("below");
          Thread.startVirtualThread(() -> {
            try { go.await(); } catch (InterruptedException e) { return; }
            place.update("finished");
            done.countDown();
          });
          """);
      assertThat(shown(first)).containsExactly("waiting", "below\n");
      run(second, "IO.println(\"second\");\ngo.countDown();\ndone.await();\n");
      awaitShown(first, "finished", "below\n");
      assertThat(shown(second)).containsExactly("second\n");
    }

    @Test
    void byALaterCellLandsUnderTheFirst() {
      String first = cell("first");
      run(first, "var kept = display(List.of(1));");
      assertThat(run("kept.update(List.of(1, 2));")).isEqualTo(new Outcome.Completed(null));
      awaitShown(first, "[1, 2]");
    }

    @Test
    void outOfAMillionThatMattersIsTheLast() {
      String cell = cell("many");
      run(cell, "var fast = display(-1);\nfor (int i = 0; i <= 1_000_000; i++) fast.update(i);");
      assertThat(shown(cell)).containsExactly("1000000");
      assertThat(
              transcript
                  .events(DisplayUpdated.class)
                  .filter(event -> event.cell().value().equals(cell)))
          .hasSizeLessThan(1_000);
    }

    @Test
    void whoseValueFailsSaysSo() {
      String cell = cell("fails");
      run(
          cell,
          """
          class Sulks { public String toString() { throw new IllegalStateException("no"); } }
          display(1).update(new Sulks());
          """);
      assertThat(shown(cell).getFirst()).contains("toString() threw").contains("no");
    }

    @Test
    void ofAPlaceThatWasClearedDoesNothing() {
      String cell = cell("cleared");
      run(
          cell,
          """
          var gone = display(1);
          IO.println(gone.isShown());
          clearOutput();
          gone.update(2);
          IO.println(gone.isShown());
          """);
      assertThat(shown(cell)).containsExactly("false\n");
    }

    @Test
    void ofAPlaceWhoseCellWasRunAgainDoesNothing() {
      String cell = cell("again");
      run(cell, "var before = display(\"first run\");");
      run(cell, "display(\"second run\");");
      String asking = cell("asking");
      run(asking, "before.update(\"from the first run\");\nIO.println(before.isShown());");
      assertThat(shown(asking)).containsExactly("false\n");
      assertThat(shown(cell)).doesNotContain("from the first run");
    }
  }

  @Nested
  class TheHandle {
    @Test
    void isNotTheValueOfItsCell() {
      assertThat(run("display(1)")).isEqualTo(new Outcome.Completed(null));
    }

    @Test
    void sOfOtherCellsSayWhereTheyAre() {
      String cell = cell("where");
      run(cell, "var far = display(1);");
      assertValue("far", "a display under cell " + cell);
    }
  }

  @Nested
  class ClearOutput {
    @Test
    void takesAwayWhatWasPrintedAndShown() {
      String cell = cell("clear");
      run(cell, "IO.println(1);\ndisplay(2);\nclearOutput();\nIO.println(3);");
      assertThat(shown(cell)).containsExactly("3\n");
    }

    @Test
    void canWaitForWhatComesInstead() {
      String cell = cell("wait");
      run(cell, "IO.println(1);\nclearOutput(true);");
      assertThat(shown(cell)).containsExactly("1\n");
      String replaced = cell("replaced");
      run(replaced, "IO.println(1);\nclearOutput(true);\nIO.println(2);");
      assertThat(shown(replaced)).containsExactly("2\n");
    }

    @Test
    void givesWayToTheValueOfTheCell() {
      String cell = cell("value");
      run(cell, "IO.println(1);\nclearOutput(true);\n6 * 7");
      assertThat(shown(cell)).isEmpty();
    }

    @Test
    void fromALateThreadIsOfItsOwnCell() {
      String first = cell("first");
      run(
          first,
          """
          IO.println("before");
          var clearNow = new CountDownLatch(1);
          new Thread(() -> {
            try { clearNow.await(); } catch (InterruptedException e) { return; }
            clearOutput();
            IO.println("after");
          }).start();
          """);
      String second = cell("second");
      run(second, "IO.println(\"mine\");\nclearNow.countDown();");
      awaitShown(first, "after\n");
      assertThat(shown(second)).containsExactly("mine\n");
    }

    @Test
    void inALoopKeepsOnlyTheLast() {
      String cell = cell("loop");
      run(cell, "for (int i = 0; i <= 300_000; i++) { clearOutput(true); IO.println(i); }");
      assertThat(shown(cell)).containsExactly("300000\n");
      assertThat(transcript.printed(cell)).hasSizeLessThan(3_000);
    }
  }
}
