import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText, saidBy, threadsOf } from "../src/output-text";
import type { Output } from "../src/protocol";

const said = (thread: string, text: string): Output => ({ type: "text", stream: "out", thread, virtual: true, late: false, text });

test("output as text is what a terminal would have shown, in order", () => {
  const outputs: Output[] = [
    said("a", "10 %\r20 %\n\x1b[31mred"), { type: "display", result: true, data: { "text/plain": "[1, 2]", "text/html": "<ul>" } },
    { type: "failure", thread: "b", failure: { type: "java.lang.IllegalStateException", message: "no", frames: [{ cell: "x", line: 3, method: "work" }], cause: null, suppressed: [] } },
  ];
  assert.equal(plainText(outputs), "20 %\nred\n[1, 2]\nIn thread b: IllegalStateException: no\n  at work, line 3\n");
});

test("what one thread said can be had alone", () => {
  const outputs = [said("a", "1\n"), said("b", "2\n"), said("a", "3\n")];
  assert.deepEqual(threadsOf(outputs), ["a", "b"]);
  assert.equal(plainText(saidBy(outputs, "a", "cell 1")), "1\n3\n");
});
