package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Diagnostic.Severity;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Test;

/** What the compiler accepts, but not without a word. */
class WarningsTest extends KernelSpec {

  @Test
  void standAtTheirPlaceBesideTheValue() {
    var run = told(cell("old"), "int one = 1;\n\nThread.currentThread().getId() * 0 + one");

    assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    assertThat(run.notes()).hasSize(1);
    Diagnostic warning = run.notes().getFirst();
    assertThat(warning.severity()).isEqualTo(Severity.WARNING);
    assertThat(warning.code()).isEqualTo("compiler.warn.has.been.deprecated");
    assertThat(warning.message()).contains("getId()").contains("deprecated");
    assertThat(warning.from()).isEqualTo(new Position(3, 1));
  }

  @Test
  void comeForMethodsVariablesAndStatementsInTheOrderOfTheLines() {
    var run =
        told(
            cell("several"),
            """
            List<String> raw = new ArrayList();
            if (raw.isEmpty());
            int boxed() { return new Integer(4); }
            """);
    assertThat(run.notes()).extracting(note -> note.from().line()).containsExactly(1, 1, 2, 3);
  }

  @Test
  void areNotRepeatedByCellsThatOnlyUseTheCode() {
    assertThat(notes("int deprecated() { return new Integer(4); }")).hasSize(1);
    assertThat(notes("deprecated()")).isEmpty();
  }

  @Test
  void areNoneForOrdinaryCode() {
    assertThat(
            notes(
                """
                record Item(String name, int price) {}
                int total(List<Item> items) { int sum = 0; for (var i : items) sum += i.price(); return sum; }
                var items = List.of(new Item("a", 1), new Item("b", 2));
                var t = new Thread(() -> IO.println(total(items)));
                t.start();
                t.join();
                try (var scope = StructuredTaskScope.open()) { scope.fork(() -> 1); scope.join(); }
                switch (total(items)) { case 3 -> IO.println("three"); default -> {} }
                total(items)
                """))
        .isEmpty();
  }
}
