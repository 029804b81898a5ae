import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hitsOf, patternOf, replacedIn } from "../src/find";
import type { Query } from "../src/find";
import type { Output } from "../src/protocol";

const query = (text: string, more: Partial<Query> = {}): Query => ({ text, matchCase: false, wholeWords: false, regexp: false, outputs: true, ...more });
const pattern = (text: string, more: Partial<Query> = {}): RegExp => patternOf(query(text, more)) ?? assert.fail("no pattern");
const printed = (text: string): Output => ({ type: "text", stream: "out", thread: null, virtual: false, late: false, text });

describe("finding", () => {
  const cells = [
    { cell: "a", source: "var urls = 1;\nvar other = Urls.of(urls);", outputs: [printed("\x1b[31mall\x1b[0m urls\n")] },
    { cell: "b", source: "// nothing", outputs: [] },
  ];

  test("lists places in sources and outputs, with their lines and what is around", () => {
    const hits = hitsOf(pattern("urls"), cells, true);
    assert.deepEqual(hits.map(({ cell, output, line }) => [cell, output, line]), [["a", null, 1], ["a", null, 2], ["a", null, 2], ["a", 0, 1]]);
    assert.deepEqual([hits[1]?.before, hits[1]?.found, hits[1]?.after], ["var other = ", "Urls", ".of(urls);"]);
    assert.equal(hits[3]?.before, "all ", "without the colours of a terminal");
  });

  test("leaves outputs out if the reader wants it so", () => {
    assert.equal(hitsOf(pattern("urls"), cells, false).length, 3);
  });

  test("matches case, whole words, and regular expressions", () => {
    assert.equal(hitsOf(pattern("urls", { matchCase: true }), cells, false).length, 2);
    assert.equal(hitsOf(pattern("url", { wholeWords: true }), cells, false).length, 0);
    assert.equal(hitsOf(pattern("v.r \\w+", { regexp: true }), cells, false).length, 2);
    assert.equal(hitsOf(pattern("a.b"), [{ cell: "a", source: "axb a.b", outputs: [] }], false).length, 1, "a dot is a dot");
  });

  test("of nothing finds nothing, and of half an expression says so", () => {
    assert.equal(patternOf(query("")), null);
    assert.throws(() => patternOf(query("(", { regexp: true })));
    assert.equal(hitsOf(pattern("x*", { regexp: true }), cells, false).length, 0, "an empty place is none");
  });
});

describe("replacing", () => {
  test("puts the text in as it is, without $ as a sign", () => {
    assert.equal(replacedIn("a a", pattern("a"), "$1", false), "$1 $1");
  });

  test("knows the groups of a regular expression", () => {
    assert.equal(replacedIn("get(1) get(2)", pattern("get\\((\\d)\\)", { regexp: true }), "[$1$$]", true), "[1$] [2$]");
  });

  test("replaces one place alone", () => {
    const source = "a a a";
    const hit = hitsOf(pattern("a"), [{ cell: "c", source, outputs: [] }], false)[1] ?? assert.fail();
    assert.equal(replacedIn(source, pattern("a"), "b", false, hit), "a b a");
  });
});
