package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.kernel.CellId;
import interleave.notebook.Operation.ByReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may not say, and what it is told then. */
class JsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                           | expected JSON, found: nonsense
          []                                                 | expected an object with a type, such as {"type": "stop"}, found: []
          {"type": 7}                                        | expected an object with a type, such as {"type": "stop"}, found: {"type": 7}
          {"type": "rum-cell"}                               | unknown message type 'rum-cell' (did you mean 'run-cell'?)
          {"type": "kernel-ready", "kernel": 1}              | unknown message type 'kernel-ready'
          {"type": "run-cell", "cell": "a"}                  | run-cell needs 'source', the text of the cell, found: nothing
          {"type": "run-cell", "cell": "a", "source": null}  | run-cell needs 'source', the text of the cell, found: null
          {"type": "cancel-cell", "cell": "a b"}             | cancel-cell: a cell id is 1 to 64 letters, digits, '-' or '_', found: 'a b'
          {"type": "insert-cell", "cell": "a", "kind": "x"}  | insert-cell: kind is code or markdown, found: 'x'
          {"type": "complete", "source": "a", "cursor": 1}   | complete needs 'request', a whole number, found: nothing
          {"type": "complete", "request": 1, "source": "a", "cursor": 0.5} | complete needs 'cursor', a whole number, found: 0.5
          """)
  void isRefusedWithAReason(String message, String reason) {
    assertThatThrownBy(() -> Json.read(message, "tab"))
        .isInstanceOf(Refusal.class)
        .hasMessage(reason);
  }

  @Test
  void aCellMayBeInsertedAtTheTop() {
    assertThat(
            Json.read(
                "{\"type\": \"insert-cell\", \"cell\": \"a\", \"kind\": \"markdown\", \"after\": null}",
                "tab"))
        .isEqualTo(
            new PageMessage.Operate(
                new ByReader.InsertCell(new CellId("a"), ByReader.Kind.MARKDOWN, null)));
  }
}
