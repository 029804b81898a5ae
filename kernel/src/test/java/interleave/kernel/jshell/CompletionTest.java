package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Completions;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Test;

class CompletionTest extends KernelSpec {

  private Completions at(String sourceWithCursor) {
    int cursor = sourceWithCursor.indexOf('|');
    return kernel().complete(sourceWithCursor.replace("|", ""), cursor);
  }

  @Test
  void knowsWhatOtherCellsDeclared() {
    assertCompletes("int someCounter = 1;");
    assertThat(at("IO.println(someC|)").items())
        .extracting(Completions.Item::text)
        .contains("someCounter");
  }

  @Test
  void anchorsWhereTheTextToReplaceBegins() {
    Completions completions = at("int x = 1;\n\"abc\".subst|");
    assertThat(completions.anchor()).isEqualTo("int x = 1;\n\"abc\".".length());
    assertThat(completions.items()).extracting(Completions.Item::text).contains("substring(");
  }

  @Test
  void saysWhatHasTheExpectedType() {
    assertCompletes("String fitting = \"\";\nint fitless = 1;");
    assertThat(at("String s = fit|").items())
        .contains(new Completions.Item("fitting", true), new Completions.Item("fitless", false));
  }

  @Test
  void answersWhileACellRuns() {
    String cell = cell("running");
    assertCompletes("int whileRunning = 1;");
    var running = start(cell, "IO.println(\"go\");\nwhile (true) {}");
    transcript.await("go", t -> t.text(cell).contains("go"));
    assertThat(at("whileR|").items()).extracting(Completions.Item::text).contains("whileRunning");
    assertThat(running).isNotDone();
    kernel().stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
  }

  @Test
  void copesWithNonsense() {
    assertThat(at("\"open ((§§ |").anchor()).isNotNegative();
    assertThat(at("}} §§ noSuchNameAnywhere|").items()).isEmpty();
    assertThat(at("|").items()).isNotEmpty();
  }
}
