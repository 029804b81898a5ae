package interleave.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValuesTest {

  record Point(int x, @Nullable String name) {}

  record Fragile(int x) {
    @Override
    public int x() {
      throw new IllegalStateException("no x");
    }
  }

  private static String text(@Nullable Object value) {
    return Values.bundle(value).text();
  }

  private static String table(Object value) {
    return Values.bundle(value).forms().getOrDefault(MimeBundle.TABLE, "");
  }

  private static String rows(Object value) {
    String table = table(value);
    return table.substring(table.indexOf("\"rows\":") + 7, table.indexOf(",\"missingRows\""));
  }

  private static String html(Object value) {
    return Values.bundle(value).forms().getOrDefault("text/html", "");
  }

  @Nested
  class Text {
    @Test
    void ofNullIsNull() {
      assertThat(text(null)).isEqualTo("null");
    }

    @Test
    void ofAStringHasNoQuotes() {
      assertThat(text("page 7")).isEqualTo("page 7");
    }

    @Test
    void ofArraysShowsTheElementsAtEveryDepth() {
      assertThat(text(new int[] {1, 2})).isEqualTo("[1, 2]");
      assertThat(text(new Object[] {"a", new double[] {0.5}, null})).isEqualTo("[a, [0.5], null]");
      assertThat(text(List.of(new int[] {1}, new int[] {2}))).isEqualTo("[[1], [2]]");
    }

    @Test
    void ofAContainerThatContainsItselfEnds() {
      var list = new ArrayList<Object>(List.of("a"));
      list.add(list);
      assertThat(text(list)).isEqualTo("[a, (itself)]");
    }

    @Test
    void namesTheExceptionOfAFailingToString() {
      var broken =
          new Object() {
            @Override
            public String toString() {
              throw new IllegalStateException("not today");
            }
          };
      assertThat(text(broken))
          .contains("toString() threw java.lang.IllegalStateException: not today");
      assertThat(text(List.of(broken))).contains("not today");
    }

    @Test
    void survivesAnExceptionThatCannotDescribeItself() {
      var broken =
          new Object() {
            @Override
            public String toString() {
              throw new RuntimeException() {
                @Override
                public String getMessage() {
                  throw new IllegalStateException();
                }
              };
            }
          };
      assertThat(text(broken)).contains("toString() threw interleave.display.ValuesTest");
    }

    @Test
    void survivesEndlessRecursion() {
      var deep =
          new Object() {
            @Override
            public String toString() {
              return "again " + this;
            }
          };
      assertThat(text(deep)).contains("java.lang.StackOverflowError");
    }

    @Test
    void passesOnTheErrorThatStopsACell() {
      class Stop extends Error {}
      var stopped =
          new Object() {
            @Override
            public String toString() {
              throw new Stop();
            }
          };
      assertThatThrownBy(() -> Values.bundle(stopped)).isInstanceOf(Stop.class);
    }

    @Test
    void ofMuchIsCutWithANotice() {
      String shown = text("x".repeat(100_001));
      assertThat(shown)
          .hasSizeLessThan(100_200)
          .endsWith("… cut here: only the first 100\u202f000 characters are shown");
      assertThat(text("x".repeat(100_000))).hasSize(100_000);
    }

    @Test
    void neverCutsACharacterInTwo() {
      String shown = text("x".repeat(99_999) + "😀");
      assertThat(shown.charAt(99_999)).isNotEqualTo("😀".charAt(0));
    }

    @Test
    void readsOnlyAsMuchOfALongListAsIsShown() {
      assertThat(text(new int[50_000_000])).startsWith("[0, 0, 0").hasSizeLessThan(100_200);
    }
  }

  @Nested
  class Tables {
    @Test
    void haveAColumnForEachComponentAndARowForEachRecord() {
      assertThat(html(List.of(new Point(1, "a"), new Point(2, null))))
          .isEqualTo(
              "<table><thead><tr><th scope=\"col\" style=\"text-align:right\">x</th><th scope=\"col\">name</th></tr></thead><tbody>"
                  + "<tr><td style=\"text-align:right\">1</td><td>a</td></tr>"
                  + "<tr><td style=\"text-align:right\">2</td><td>null</td></tr></tbody></table>");
    }

    @Test
    void showOneRecordAsOneRow() {
      assertThat(rows(new Point(1, "a"))).isEqualTo("[[\"1\",\"a\"]]");
      assertThat(text(new Point(1, "a"))).isEqualTo("Point[x=1, name=a]");
    }

    @Test
    void nameTheRowsOfAMapByItsKeys() {
      var ages = new LinkedHashMap<String, Integer>();
      ages.put("Ada", 36);
      assertThat(html(ages))
          .contains("<th scope=\"row\">Ada</th><td style=\"text-align:right\">36</td>");
      assertThat(text(ages)).isEqualTo("{Ada=36}");
    }

    @Test
    void meanTextWhenTheyContainMarkup() {
      assertThat(html(Map.of("<img onerror='x'>", "\"&")))
          .contains("&lt;img onerror=&#39;x&#39;&gt;")
          .contains("&quot;&amp;");
    }

    @Test
    void showAFailingAccessorInItsCell() {
      assertThat(html(List.of(new Fragile(1))))
          .contains("x() threw java.lang.IllegalStateException: no x");
    }

    @Test
    void areBoundedAndSaySo() {
      var many = IntStream.range(0, 600).mapToObj(i -> new Point(i, "p")).toList();
      assertThat(html(many))
          .contains(">499</td>")
          .doesNotContain(">500</td>")
          .endsWith("<p>500 of 600 rows are shown</p>");
      assertThat(table(many)).contains("\"missingRows\":100");
    }

    @Test
    void areMadeOfEveryShapeThatHasRows() {
      var ada = new LinkedHashMap<String, Object>();
      ada.put("name", "Ada");
      ada.put("age", 36);
      assertThat(rows(List.of(ada, Map.of("name", "Bob"))))
          .isEqualTo("[[\"Ada\",\"36\"],[\"Bob\",\"\"]]");
      assertThat(rows(new Point[] {new Point(1, "a")})).isEqualTo("[[\"1\",\"a\"]]");
      assertThat(rows(Set.of(new Point(1, "a")))).isEqualTo("[[\"1\",\"a\"]]");
      assertThat(rows(new int[][] {{1, 2}, {3}})).isEqualTo("[[\"1\",\"2\"],[\"3\",\"\"]]");
      assertThat(rows(List.of(List.of(1, 2), List.of(3, 4))))
          .isEqualTo("[[\"1\",\"2\"],[\"3\",\"4\"]]");
      assertThat(rows(Map.of("first", new Point(1, "a")))).isEqualTo("[[\"first\",\"1\",\"a\"]]");
      assertThat(table(Map.of("first", new Point(1, "a")))).contains("\"keyed\":true");
    }

    @Test
    void sayWhichColumnsAreNumbers() {
      assertThat(table(List.of(new Point(1, "a"))))
          .containsPattern("\"name\":\"x\"[^}]*|\"number\":true[^}]*\"name\":\"x\"")
          .contains("\"number\":true")
          .contains("\"number\":false");
    }

    @Test
    void haveAtMostFiftyColumnsAndSaySo() {
      assertThat(table(new int[][] {new int[60]})).contains("\"missingColumns\":1");
      assertThat(html(new int[][] {new int[60]})).contains("50 of 51 columns");
    }

    @Test
    void showNestedValuesReadably() {
      record Mixed(List<Integer> numbers, List<int[]> arrays, Optional<String> name) {}
      assertThat(rows(new Mixed(List.of(1, 2), List.of(new int[] {3}), Optional.of("a"))))
          .isEqualTo("[[\"[1, 2]\",\"[[3]]\",\"Optional[a]\"]]");
    }

    @Test
    void ofAFailingIteratorAreTextThatSaysSo() {
      var broken =
          new ArrayList<Object>(List.of(1)) {
            @Override
            public Iterator<Object> iterator() {
              throw new IllegalStateException("no elements today");
            }
          };
      assertThat(text(broken)).contains("threw").contains("no elements today");
    }

    @Test
    void areNotMadeOfMixedLists() {
      assertThat(Values.bundle(List.of(new Point(1, "a"), "b")).forms())
          .containsOnlyKeys("text/plain");
    }
  }

  @Nested
  class OfTheJdk {
    @Test
    void nothingIsUsedUp() {
      var stream = Stream.of(1, 2);
      assertThat(text(stream)).contains("a stream, not read");
      assertThat(stream.toList()).containsExactly(1, 2);
      var iterator = List.of(1).iterator();
      assertThat(text(iterator)).contains("an iterator, not read");
      assertThat(iterator.next()).isEqualTo(1);
    }

    @Test
    void futuresSayWhatTheyHaveAndAreNotWaitedFor() {
      assertThat(text(new CompletableFuture<>())).isEqualTo("CompletableFuture, not completed");
      assertThat(text(CompletableFuture.completedFuture(new int[] {1})))
          .isEqualTo("CompletableFuture, completed with [1]");
      assertThat(text(CompletableFuture.failedFuture(new IllegalStateException("no"))))
          .isEqualTo("CompletableFuture, failed with java.lang.IllegalStateException: no");
    }

    @Test
    void optionalsShowWhatIsInThem() {
      assertThat(text(Optional.of(new int[] {1}))).isEqualTo("Optional[[1]]");
      assertThat(text(Optional.empty())).isEqualTo("Optional.empty");
    }

    @Test
    void exceptionsShowTheirCauses() {
      assertThat(text(new IllegalStateException("outer", new ArithmeticException("inner"))))
          .isEqualTo(
              "java.lang.IllegalStateException: outer\n"
                  + "caused by java.lang.ArithmeticException: inner");
    }

    @Test
    void whatIsTooDeepEnds() {
      List<Object> deep = List.of();
      for (int i = 0; i < 100_000; i++) {
        deep = List.of(deep);
      }
      assertThat(text(deep)).hasSizeLessThan(300).contains("[…]");
    }
  }

  @Nested
  class AsJson {
    private static String json(@Nullable Object value) {
      return JsonForms.of(value).forms().getOrDefault("application/json", "");
    }

    @Test
    void recordsAreObjectsAndCollectionsArrays() {
      assertThat(json(List.of(new Point(1, null), Optional.of(true), new long[] {2})))
          .isEqualTo("[{\"x\":1,\"name\":null},true,[2]]");
    }

    @Test
    void theTextIsIndented() {
      assertThat(JsonForms.of(Map.of("a", 1)).text()).isEqualTo("{\n  \"a\": 1\n}");
    }

    @Test
    void whatNeverEndsIsNamed() {
      var list = new ArrayList<Object>();
      list.add(list);
      assertThat(json(list)).isEqualTo("[\"(itself)\"]");
      assertThat(json(new int[1_000_000])).contains("… 999\u202f000 more of 1\u202f000\u202f000");
    }
  }

  @Nested
  class AsALearnerSaid {
    record Share(int percent) {}

    record Endless(int depth) {}

    @AfterEach
    void forget() {
      Renderers.remove(Share.class);
      Renderers.remove(Endless.class);
    }

    @Test
    void showsTheTypeInThatForm() {
      Renderers.register(
          Share.class,
          share ->
              (Displayable)
                  () ->
                      new MimeBundle(
                          Map.of("text/html", "<b>7</b>", "text/plain", share.percent() + " %")));
      assertThat(html(new Share(7))).isEqualTo("<b>7</b>");
      assertThat(text(new Share(7))).isEqualTo("7 %");
    }

    @Test
    void tellsWhenThatFails() {
      Renderers.register(
          Share.class,
          share -> {
            throw new IllegalStateException("not " + share.percent());
          });
      assertThat(text(new Share(7))).contains("given to showAs threw").contains("not 7");
    }

    @Test
    void endsACircle() {
      Renderers.register(Endless.class, endless -> new Endless(endless.depth() + 1));
      assertThat(text(new Endless(0))).isEqualTo("Endless[depth=10]");
    }
  }

  @Nested
  class OtherForms {
    @Test
    void ofADisplayableAreItsOwn() {
      Displayable heading =
          () -> new MimeBundle(Map.of("text/html", "<h1>a</h1>", "text/plain", "a"));
      assertThat(Values.bundle(heading).forms()).containsEntry("text/html", "<h1>a</h1>");
    }

    @Test
    void ofAFailingDisplayableIsTextThatSaysSo() {
      Displayable broken =
          () -> {
            throw new IllegalArgumentException("no bundle");
          };
      assertThat(text(broken))
          .contains("bundle() threw java.lang.IllegalArgumentException: no bundle");
    }

    @Test
    void ofAnImageArePng() {
      var forms = Values.bundle(new BufferedImage(2, 3, BufferedImage.TYPE_INT_RGB)).forms();
      assertThat(Base64.getDecoder().decode(forms.get("image/png")))
          .startsWith(0x89, 'P', 'N', 'G');
      assertThat(forms).containsEntry("text/plain", "image, 2 × 3 pixels");
    }

    @Test
    void ofAHugeImageAreSmallerAndSaySo() {
      var forms = Values.bundle(new BufferedImage(5_000, 100, BufferedImage.TYPE_INT_RGB)).forms();
      assertThat(forms.get(MimeBundle.NOTICE))
          .isEqualTo("The image has 5\u202f000 × 100 pixels, shown at 2\u202f000 × 40 pixels.");
    }

    @Test
    void thatAreTooLongAreLeftOutAndNamed() {
      Displayable huge =
          () -> new MimeBundle(Map.of("text/html", "x".repeat(2_000_001), "text/plain", "x"));
      var forms = Values.bundle(huge).forms();
      assertThat(forms).doesNotContainKey("text/html").containsEntry("text/plain", "x");
      assertThat(forms.get(MimeBundle.NOTICE)).contains("text/html of 2\u202f000\u202f001");
    }
  }
}
