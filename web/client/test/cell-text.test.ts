import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asText, fromText } from "../src/cell-text";
import type { CopiedCell } from "../src/cell-text";

const cell = (kind: CopiedCell["kind"], source: string): CopiedCell => ({ kind, source, of: null });

describe("copied cells as text", () => {
  test("are plain Java if it is one cell of code", () => {
    assert.equal(asText([cell("code", "int a = 1;\n")]), "int a = 1;\n");
    assert.deepEqual(fromText("int a = 1;"), [cell("code", "int a = 1;")]);
  });

  test("come back as they were, with their kinds", () => {
    const cells = [cell("markdown", "# Why\n\nBecause."), cell("code", "int a = 1;\n\nint b = 2;"), cell("raw", "<b>"), cell("code", "")];
    assert.deepEqual(fromText(asText(cells)), cells);
  });

  test("stay Java for other programs", () => {
    assert.equal(asText([cell("markdown", "# Why"), cell("code", "int a;")]), "// %% [markdown]\n// # Why\n\n// %%\nint a;\n");
  });

  test("that another program has made with other line ends are read as well", () => {
    assert.deepEqual(fromText("// %%\r\nint a;\r\n// %% [markdown]\r\n// text"), [cell("code", "int a;"), cell("markdown", "text")]);
  });

  test("of nothing are no cells", () => {
    assert.deepEqual(fromText("  \n"), []);
  });
});
