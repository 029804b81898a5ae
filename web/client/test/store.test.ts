import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CodeCell, Notebook, Output } from "../src/protocol";
import { changed, Store } from "../src/store";

const idle = { state: "idle", count: null, startedAt: null, waitedMs: null, elapsedMs: null, place: null } as const;
const line = (text: string): Output => ({ type: "text", stream: "out", thread: null, virtual: false, late: false, text });
const code = (id: string, outputs: Output[] = []): CodeCell => ({ id, version: 0, recent: [], kind: "code", source: "", folds: [], run: idle, outdated: { edited: false, changed: [] }, outputs });
const notebook: Notebook = {
  name: "n", title: "N", lesson: null, kernel: { state: "none", message: null, waitsFor: { count: 0, threads: [] } }, saved: { state: "saved", at: null, message: null }, inputs: [], study: null, bin: [], history: { undo: null, redo: null },
  cells: [code("a", [line("1\n")]), code("b"), { id: "t", version: 0, recent: [], kind: "markdown", source: "*x*", folds: [], html: "<em>x</em>" }],
};

describe("a change", () => {
  test("touches its cell and leaves the others the same objects", () => {
    const next = changed(notebook, { type: "text-appended", seq: 1, cell: "a", index: 0, from: 2, text: "2\n" });
    assert.deepEqual(next.cells[0], code("a", [line("1\n2\n")]));
    assert.equal(next.cells[1], notebook.cells[1]);
    assert.deepEqual(notebook.cells[0], code("a", [line("1\n")]), "the state before is kept as it was");
  });

  test("inserts at its index", () => {
    const next = changed(notebook, { type: "cell-inserted", seq: 1, index: 1, cell: code("new") });
    assert.deepEqual(next.cells.map(cell => cell.id), ["a", "new", "b", "t"]);
  });

  test("moves a cell to the index it has once it is out of its old place", () => {
    const order = (index: number) => changed(notebook, { type: "cell-moved", seq: 1, cell: "a", index }).cells.map(cell => cell.id);
    assert.deepEqual(order(0), ["a", "b", "t"]);
    assert.deepEqual(order(2), ["b", "t", "a"]);
  });

  test("makes another kind of a cell in its place", () => {
    const next = changed(notebook, { type: "cell-replaced", seq: 1, cell: { id: "b", version: 1, recent: [], kind: "raw", source: "x", folds: ["source"], html: "<pre>x</pre>" } });
    assert.deepEqual(next.cells.map(cell => cell.kind), ["code", "raw", "markdown"]);
  });

  test("of a text brings its rendering along", () => {
    const next = changed(notebook, { type: "source-changed", seq: 1, cell: "t", source: "y", version: 1, parts: [[0, 3, "y"]], html: "<p>y</p>", by: "other" });
    assert.deepEqual(next.cells[2], { id: "t", version: 0, recent: [], kind: "markdown", source: "y", folds: [], html: "<p>y</p>" });
  });

  test("of a cell that is gone changes nothing", () => {
    assert.deepEqual(changed(notebook, { type: "run-changed", seq: 1, cell: "gone", run: idle }), notebook);
  });

  test("cannot append to what is not text", () => {
    assert.throws(() => changed(notebook, { type: "text-appended", seq: 1, cell: "b", index: 3, from: 0, text: "" }), /no text at output 3 of cell 'b'/);
  });
});

describe("watchers", () => {
  test("are told once a frame, with what they have drawn before", () => {
    const frames: (() => void)[] = [];
    const store = new Store(draw => frames.push(draw));
    const seen: [number | undefined, number | undefined][] = [];
    store.watch((now, before) => seen.push([now.notebook?.cells.length, before.notebook?.cells.length]));
    store.receive({ type: "snapshot", session: "s", seq: 1, notebook });
    store.receive({ type: "cell-deleted", seq: 2, cell: "a" });
    store.receive({ type: "cell-deleted", seq: 3, cell: "b" });
    assert.equal(frames.length, 1);
    frames.pop()?.();
    store.receive({ type: "cell-deleted", seq: 4, cell: "t" });
    frames.pop()?.();
    assert.deepEqual(seen, [[1, undefined], [0, 1]]);
  });
});
