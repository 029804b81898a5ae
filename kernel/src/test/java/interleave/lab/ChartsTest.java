package interleave.lab;

import static interleave.lab.Charts.amdahl;
import static interleave.lab.Charts.bars;
import static interleave.lab.Charts.histogram;
import static interleave.lab.Charts.lines;
import static interleave.lab.Charts.parallelShare;
import static interleave.lab.Charts.speedUps;
import static interleave.lab.Charts.table;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartsTest {

  private static Document drawn(Displayable chart) throws Exception {
    String svg = chart.bundle().forms().getOrDefault("image/svg+xml", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static int count(Document svg, String element) {
    return svg.getElementsByTagName(element).getLength();
  }

  @Nested
  class Bars {
    @Test
    void areOneForEachEntryInTheOrderOfTheMap() throws Exception {
      var chart = bars("ms", new TreeMap<>(Map.of("all at once", 205, "one by one", 4_011)));
      assertThat(chart.bundle().text()).isEqualTo("ms\nall at once: 205, one by one: 4\u202f011");
      assertThat(count(drawn(chart), "rect")).isEqualTo(3); // and the background
    }

    @Test
    void escapeWhatTheySay() throws Exception {
      var svg = drawn(bars("<&\">", Map.of("a < b & \"c\"", 1)));
      assertThat(svg.getDocumentElement().getAttribute("aria-label"))
          .contains("<&\">")
          .contains("a < b & \"c\": 1");
    }

    @Test
    void mayBeNoneOrNegative() throws Exception {
      assertThat(bars("nothing", Map.of()).bundle().text()).isEqualTo("nothing");
      assertThat(count(drawn(bars("nothing", Map.of())), "rect")).isEqualTo(1);
      assertThat(count(drawn(bars("below", Map.of("a", -3))), "rect")).isEqualTo(2);
    }

    @Test
    void areNumbers() {
      assertThatThrownBy(() -> bars("x", Map.of("a", Double.NaN)))
          .hasMessage("expected numbers that can be drawn, found NaN");
    }
  }

  @Nested
  class Lines {
    @Test
    void areSaidAndDrawnTogether() throws Exception {
      var chart =
          lines("load")
              .line("with jitter", List.of(1, 2), List.of(5, 4))
              .line("without", List.of(1, 2), List.of(9, 0))
              .axes("s", "requests");
      assertThat(chart.bundle().text())
          .isEqualTo(
              "load (across: s, up: requests)\nwith jitter: 1: 5, 2: 4\nwithout: 1: 9, 2: 0");
      assertThat(count(drawn(chart), "polyline")).isEqualTo(2);
    }

    @Test
    void haveAsManyXAsY() {
      assertThatThrownBy(() -> lines("x").line("a", List.of(1), List.of(1, 2)))
          .hasMessage("expected as many x as y, from 1 to 10000, found 1 and 2");
      assertThatThrownBy(() -> bars("x", Map.of("a", 1)).line("a", List.of(1), List.of(1)))
          .hasMessage("only a chart of lines takes another line");
    }

    @Test
    void areSaidInShortWhereTheyAreLong() {
      List<Integer> many = java.util.stream.IntStream.range(0, 1_000).boxed().toList();
      assertThat(lines("many").line("a", many, many).bundle().text())
          .hasSizeLessThan(500)
          .endsWith("(every 50th of 1000 points)");
    }
  }

  @Nested
  class Histograms {
    @Test
    void countWhatFallsIntoEachStep() {
      assertThat(histogram("ms", List.of(0, 1, 1, 2, 9)).bundle().text())
          .isEqualTo(
              "ms\n0 to 1: 1, 1 to 2: 2, 2 to 3: 1, 3 to 4: 0, 4 to 5: 0, 5 to 6: 0, 6 to 7: 0, 7 to 8: 0, 8 to 9: 0, 9 to 10: 1");
    }

    @Test
    void loseNothing() {
      var values =
          java.util.stream.IntStream.range(0, 777)
              .mapToObj(i -> 20 + (i * 37) % 101 / 7.0)
              .toList();
      var counts =
          java.util.regex.Pattern.compile(": (\\d+)")
              .matcher(histogram("ms", values).bundle().text())
              .results()
              .mapToInt(found -> Integer.parseInt(found.group(1)))
              .sum();
      assertThat(counts).isEqualTo(777);
    }

    @Test
    void mayHoldOneValueOrNone() throws Exception {
      assertThat(histogram("ms", List.of(5, 5)).bundle().text()).isEqualTo("ms\n5 to 6: 2");
      assertThat(histogram("ms", List.of()).bundle().text()).isEqualTo("ms");
      assertThat(count(drawn(histogram("ms", List.of(5))), "rect")).isEqualTo(2);
    }
  }

  @Nested
  class Amdahls {
    @ParameterizedTest
    @CsvSource({"0.9, 8, 4.706", "1, 4, 4", "0, 4, 1", "0.5, 1, 1"})
    void lawSaysHowManyTimesFaster(double share, int cores, double expected) {
      assertThat(amdahl(share, cores)).isCloseTo(expected, within(0.001));
    }

    @Test
    void shareIsFoundAgainInTimesThatFollowTheLaw() {
      var times = new TreeMap<Integer, java.time.Duration>();
      for (int n : List.of(1, 2, 4, 8)) {
        times.put(n, java.time.Duration.ofNanos(Math.round(1e9 / amdahl(0.8, n))));
      }
      assertThat(parallelShare(times)).isCloseTo(0.8, within(0.0001));
    }

    @Test
    void lineIsDrawnThroughTheMeasuredOnes() throws Exception {
      var chart = speedUps("a pool", Map.of(1, ofMillis(100), 2, ofMillis(60), 4, ofMillis(40)));
      assertThat(chart.bundle().text())
          .contains("measured: 1: 1, 2: 1.67, 4: 2.50")
          .contains("Amdahl, 80 % parallel");
      assertThat(count(drawn(chart), "polyline")).isEqualTo(3);
    }

    @Test
    void needsTheTimeOfOneThread() {
      assertThatThrownBy(() -> parallelShare(Map.of(2, ofMillis(60))))
          .hasMessage("expected the time of 1 thread too, found those of [2]");
    }
  }

  @Nested
  class Tables {
    @Test
    void haveTheColumnsThatAreNamed() {
      var bundle =
          table(List.of("way", "ms"), List.of(List.of("all", 205), List.of("one by one", 4011)))
              .bundle();
      assertThat(bundle.forms()).containsKeys(MimeBundle.TABLE, "text/html");
      assertThat(bundle.text()).isEqualTo("way         ms\nall         205\none by one  4011");
    }

    @Test
    void haveOneValueForEach() {
      assertThatThrownBy(() -> table(List.of("a"), List.of(List.of(1, 2))))
          .hasMessage("expected 1 values in each row, found [1, 2]");
    }
  }

  @Nested
  class Axes {
    @ParameterizedTest
    @CsvSource({
      "0, 10, 0, 10, 2",
      "0, 4011, 0, 5000, 1000",
      "-3, 3, -4, 4, 2",
      "0, 0.03, 0, 0.03, 0.01",
      "5, 5, 0, 5, 1"
    })
    void haveAHandfulOfRoundNumbers(
        double least, double most, double low, double high, double step) {
      var ticks = Ticks.covering(least, most);
      assertThat(ticks.low()).isCloseTo(low, within(1e-9));
      assertThat(ticks.high()).isCloseTo(high, within(1e-9));
      assertThat(ticks.step()).isCloseTo(step, within(1e-9));
    }
  }
}
