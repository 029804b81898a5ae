package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.KernelEvent;
import interleave.kernel.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValuesTest extends KernelSpec {

  @Nested
  class TheLastExpression {
    @Test
    void isTheValueOfTheCell() {
      assertValue("1 + 1", "2");
    }

    @Test
    void isTheValueWithASemicolonToo() {
      assertValue("\"a\".repeat(3);", "aaa");
    }

    @Test
    void maySeeWhatStandsAboveIt() {
      assertValue("int x = 5;\nint twice(int n) { return 2 * n; }\ntwice(x) // ten", "10");
    }

    @Test
    void mayBeASwitch() {
      assertValue(
          "int day = 6;\nswitch (day) { case 6, 7 -> \"weekend\"; default -> \"work\"; }",
          "weekend");
      assertValue("switch (2) {\n  case 1: yield \"one\";\n  default: yield \"more\";\n}", "more");
      assertValue("switch (3) { default -> 1 + 2; }\n4", "4");
    }

    @Test
    void mayBeNull() {
      assertValue("String s = null;\ns", "null");
    }
  }

  @Nested
  class NoValue {
    @Test
    void comesFromACallWithoutResult() {
      assertThat(run("System.out.println(1);")).isEqualTo(new Outcome.Completed(null));
    }

    @Test
    void comesFromADeclarationOrALoop() {
      assertThat(run("int x = 3;")).isEqualTo(new Outcome.Completed(null));
      assertThat(run("1 + 1;\nfor (;;) break;")).isEqualTo(new Outcome.Completed(null));
    }

    @Test
    void comesFromBlankAndCommentedCells() {
      assertThat(run("")).isEqualTo(new Outcome.Completed(null));
      assertThat(run(" \r\n\t")).isEqualTo(new Outcome.Completed(null));
      assertThat(run("// nothing\n/* at all */")).isEqualTo(new Outcome.Completed(null));
    }
  }

  private MimeBundle value(String source) {
    return value(cell("cell"), source);
  }

  private MimeBundle value(String cell, String source) {
    Outcome outcome = run(cell, source);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    return Objects.requireNonNull(((Outcome.Completed) outcome).value());
  }

  @Nested
  class ABigValue {
    @Test
    void isCutWithANotice() {
      assertThat(value("\"x\".repeat(200_000)").text())
          .hasSizeLessThan(101_000)
          .endsWith("… cut here: only the first 100\u202f000 characters are shown");
    }

    @Test
    void ofAMillionElementsOrWithoutEndIsShownInPart() {
      assertThat(value("IntStream.range(0, 1_000_000).boxed().toList()").text())
          .startsWith("[0, 1, 2")
          .contains("cut here");
      assertThat(value("Stream.generate(() -> 1)").text()).contains("not read");
      assertThat(
              value("Iterable<Integer> ones = () -> Stream.generate(() -> 1).iterator();\nones")
                  .text())
          .isEqualTo("a lambda, Iterable");
      assertThat(value("var self = new ArrayList<Object>();\nself.add(self);\nself").text())
          .isEqualTo("[(itself)]");
    }

    @Test
    void whichIsAnImageIsMadeSmaller() {
      assertThat(
              value(
                      "new java.awt.image.BufferedImage(4_000, 1_000, java.awt.image.BufferedImage.TYPE_INT_RGB)")
                  .forms())
          .containsKey("image/png")
          .containsEntry(
              MimeBundle.NOTICE,
              "The image has 4\u202f000 × 1\u202f000 pixels, shown at 2\u202f000 × 500 pixels.");
    }
  }

  @Nested
  class APicture {
    @Test
    void ofAMegabyteIsShownWhole() {
      String cell = cell("noise");
      run(
          cell,
          """
          var noise = new java.awt.image.BufferedImage(700, 500, java.awt.image.BufferedImage.TYPE_INT_RGB);
          var random = new Random(7);
          for (int i = 0; i < 350_000; i++) noise.setRGB(i % 700, i / 700, random.nextInt());
          display(noise);
          """);
      assertThat(
              transcript
                  .events(KernelEvent.Displayed.class)
                  .filter(event -> event.cell().value().equals(cell)))
          .singleElement()
          .satisfies(shown ->
              assertThat(shown.bundle().forms().get("image/png")).hasSizeGreaterThan(1_000_000));
    }
  }

  @Nested
  class AValueThatFails {
    @Test
    void isToldWithItsClassAndTheLineOfTheCell() {
      String cell = cell("sulks");
      assertThat(
              value(
                      cell,
                      """
                      class Sulks {
                        public String toString() {
                          throw new IllegalStateException("not today");
                        }
                      }
                      new Sulks()
                      """)
                  .text())
          .isEqualTo(
              "Sulks: toString() threw java.lang.IllegalStateException: not today, at cell "
                  + cell
                  + ", line 3");
    }

    @Test
    void thatCallsItselfIsToldToo() {
      assertThat(
              value("class Deep { public String toString() { return \"\" + this; } }\nnew Deep()")
                  .text())
          .contains("Deep: toString() threw java.lang.StackOverflowError, it may contain itself");
    }

    @Test
    void inAnAccessorIsToldInItsPlace() {
      assertThat(
              value(
                      "record Bad(int x) { public int x() { throw new IllegalStateException(\"no x\"); } }\nList.of(new Bad(1))")
                  .forms()
                  .get(MimeBundle.TABLE))
          .contains("Bad: x() threw java.lang.IllegalStateException: no x");
    }

    @Test
    void inItsIteratorOrBundleIsToldToo() {
      assertThat(
              value(
                      "class Broken extends AbstractList<Integer> { public Integer get(int i) { throw new IllegalStateException(\"no \" + i); } public int size() { return 3; } }\nnew Broken()")
                  .text())
          .contains("no 0");
      assertThat(
              value(
                      "class Shy implements Displayable { public MimeBundle bundle() { return null; } }\nnew Shy()")
                  .text())
          .isEqualTo("Shy: bundle() returned null");
    }

    @Test
    void toEndCanBeStopped() {
      String cell = cell("endless");
      var running =
          start(
              cell,
              """
              class Endless {
                public String toString() { IO.println("turning"); while (true) { } }
              }
              new Endless()
              """);
      transcript.await("the loop", seen -> seen.text(cell).contains("turning"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue("1 + 1", "2");
    }
  }

  @Nested
  class OfAClassOfACell {
    @Test
    void theNameIsAsItWasWritten() {
      assertThat(value("class Plain {}\nnew Plain()").text()).matches("Plain@[0-9a-f]+");
      assertThat(value("Runnable r = () -> {};\nr").text()).isEqualTo("a lambda, Runnable");
    }

    @Test
    void theNameMayBeOneOfOurs() {
      assertValue("record Screen(int inches) {}\nnew Screen(13)", "Screen[inches=13]");
    }

    @Test
    void anExceptionSaysWhereItWasMade() {
      String cell = cell("made");
      assertThat(value(cell, "\nnew IllegalStateException(\"a\")").text())
          .isEqualTo("java.lang.IllegalStateException: a\n    at cell " + cell + ", line 2");
    }

    @Test
    void theFormCanBeItsOwn() {
      assertThat(
              value(
                      "record Bold(String text) implements Displayable { public MimeBundle bundle() { return html(\"<b>\" + text + \"</b>\").bundle(); } }\nnew Bold(\"a\")")
                  .forms())
          .containsEntry("text/html", "<b>a</b>");
    }

    @Test
    void theFormCanBeSaidForAType() {
      run("record Dot(int r) {}\nshowAs(Dot.class, d -> svg(\"<svg r='\" + d.r() + \"'/>\"));");
      assertThat(value("new Dot(7)").forms()).containsEntry("image/svg+xml", "<svg r='7'/>");
    }
  }
}
