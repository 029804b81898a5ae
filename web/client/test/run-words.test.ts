// What a cell says of itself when what it shows may not be so any more.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CodeCell, Run } from "../src/protocol";
import { nameOf, outdatedWords } from "../src/run-words";

function cell(edited: boolean, changed: string[], state: Run["state"] = "completed"): CodeCell {
  const run: Run = { state, count: 1, startedAt: "2026-11-22T12:00:00Z", waitedMs: 0, elapsedMs: 200, place: null };
  return { id: "a", version: 0, recent: [], kind: "code", source: "", folds: [], run, outdated: { edited, changed }, outputs: [] };
}

describe("an outdated cell", () => {
  test("says why", () => {
    assert.equal(outdatedWords(cell(true, [])), "edited since");
    assert.equal(outdatedWords(cell(false, ["rate()"])), "rate() changed since");
    assert.equal(outdatedWords(cell(false, ["a", "b"])), "a and b changed since");
    assert.equal(outdatedWords(cell(false, ["a", "b", "c"])), "a and 2 more changed since");
    assert.equal(outdatedWords(cell(true, ["a"])), "edited since, and a changed since");
  });

  test("says so in its accessible name", () => {
    assert.equal(nameOf("Cell 4", cell(false, ["urls"])), "Cell 4, code, ran in 200 ms, outdated: urls changed since");
  });

  test("says nothing while it is run again", () => {
    assert.equal(outdatedWords(cell(true, ["a"], "running")), null);
    assert.equal(outdatedWords(cell(true, ["a"], "queued")), null);
  });

  test("is none that has not run, or that is up to date", () => {
    assert.equal(outdatedWords(cell(false, [])), null);
    assert.equal(outdatedWords(cell(false, ["a"], "idle")), null);
  });
});
