package interleave.timeline;

import static interleave.timeline.State.DOING;
import static interleave.timeline.State.READY;
import static interleave.timeline.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.timeline.ThreadLife.Belonging;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A timeline as a drawing that needs no page. */
class TimelineSvgTest {
  private static final Belonging THREADS = new Belonging(1, "virtual threads", false);
  private static final Bar READ =
      new Bar(WAITING, 2_000_000, 202_000_000, "socket", new SourceLine("c-1", 8));

  private static ThreadLife life(String name, Bar... bars) {
    return new ThreadLife(
        name,
        true,
        THREADS,
        Precision.EXACT,
        bars[0].from(),
        bars[bars.length - 1].to(),
        false,
        Totals.of(List.of(bars)),
        List.of(bars));
  }

  private static Element draw(List<ThreadLife> lives, Mark... marks) throws Exception {
    var timeline = Timeline.of(lives, new Circumstances(2, 0, "", List.of(marks), 0));
    byte[] svg = TimelineSvg.of(timeline).getBytes(StandardCharsets.UTF_8);
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    return root;
  }

  private static List<Element> withAttribute(Element root, String tag, String attribute) {
    var found = new ArrayList<Element>();
    NodeList all = root.getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element next && next.hasAttribute(attribute)) {
        found.add(next);
      }
    }
    return found;
  }

  @Test
  void carriesTheFactsOfEachBar() throws Exception {
    var root = draw(List.of(life("fetch-1", new Bar(DOING, 0, 2_000_000, ""), READ)));
    assertThat(withAttribute(root, "g", "data-precision"))
        .singleElement()
        .returns("fetch-1", lane -> lane.getAttribute("data-name"))
        .returns("exact", lane -> lane.getAttribute("data-precision"));
    assertThat(withAttribute(root, "rect", "data-what"))
        .singleElement()
        .returns("waiting", bar -> bar.getAttribute("data-state"))
        .returns("2000000", bar -> bar.getAttribute("data-from"))
        .returns("202000000", bar -> bar.getAttribute("data-to"))
        .returns("socket", bar -> bar.getAttribute("data-what"))
        .returns("8", bar -> bar.getAttribute("data-line"));
  }

  @Test
  void saysTheSameInWords() throws Exception {
    var root = draw(List.of(life("fetch-1", READ)));
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
        .contains("waiting")
        .contains("virtual threads (1)");
  }

  @Test
  void takesAnyNameOfAThread() throws Exception {
    var root = draw(List.of(life("</svg><script>\"&'\u0000\ud800\uffff", READ)));
    assertThat(root.getElementsByTagName("script").getLength()).isZero();
    assertThat(withAttribute(root, "g", "data-precision").getFirst().getAttribute("data-name"))
        .startsWith("</svg><script>\"&'");
  }

  @Test
  void drawsManyThreadsAsOneBand() throws Exception {
    var lives =
        IntStream.range(0, 20_000)
            .mapToObj(i -> life("t-" + i, new Bar(READY, 0, 1_000_000, ""), READ))
            .toList();
    var root = draw(lives);
    assertThat(withAttribute(root, "g", "data-precision")).isEmpty();
    assertThat(withAttribute(root, "path", "data-state")).hasSize(6);
  }

  @Test
  void drawsTheLimitAndThePrediction() throws Exception {
    var root =
        draw(
            List.of(life("fetch-1", READ)),
            new Mark(Mark.Kind.LIMIT, 200_000_000, "limit 200 ms"),
            new Mark(Mark.Kind.PREDICTION, 400_000_000, "you said 400 ms"));
    assertThat(withAttribute(root, "g", "data-at"))
        .extracting(mark -> mark.getAttribute("data-kind"))
        .containsExactly("limit", "prediction");
    assertThat(root.getTextContent()).contains("you said 400 ms");
  }

  @Test
  void namesItsPatternsSoThatTwoOnAPageDoNotMix() {
    Timeline one = Timeline.of(List.of(life("a", READ)), 2, "");
    Timeline other =
        Timeline.of(List.of(life("a", READ, new Bar(DOING, READ.to(), READ.to() + 1, ""))), 2, "");
    var pattern = Pattern.compile("<pattern id=\"([^\"]+)\"").matcher(TimelineSvg.of(one));
    assertThat(pattern.find()).isTrue();
    String name = pattern.group(1);
    assertThat(TimelineSvg.of(one)).contains("url(#" + name + ")");
    assertThat(TimelineSvg.of(other)).doesNotContain(name);
  }
}
