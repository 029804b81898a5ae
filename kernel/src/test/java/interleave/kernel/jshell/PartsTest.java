package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellParts.Form;
import interleave.kernel.CellParts.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cell consists of, for who lays it out anew. */
class PartsTest extends KernelSpec {

  private static List<String> texts(String source, List<Part> parts) {
    return parts.stream()
        .map(part -> part.form() + ": " + source.substring(part.start(), part.end()).strip())
        .toList();
  }

  @Test
  void tellsTheFormOfEachPartAndWhereItIs() {
    var source =
        """
        import java.util.Set;
        record P(int a) {}
        var p = new P(1); // kept
        if (p.a() > 0) IO.println(p);
        p.a() + 1
        """;
    var parts = kernel().parts(source).parts();

    assertThat(texts(source, parts))
        .containsExactly(
            Form.IMPORT + ": import java.util.Set;",
            Form.MEMBER + ": record P(int a) {}",
            Form.STATEMENT + ": var p = new P(1);",
            Form.STATEMENT + ": // kept\nif (p.a() > 0) IO.println(p);",
            Form.EXPRESSION + ": p.a() + 1");
  }

  @Test
  void tellsTheMistakeInstead() {
    var found = kernel().parts("int a = ;");

    assertThat(found.parts()).isEmpty();
    assertThat(found.mistakes()).isNotEmpty();
  }
}
