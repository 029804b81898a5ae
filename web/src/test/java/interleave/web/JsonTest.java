package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.kernel.CellId;
import interleave.notebook.Operation.ByReader;
import java.util.List;
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
          {"type": "set-kind", "cells": ["a"], "kind": "x"}  | set-kind: kind is code or markdown or raw, found: 'x'
          {"type": "set-kind", "cells": ["a"], "kind": "raw", "heading": 7} | set-kind: heading is a level from 1 to 6, or null, found: 7
          {"type": "delete-cells", "cells": "a"}             | delete-cells needs 'cells', a list of ids of cells, found: "a"
          {"type": "delete-cells", "cells": [1]}             | delete-cells needs 'cells', a list of ids of cells, found: [1]
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
                """
                {"type": "insert-cells", "cells": [{"cell": "a", "kind": "raw", "source": ""}], "after": null}
                """,
                "tab"))
        .isEqualTo(
            new PageMessage.Operate(
                new ByReader.InsertCells(
                    List.of(new ByReader.NewCell(new CellId("a"), ByReader.Kind.RAW, "", null)),
                    null)));
  }
}
