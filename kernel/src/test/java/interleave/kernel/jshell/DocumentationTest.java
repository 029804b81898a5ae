package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.kernel.Documentation;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a name means, as the reader asks with the pointer or a key. */
class DocumentationTest extends KernelSpec {

  private Documentation of(String sourceWithCursor) {
    int cursor = sourceWithCursor.indexOf('|');
    return kernel().documentation(sourceWithCursor.replace("|", ""), cursor).orElseThrow();
  }

  @Nested
  class OfTheLab {
    @Test
    void comesFromSourcesThatTravelWithTheProgram() {
      Documentation found = of("slow|Urls(20, ofMillis(200))");
      assertThat(found.signature()).isEqualTo("static SlowUrls slowUrls(int count, Duration each)");
      assertThat(found.from()).isEqualTo("interleave.lab.Lab");
      assertThat(found.markdown())
          .startsWith("Makes addresses on this machine")
          .contains("```java\nvar urls = slowUrls(20, ofMillis(200));\n```")
          .doesNotContain("{@", "<p>");
      assertThat(found.note()).isEmpty();
    }

    @Test
    void isFoundForTheCallWhoseArgumentsAreTyped() {
      assertThat(of("slowUrls(20, |").signature()).contains("slowUrls");
    }
  }

  @Nested
  class OfTheJdk {
    @Test
    void isMarkdownWhateverItWasWrittenIn() {
      assumeTrue(new Sources().hasJdk(), "this JDK has no sources");
      Documentation found = of("var l = List.of(1);\nl.contains|(1)");
      assertThat(found.signature()).isEqualTo("boolean contains(Object o)");
      assertThat(found.from()).isEqualTo("java.util.List");
      assertThat(found.markdown())
          .startsWith("Returns `true` if this list contains the specified element.")
          .contains("- `o` element whose presence")
          .doesNotContain("<p>", "{@code");
    }

    @Test
    void isInheritedFromWhereItIsWritten() {
      assumeTrue(new Sources().hasJdk(), "this JDK has no sources");
      assertThat(of("new ArrayList<String>().iterator|()").markdown()).isNotEmpty();
      assertThat(of("Executors.newVirtualThreadPerTask|Executor().submit(() -> 1)").markdown())
          .contains("virtual Thread");
    }

    @Test
    void saysSoWhenTheJdkShipsNoSources() {
      assertThat(new Sources(Path.of("no", "src.zip")).hasJdk()).isFalse();
    }
  }

  @Nested
  class OfCells {
    @Test
    void isWhatTheirAuthorsWrite() {
      assertThat(of("/** Adds one. */\nint more(int n) { return n + 1; }\nmo|re(1)").markdown())
          .isEqualTo("Adds one.");
      assertThat(
              of("/// Adds *two*, see [List#size].\nint most(int n) { return n + 2; }\nmo|st(1)")
                  .markdown())
          .startsWith("Adds *two*, see ");
    }

    @Test
    void tellsTypesOfVariables() {
      assertThat(of("var counts = new HashMap<String, List<Integer>>();\ncou|nts").signature())
          .isEqualTo("HashMap<String, List<Integer>> counts");
      assertCompletes("int ranBefore = 3;");
      assertThat(of("ranBe|fore + 1").signature()).isEqualTo("int ranBefore");
      assertThat(of("for (var each : List.of(\"a\")) { ea|ch.length(); }").signature())
          .isEqualTo("String each");
    }
  }

  @Test
  void isNothingForWhatHasNoMeaning() {
    assertThat(kernel().documentation("  ", 1)).isEmpty();
    assertThat(kernel().documentation("noSuchThing", 4)).isEmpty();
    assertThat(kernel().documentation("if (true) {}", 1)).isEmpty();
  }
}
