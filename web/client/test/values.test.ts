import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { wordsOf } from "../src/progress";
import type { Progress } from "../src/progress";
import { sorted } from "../src/table";

describe("a table", () => {
  const rows = [["b", "10"], ["", "9"], ["a", "null"], ["c", "-1.0E3"]];

  test("sorts numbers as numbers, and what is missing comes last", () => {
    assert.deepEqual(sorted(rows, { column: 1, descending: false }, true).map(row => row[1]), ["-1.0E3", "9", "10", "null"]);
    assert.deepEqual(sorted(rows, { column: 1, descending: true }, true).map(row => row[1]), ["10", "9", "-1.0E3", "null"]);
  });

  test("sorts text as people do, and what is missing comes last", () => {
    assert.deepEqual(sorted(rows, { column: 0, descending: false }, false).map(row => row[0]), ["a", "b", "c", ""]);
    assert.deepEqual(sorted([["fetch-10"], ["fetch-9"]], { column: 0, descending: false }, false).map(row => row[0]), ["fetch-9", "fetch-10"]);
  });

  test("keeps the order of rows that are alike, and the rows it was given", () => {
    const alike = [["1", "x"], ["1", "y"]];
    assert.deepEqual(sorted(alike, { column: 0, descending: true }, true), alike);
    assert.equal(rows[0]?.[0], "b");
  });
});

describe("progress in words", () => {
  const half: Progress = { label: "pages", done: 1_500, total: 3_000, state: "running", elapsedMs: 4_000, perSecond: 375, remainingMs: 4_000 };

  test("says how much, how fast and how long", () => {
    assert.equal(wordsOf(half), "1\u202f500 of 3\u202f000, 50 %, 375 a second, 4.0 s to go");
  });

  test("of the end says how long it took", () => {
    assert.equal(wordsOf({ ...half, state: "done", done: 3_000, remainingMs: null }), "3\u202f000 of 3\u202f000, 100 %, 4.0 s, 375 a second");
  });

  test("without a total counts the steps", () => {
    assert.equal(wordsOf({ ...half, total: null, remainingMs: null, perSecond: null }), "1\u202f500 steps");
  });
});
