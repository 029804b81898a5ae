package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Outcome;
import interleave.kernel.Signatures;
import interleave.kernel.Signatures.Signature;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a call takes, while its arguments are typed. */
class SignaturesTest extends KernelSpec {

  private Signatures at(String sourceWithCursor) {
    int cursor = sourceWithCursor.indexOf('|');
    return kernel().signatures(sourceWithCursor.replace("|", ""), cursor);
  }

  private Signature active(String sourceWithCursor) {
    Signatures found = at(sourceWithCursor);
    assertThat(found.overloads()).isNotEmpty();
    return found.overloads().get(found.active());
  }

  @Nested
  class Show {
    @Test
    void aMethodOfTheJdkWithNamesOfItsParameters() {
      Signatures found = at("\"abc\".substring(|");
      assertThat(found.overloads())
          .containsExactly(
              new Signature("substring", List.of("int beginIndex"), "String"),
              new Signature("substring", List.of("int beginIndex", "int endIndex"), "String"));
      assertThat(found.parameter()).isZero();
    }

    @Test
    void aMethodOfTheLab() {
      assertThat(active("var urls = slowUrls(20, |"))
          .isEqualTo(new Signature("slowUrls", List.of("int count", "Duration each"), "SlowUrls"));
    }

    @Test
    void aMethodOfAnotherCell() {
      assertCompletes(
          "String greeting(String someone, int times) { return someone.repeat(times); }");
      assertThat(active("IO.println(greeting(\"you\", |"))
          .isEqualTo(new Signature("greeting", List.of("String someone", "int times"), "String"));
    }

    @Test
    void aMethodThatThisCellDeclaresAboveBeforeItRuns() {
      assertThat(active("int notRun(int once, long twice) { return once; }\nnotRun(|"))
          .isEqualTo(new Signature("notRun", List.of("int once", "long twice"), "int"));
    }

    @Test
    void aConstructor() {
      assertThat(active("record Point(int x, int y) {}\nvar p = new Point(1, |"))
          .isEqualTo(new Signature("new Point", List.of("int x", "int y"), ""));
    }

    @Test
    void typesAsTheReceiverHasThem() {
      assertThat(active("var names = List.of(\"a\");\nnames.contains(names.get(|").type())
          .isEqualTo("String");
    }

    @Test
    void nothingOutsideOfArguments() {
      assertThat(at("int x = 1|")).isEqualTo(Signatures.NONE);
      assertThat(at("if (|")).isEqualTo(Signatures.NONE);
      assertThat(at("new Thread(() -> {\n  |")).isEqualTo(Signatures.NONE);
      assertThat(at("IO.println(1)|")).isEqualTo(Signatures.NONE);
    }
  }

  @Nested
  class Follow {
    @Test
    void theCursorFromParameterToParameter() {
      assertThat(at("Math.max(|").parameter()).isZero();
      assertThat(at("Math.max(List.of(1, 2).size(), |").parameter()).isEqualTo(1);
      assertThat(at("Math.max(new HashMap<String, Integer>().size(), |").parameter()).isEqualTo(1);
      assertThat(at("String.join(\", (\", |").parameter()).isEqualTo(1);
    }

    @Test
    void theArgumentsToTheOverloadThatTakesThem() {
      assertThat(active("Math.max(1.5, |").parameters()).containsExactly("double a", "double b");
      assertThat(active("\"a\".indexOf(\"b\", |").parameters())
          .containsExactly("String str", "int fromIndex");
    }
  }

  @Test
  void answersWhileACellRuns() {
    String cell = cell("running");
    var running = start(cell, "IO.println(\"go\");\nwhile (true) {}");
    transcript.await("go", t -> t.text(cell).contains("go"));
    assertThat(active("Math.abs(|").name()).isEqualTo("abs");
    assertThat(running).isNotDone();
    kernel().stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
  }

  @Test
  void copesWithNonsenseAndWithAKernelThatIsClosed() {
    assertThat(at("}} nobody.knows(§§ (|").overloads()).isEmpty();
    var closed = KERNELS.start(_ -> {});
    closed.close();
    assertThat(closed.signatures("Math.abs(", 9)).isEqualTo(Signatures.NONE);
  }
}
