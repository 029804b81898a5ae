import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { outcome } from "../src/done-notice";
import type { CodeCell, Run } from "../src/protocol";
import { underWay } from "../src/run-queue";

const cell = (id: string, state: Run["state"], place: number | null = null): CodeCell =>
  ({ id, kind: "code", source: "", version: 0, recent: [], folds: [], run: { state, count: 1, startedAt: null, waitedMs: null, elapsedMs: null, place }, outdated: { edited: false, changed: [] }, outputs: [] });

describe("the end of all that was to run", () => {
  test("is none while something runs or waits", () => {
    assert.equal(outcome([cell("a", "completed"), cell("b", "queued", 1)], new Set(["a", "b"])), null);
    assert.equal(outcome([cell("a", "running")], new Set(["a"])), null);
  });

  test("tells what ran, and what failed", () => {
    const ran = new Set(["a", "b"]);
    assert.deepEqual(outcome([cell("a", "completed"), cell("b", "completed"), cell("c", "threw")], ran), { done: true, words: "2 cells ran." });
    assert.deepEqual(outcome([cell("a", "completed"), cell("b", "threw")], ran), { done: false, words: "1 cell failed, 1 ran." });
  });
});

test("what is under way comes in the order of its turns", () => {
  const cells = [cell("a", "queued", 2), cell("b", "completed"), cell("c", "running"), cell("d", "queued", 1)];
  assert.deepEqual(underWay(cells).map(one => one.id), ["c", "d", "a"]);
});
