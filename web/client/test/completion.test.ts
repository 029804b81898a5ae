// When the server is asked while the reader types, and what becomes of its answer.

import assert from "node:assert/strict";
import { CompletionContext } from "@codemirror/autocomplete";
import type { CompletionResult } from "@codemirror/autocomplete";
import { java } from "@codemirror/lang-java";
import { EditorState } from "@codemirror/state";
import { describe, test } from "node:test";
import { source } from "../src/completion";
import type { Completions } from "../src/protocol";

const answer: Completions = {
  type: "completions", request: 1, anchor: 6,
  items: [
    { text: "size()", fits: true, kind: "method", takes: "()", type: "int" },
    { text: "stream()", fits: false, kind: "method", takes: "()", type: "Stream<String>" },
    { text: "subList(", fits: false, kind: "method", takes: "(int, int)", type: "List<String>" },
  ],
};

/// The cursor is the |.
async function completed(text: string, explicit = false, found: Completions | null = answer): Promise<{ asked: boolean; result: CompletionResult | null }> {
  const pos = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: java() });
  let asked = false;
  const result = await source((sent, cursor) => {
    asked = true;
    assert.equal(sent, state.doc.toString());
    assert.equal(cursor, pos);
    return Promise.resolve(found);
  })(new CompletionContext(state, pos, explicit));
  return { asked, result };
}

async function asks(text: string, explicit = false): Promise<boolean> {
  return (await completed(text, explicit)).asked;
}

describe("the server is asked", () => {
  for (const text of ["words.|", "words.str|", "wor|", "zähler|", "words\n  .|", "words.size()\nwor|", "words\nwor|", "new Thr|", "return wor|", "f(\"a\", wor|", "'\"'; wor|", "\"\"\"\n  a \"quoted\" word\n  \"\"\".str|"]) {
    test(`while this is typed: ${JSON.stringify(text)}`, async () => assert.equal(await asks(text), true));
  }

  for (const text of ["|", "wor |", "f(|", "else|", "int|", "1.|", "3.1|", "var wor|", "int wor|", "for (var wor|", "class Wor|", "// wor|", "/* wor| */", "\"wor|\"", "f(\"a wor|", "\"\"\"\n  wor|\n\"\"\"", "'w|'"]) {
    test(`not while this is typed: ${JSON.stringify(text)}`, async () => assert.equal(await asks(text), false));
  }

  for (const text of ["|", "f(|", "wor |", "int x = |"]) {
    test(`on demand here too: ${JSON.stringify(text)}`, async () => assert.equal(await asks(text, true), true));
  }

  for (const text of ["// |", "\"wor|\"", "int wor|", "1.|"]) {
    test(`not even on demand here: ${JSON.stringify(text)}`, async () => assert.equal(await asks(text, true), false));
  }

  test("not about a text that it would not read", async () => assert.equal(await asks(" ".repeat(1_000_001) + "wor|"), false));
});

describe("the list", () => {
  test("replaces the text from the anchor, in the server's order", async () => {
    const { result } = await completed("words.|");
    assert.equal(result?.from, 6);
    const sorted = result.options.toSorted((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));
    assert.deepEqual(sorted.map(option => option.label), ["size()", "stream()", "subList("]);
  });

  test("shows that a method takes something, and what does not fit where something fits", async () => {
    const { result } = await completed("words.|");
    assert.deepEqual(result?.options.map(option => option.displayLabel ?? option.label), ["size()", "stream()", "subList(int, int)"]);
    assert.deepEqual(result.options.map(option => option.detail), ["int", "Stream<String>", "List<String>"]);
    assert.deepEqual(result.options.map(option => option.type), [undefined, "cm-other-type", "cm-other-type"]);
  });

  test("is narrowed without asking again while a word is typed, unless the answer was cut off", async () => {
    const whole = (await completed("words.|")).result?.validFor as RegExp;
    assert.ok(whole.test("strea") && whole.test("") && !whole.test("stream()."));
    const items = Array.from({ length: 200 }, (_, i) => ({ text: `item${i}`, fits: true, kind: "variable" as const, takes: "", type: "int" }));
    assert.equal((await completed("words.|", false, { ...answer, items })).result?.validFor, undefined);
  });

  test("does not open without an answer, or with an empty one", async () => {
    assert.equal((await completed("words.|", false, null)).result, null);
    assert.equal((await completed("words.|", false, { ...answer, items: [] })).result, null);
  });
});
