package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValuesTest extends KernelSpec {

  @Nested
  class TheLastExpression {
    @Test
    void isTheValueOfTheCell() {
      assertValue("1 + 1", "2");
    }

    @Test
    void isTheValueWithASemicolonToo() {
      assertValue("\"a\".repeat(3);", "aaa");
    }

    @Test
    void maySeeWhatStandsAboveIt() {
      assertValue("int x = 5;\nint twice(int n) { return 2 * n; }\ntwice(x) // ten", "10");
    }

    @Test
    void mayBeNull() {
      assertValue("String s = null;\ns", "null");
    }
  }

  @Nested
  class NoValue {
    @Test
    void comesFromACallWithoutResult() {
      assertThat(run("System.out.println(1);")).isEqualTo(new Outcome.Completed(null));
    }

    @Test
    void comesFromADeclarationOrALoop() {
      assertThat(run("int x = 3;")).isEqualTo(new Outcome.Completed(null));
      assertThat(run("1 + 1;\nfor (;;) break;")).isEqualTo(new Outcome.Completed(null));
    }

    @Test
    void comesFromBlankAndCommentedCells() {
      assertThat(run("")).isEqualTo(new Outcome.Completed(null));
      assertThat(run(" \r\n\t")).isEqualTo(new Outcome.Completed(null));
      assertThat(run("// nothing\n/* at all */")).isEqualTo(new Outcome.Completed(null));
    }
  }
}
