package interleave.lab;

import static interleave.lab.Fetching.fetch;
import static interleave.lab.Fetching.fetchAll;
import static interleave.lab.Fetching.fetchOneByOne;
import static interleave.lab.Lab.compare;
import static interleave.lab.Lab.slowUrls;
import static interleave.lab.Lab.time;
import static interleave.lab.Showing.display;
import static interleave.lab.Showing.html;
import static interleave.lab.Showing.markdown;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.Resources.SYSTEM_PROPERTIES;

import interleave.display.Displays;
import interleave.display.MimeBundle;
import interleave.slow.SlowService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(60)
@ResourceLock(SYSTEM_PROPERTIES)
@ResourceLock("interleave.display.Displays")
@ResourceLock("interleave.lab.Recording")
class LabTest {

  private static SlowService service;

  /** What has been shown, with the object that was to be shown. */
  private record Shown(Object value, MimeBundle bundle) {}

  private final List<Shown> shown = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startService() throws IOException {
    service = SlowService.start();
  }

  @AfterAll
  static void closeService() {
    service.close();
  }

  @BeforeEach
  void install() {
    System.setProperty("interleave.slow-service", service.address());
    Displays.install(new RecordingScreen((value, bundle) -> shown.add(new Shown(value, bundle))));
  }

  @AfterEach
  void forget() {
    System.clearProperty("interleave.slow-service");
  }

  @Test
  void returnsTypesThatJShellCanSpellOut() {
    assertThat(Lab.class.getMethods())
        .extracting(method -> method.getAnnotatedReturnType().toString())
        .noneMatch(type -> type.contains("Nullable"));
  }

  @Nested
  class Fetching {
    @Test
    void bringsThePagesInTheOrderOfTheAddresses() throws Exception {
      var urls = slowUrls(5, i -> ofMillis(50 - 10 * i));
      assertThat(fetch(urls.getFirst())).isEqualTo("page 1");
      assertThat(fetchOneByOne(urls)).isEqualTo(urls.pages());
      assertThat(fetchAll(urls)).isEqualTo(urls.pages());
    }

    @Test
    void oneByOneNeverHasTwoInFlight() throws Exception {
      var urls = slowUrls(20, ofMillis(1));
      fetchOneByOne(urls);
      assertThat(urls.seen().mostInFlight()).isEqualTo(1);
    }

    @Test
    void saysWhatIsMissingWithoutAService() {
      System.clearProperty("interleave.slow-service");
      assertThatThrownBy(() -> slowUrls(1, ofMillis(1)))
          .hasMessageContaining("-Dinterleave.slow-service=127.0.0.1:port");
    }
  }

  @Nested
  class Time {
    @Test
    void showsTheTimeAsAMultipleOfTheLimitAndReturnsIt() throws Exception {
      var urls = slowUrls(2, i -> ofMillis(20 + 10 * i));
      var t = time("both", () -> fetchAll(urls));

      assertThat(t.result()).isEqualTo(urls.pages());
      assertThat(t.elapsed()).isGreaterThanOrEqualTo(ofMillis(30));
      assertThat(t.timesTheLimit()).isEqualTo(t.elapsed().toNanos() / 30e6);
      assertThat(shown).singleElement().extracting(Shown::value).isSameAs(t);
      assertThat(shown.getFirst().bundle().text())
          .contains("of the limit")
          .contains("both")
          .contains("2 requests, the slowest address waits 30.0 ms: that is the limit.")
          .endsWith("Client and service share this machine.");
    }

    @Test
    void hasNoLimitWithoutSlowAddresses() throws Exception {
      var t = time("nothing", () -> {});
      assertThat(shown.getFirst().bundle().text())
          .doesNotContain("limit")
          .doesNotContain("share this machine");
      assertThat(json(shown.getFirst()))
          .contains("\"limitMs\":null")
          .contains("\"timesTheLimit\":null");
      assertThatThrownBy(t::timesTheLimit)
          .hasMessage("'nothing' fetched no slow address, so it has no limit");
    }

    @Test
    void showsNothingWhenTheTaskFails() {
      assertThatThrownBy(() ->
              time(
                  "broken",
                  () -> {
                    throw new IOException("broken");
                  }))
          .isInstanceOf(IOException.class)
          .hasMessage("broken");
      assertThat(shown).isEmpty();
    }
  }

  @Nested
  class Compare {
    @Test
    void showsAllWaysWithTheirSpans() throws Exception {
      var urls = slowUrls(20, ofMillis(50));
      var c =
          compare(
              "one after another", () -> fetchOneByOne(urls), "all at once", () -> fetchAll(urls));

      assertThat(c.speedUp("all at once")).isGreaterThan(2);
      assertThat(shown).singleElement().extracting(Shown::value).isSameAs(c);
      assertThat(json(shown.getFirst()))
          .contains("\"limitMs\":50.0,\"requests\":20,")
          .contains("\"label\":\"one after another\"")
          .contains("\"mostInFlight\":1,\"spans\":[[")
          .contains("\"mostInFlight\":20,\"spans\":[[");
    }

    @Test
    void takesUpToSixWays() throws Exception {
      compare("a", () -> 1, "b", () -> 2, "c", () -> 3);
      compare("a", () -> 1, "b", () -> 2, "c", () -> 3, "d", () -> 4);
      compare("a", () -> 1, "b", () -> 2, "c", () -> 3, "d", () -> 4, "e", () -> 5);
      compare("a", () -> 1, "b", () -> 2, "c", () -> 3, "d", () -> 4, "e", () -> 5, "f", () -> 6);
      assertThat(shown).hasSize(4);
      assertThat(shown.getLast().bundle().text().lines())
          .filteredOn(line -> line.contains("runs"))
          .hasSize(6);
    }

    @Test
    void speaksAsTheExampleOfTheProtocol() throws Exception {
      var urls = slowUrls(2, ofMillis(1));
      compare("one after another", () -> fetchOneByOne(urls), "all at once", () -> fetchAll(urls));
      String example =
          Files.readString(Path.of("../web/protocol/server/output-added-comparison.json"));
      String comparison =
          example.substring(example.indexOf(MimeBundle.COMPARISON)).replace("\\\"", "\"");
      assertThat(keys(json(shown.getFirst()))).isSubsetOf(keys(comparison));
      assertThat(keys(comparison)).containsAll(keys(json(shown.getFirst())));
    }

    private List<String> keys(String json) {
      return Pattern.compile("\"(\\w+)\":")
          .matcher(json)
          .results()
          .map(found -> found.group(1))
          .distinct()
          .toList();
    }
  }

  @Nested
  class Display {
    @Test
    void showsAnyValueNow() {
      display(List.of(1, 2));
      display(null);
      assertThat(shown).extracting(each -> each.bundle().text()).containsExactly("[1, 2]", "null");
    }

    @Test
    void showsHtmlAndMarkdownAsSuch() {
      display(html("<b>20</b>"));
      display(markdown("**20**"));
      assertThat(shown.getFirst().bundle().forms()).containsEntry("text/html", "<b>20</b>");
      assertThat(shown.getFirst().bundle().text()).isEqualTo("20");
      assertThat(shown.getLast().bundle().forms()).containsEntry("text/markdown", "**20**");
      assertThat(shown.getLast().bundle().forms().keySet())
          .containsExactly("text/markdown", "text/plain");
    }
  }

  @Nested
  class Sources {
    @Test
    void areShort() {
      HelperSource.all()
          .forEach((name, source) ->
              assertThat(source.lines().count())
                  .as(source)
                  .isLessThanOrEqualTo(name.equals("EventLoop") ? 30 : 15));
    }

    @Test
    void areOfTheHelpersThatLessonsLookInto() {
      assertThat(HelperSource.all().keySet())
          .contains("fetchAll", "fetchOneByOne", "pause", "compute", "runBlocking", "EventLoop");
      assertThat(HelperSource.of("fetchOneByOne"))
          .startsWith("List<String> fetchOneByOne(List<URI> urls) throws IOException")
          .doesNotContain("bookkeeping", "/**", "public");
    }
  }

  @Nested
  class HtmlAsText {
    @Test
    void isWhatAReaderWouldSee() {
      assertThat(HtmlText.of("<style>b{}</style><p>a &lt; <b>b</b></p>\n<p>c<br>d</p><!-- e -->"))
          .isEqualTo("a < b\nc\nd");
      assertThat(HtmlText.of("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"))
          .isEqualTo("1 2\n3");
    }

    @Test
    void isTheHtmlWhereThereIsNothingToRead() {
      assertThat(HtmlText.of("<hr>")).isEqualTo("<hr>");
    }
  }

  @Nested
  class WarmingUp {
    @Test
    void showsNothing() {
      Lab.warmUp();
      assertThat(shown).isEmpty();
    }

    @Test
    void neverThrows() {
      System.clearProperty("interleave.slow-service");
      Lab.warmUp();
      System.setProperty("interleave.slow-service", "127.0.0.1:1");
      Lab.warmUp();
      System.setProperty("interleave.slow-service", "nonsense");
      Lab.warmUp();
    }
  }

  private static String json(Shown shown) {
    return shown.bundle().forms().getOrDefault(MimeBundle.COMPARISON, "no comparison");
  }
}
