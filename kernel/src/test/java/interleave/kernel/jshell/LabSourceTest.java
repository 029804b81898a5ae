package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code source("fetchAll")} prints. In a worker of its own: what is pasted here hides the
 * helpers.
 */
class LabSourceTest extends KernelSpec {

  private String printed(String source) {
    String cell = cell("lab");
    assertThat(run(cell, source)).as(source).isInstanceOf(Outcome.Completed.class);
    return transcript.text(cell);
  }

  @Test
  void isShownAsJava() {
    String cell = cell("shown");
    run(cell, "source(\"fetchAll\");");
    assertThat(
            transcript
                .events(KernelEvent.Displayed.class)
                .filter(event -> event.cell().value().equals(cell))
                .map(event -> event.bundle().forms()))
        .singleElement()
        .satisfies(forms ->
            assertThat(forms.getOrDefault("text/markdown", ""))
                .startsWith("```java\nList<String> fetchAll(List<URI> urls, "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fetchOneByOne | fetchOneByOne(urls).equals(urls.pages())
          fetchAll      | fetchAll(urls, ForkJoinPool.commonPool()).equals(urls.pages())
          fetchAsync    | fetchAllAsync(urls).join().equals(urls.pages())
          unchecked     | unchecked(() -> fetch(urls.getFirst())).equals("page 1")
          pause         | time("p", () -> pause(ofMillis(20))).elapsed().toMillis() >= 20
          pauseAsync    | time("p", () -> pauseAsync(ofMillis(20)).join()).elapsed().toMillis() >= 20
          compute       | mixed(1, 1_000) == mixed(1, 1_000)
          javaProcess   | javaProcess("void main() { System.exit(3); }").start().waitFor() == 3
          runBlocking   | runBlocking(loop -> loop.sleep(ofMillis(1)).thenApply(_ -> 7)) == 7
          amdahl        | Math.abs(amdahl(0.9, 8) - 4.706) < 0.001
          EventLoop     | ran()
          """)
  void worksAsTheHelperDoesWhenItIsPastedIntoACell(String name, String check) {
    String cell = cell("source");
    run(cell, "source(\"" + name + "\")");
    String source =
        transcript
            .events(KernelEvent.Displayed.class)
            .filter(event -> event.cell().value().equals(cell))
            .map(event -> event.bundle().text())
            .findFirst()
            .orElseThrow();
    String more =
        name.equals("EventLoop")
            ? "boolean ran() throws Exception { var ran = new AtomicBoolean(); add(ofMillis(1), () -> ran.set(true)); runNext(); return ran.get(); }\n"
            : "var urls = slowUrls(3, i -> ofMillis(30 - 10 * i));\n";
    assertThat(printed(source + "\n" + more + "IO.println(" + check + ");"))
        .as(source)
        .isEqualTo("true\n");
  }

  @Test
  void saysForWhichNamesThereIsOne() {
    assertThat(run("source(\"nonsense\")").toString())
        .contains("no source is kept for 'nonsense', there is: EventLoop, amdahl");
  }
}
