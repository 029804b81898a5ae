import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Cell } from "../src/protocol";
import { foldedAround, headingLevel, hiddenCells, sections } from "../src/sections";

const text = (id: string, html: string, folded = false): Cell => ({ id, kind: "markdown", source: "", version: 0, recent: [], folds: folded ? ["section"] : [], html });
const plain = (id: string): Cell => text(id, "<p>text</p>");

describe("a section", () => {
  test("reaches to the next heading of its level, and holds the smaller ones", () => {
    const found = sections([text("one", "<h1>1</h1>"), plain("a"), text("two", "<h2>2</h2>"), plain("b"), text("three", "<h2>3</h2>"), plain("c"), text("four", "<h1>4</h1>")]);
    assert.deepEqual(found.get("one")?.cells, ["a", "two", "b", "three", "c"]);
    assert.deepEqual(found.get("two")?.cells, ["b"]);
    assert.deepEqual(found.get("four")?.cells, []);
  });

  test("that is folded hides its cells, also those of headings in it", () => {
    const found = sections([text("one", "<h1>1</h1>", true), text("two", "<h2>2</h2>", true), plain("a"), text("four", "<h1>4</h1>"), plain("b")]);
    assert.deepEqual([...hiddenCells(found)], ["two", "a"]);
    assert.deepEqual(foldedAround(found, "a"), ["one", "two"]);
    assert.deepEqual(foldedAround(found, "b"), []);
  });

  test("is not begun by a heading in code, nor by a raw cell", () => {
    assert.equal(headingLevel(text("a", "<pre><code># no\n</code></pre>")), null);
    assert.equal(headingLevel({ id: "r", kind: "raw", source: "", version: 0, recent: [], folds: [], html: "<h1>no</h1>" }), null);
    assert.equal(headingLevel(text("a", "<p>x</p>\n<h3 id=\"x\">3</h3>")), 3);
  });
});
