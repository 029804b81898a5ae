package interleave.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
  private static final String RED = "\u001b[31m";
  private static final String RESET = "\u001b[0m";

  @Nested
  class Settled {
    @Test
    void isTheSameWhereNothingMoves() {
      String text = "one\n" + RED + "two" + RESET + "\n";
      assertThat(TerminalText.settled(text)).isSameAs(text);
    }

    @Test
    void leavesOutWhatWasOverwritten() {
      assertThat(TerminalText.settled("a\n10 %\r20 %\r100 %\nb")).isEqualTo("a\n100 %\nb");
      assertThat(TerminalText.settled("|\b/\b-\b\\\n")).isEqualTo("\\\n");
    }

    @Test
    void keepsTheRestOfALongerLineUnlessItIsErased() {
      assertThat(TerminalText.settled("100 %\r5\n")).isEqualTo("500 %\n");
      assertThat(TerminalText.settled("100 %\r\u001b[K5\n")).isEqualTo("5\n");
      assertThat(TerminalText.settled("100 %\u001b[2K\r5\n")).isEqualTo("5    \n");
    }

    @Test
    void takesTheLineEndsOfWindowsForLineEnds() {
      assertThat(TerminalText.settled("one\r\ntwo\r\n")).isEqualTo("one\ntwo\n");
    }

    @Test
    void remembersTheCursorForWhatComesNext() {
      assertThat(TerminalText.settled("50 %\r")).isEqualTo("50 %\r");
      assertThat(TerminalText.settled("50 %\r7")).isEqualTo("70 %\b\b\b");
    }

    @Test
    void keepsColoursWithTheirCharacters() {
      assertThat(TerminalText.settled(RED + "abc\r" + RESET + "x\n"))
          .isEqualTo("x" + RED + "bc" + RESET + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 %\r20 %\r100 %\ndone\n",
        "100 %\r5\r\u001b[K7\n",
        "ab\b\bc\rd\r\n",
        "\u001b[31mred\r\u001b[32mgr\u001b[0m\n",
        "🌱🌱\rx\by\n"
      })
  void settlesTheSameHoweverItIsCut(String text) {
    String whole = TerminalText.settled(text);
    for (int cut = 0; cut <= text.length(); cut++) {
      if (insideACharacter(text, cut) || insideASequence(text, cut)) {
        continue;
      }
      String before = TerminalText.settled(text.substring(0, cut));
      var end = TerminalText.append(before, text.substring(cut));
      assertThat(before.substring(0, end.from()) + end.text()).as("cut at " + cut).isEqualTo(whole);
      String part = TerminalText.shortened(text.substring(cut).stripTrailing());
      var shorter = TerminalText.append(before, part + "\n");
      assertThat((before.substring(0, shorter.from()) + shorter.text()).strip())
          .as("shortened behind " + cut)
          .isEqualTo(TerminalText.settled(text.stripTrailing() + "\n").strip());
    }
  }

  private static boolean insideACharacter(String text, int cut) {
    return cut < text.length() && Character.isLowSurrogate(text.charAt(cut));
  }

  private static boolean insideASequence(String text, int cut) {
    int begin = text.lastIndexOf('\u001b', cut - 1);
    return begin >= 0 && text.substring(begin, cut).chars().noneMatch(c -> c == 'm' || c == 'K');
  }

  @Test
  void aMillionStepsAreAsLongAsOne() {
    var steps = new StringBuilder("0");
    for (int i = 1; i <= 1_000_000; i++) {
      steps.append('\r').append(i);
      if (steps.length() > 10_000) {
        String shorter = TerminalText.shortened(steps.toString());
        steps.setLength(0);
        steps.append(shorter);
      }
    }
    assertThat(TerminalText.settled(steps.toString())).isEqualTo("1000000");
  }
}
