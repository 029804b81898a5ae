package interleave.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesEveryKindOfValue() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("a", List.of(1, 2.5, -0.0));
    map.put("b", null);
    map.put("c", List.of());
    assertThat(Json.text(map)).isEqualTo("{\"a\":[1,2.5,-0.0],\"b\":null,\"c\":[]}");
  }

  @Test
  void canBeIndentedForPeople() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("a", List.of(1, true));
    map.put("b", List.of());
    assertThat(Json.indented(map))
        .isEqualTo("{\n  \"a\": [\n    1,\n    true\n  ],\n  \"b\": []\n}");
  }

  @Test
  void escapesWhatWouldEndAString() {
    assertThat(Json.text("\"\\\n\t\u0000")).isEqualTo("\"\\\"\\\\\\n\\u0009\\u0000\"");
  }

  @Test
  void keepsOtherScriptsAndEscapesHalfCharacters() {
    assertThat(Json.text("äé漢")).isEqualTo("\"äé漢\"");
    assertThat(Json.text("\ud83d")).isEqualTo("\"\\ud83d\"");
  }

  @Test
  void hasNoNumberForInfinity() {
    assertThat(Json.text(Arrays.asList(1 / 0.0, Double.NaN))).isEqualTo("[null,null]");
  }

  @Test
  void refusesOtherValues() {
    assertThatThrownBy(() -> Json.text(new Object())).isInstanceOf(IllegalArgumentException.class);
  }
}
