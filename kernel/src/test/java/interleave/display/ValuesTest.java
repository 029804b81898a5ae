package interleave.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
              "<table><thead><tr><th scope=\"col\">x</th><th scope=\"col\">name</th></tr></thead><tbody>"
                  + "<tr><td>1</td><td>a</td></tr><tr><td>2</td><td>null</td></tr></tbody></table>");
    }

    @Test
    void showOneRecordAsOneRow() {
      assertThat(html(new Point(1, "a"))).contains("<td>1</td><td>a</td>");
      assertThat(text(new Point(1, "a"))).isEqualTo("Point[x=1, name=a]");
    }

    @Test
    void nameTheRowsOfAMapByItsKeys() {
      var ages = new LinkedHashMap<String, Integer>();
      ages.put("Ada", 36);
      assertThat(html(ages)).contains("<th scope=\"row\">Ada</th><td>36</td>");
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
          .contains("<td>499</td>")
          .doesNotContain("<td>500</td>")
          .endsWith("<p>100 more rows are not shown</p>");
    }

    @Test
    void areNotMadeOfMixedLists() {
      assertThat(Values.bundle(List.of(new Point(1, "a"), "b")).forms())
          .containsOnlyKeys("text/plain");
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
      assertThat(forms).containsKey("text/plain");
    }
  }
}
