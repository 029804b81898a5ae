// Reads every example of web/protocol/. The tables below are complete, or the compiler complains; an example whose keys
// differ from them fails here. So a message cannot change on one side only.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { decode, isAnswer } from "../src/protocol";
import type { Binned, Cell, Check, CodeCell, Command, DeletedFile, Diagnostic, Exercise, Failure, Found, History, Input, ItemsPrediction, Kernel, Lane, Lesson, Library, NewCell, Notebook, NotebookFile, Outdated, Output, Prediction, Progress, RangePrediction, Replacement, Run, RunningNotebook, Saved, Section, ServerMessage, Snapshot, Study, TextCell, ThreadGroup, Timeline, Todo, Totals, Verdict } from "../src/protocol";
import { changed } from "../src/store";

type KeysOf<T> = { [K in keyof T]-?: true };
type Table<Union extends { type: string }> = { [Type in Union["type"]]: KeysOf<Extract<Union, { type: Type }>> };

const commands: Table<Command> = {
  "run-cell": { type: true, cell: true, source: true },
  "run-all": { type: true },
  "run-above": { type: true, cell: true },
  "run-outdated": { type: true, cell: true, source: true },
  "stop": { type: true },
  "stop-leftovers": { type: true, cell: true },
  "kill": { type: true },
  "restart": { type: true },
  "answer-input": { type: true, input: true, line: true },
  "cancel-cell": { type: true, cell: true },
  "edit-cell": { type: true, cell: true, source: true },
  "change-text": { type: true, cell: true, version: true, parts: true },
  "ping": { type: true },
  "run-below": { type: true, cell: true },
  "run-cells": { type: true, cells: true },
  "insert-cells": { type: true, cells: true, after: true },
  "delete-cells": { type: true, cells: true },
  "restore-cells": { type: true, cells: true, to: true },
  "empty-bin": { type: true },
  "move-cells": { type: true, cells: true, after: true },
  "split-cell": { type: true, cell: true, source: true, at: true, into: true },
  "merge-cells": { type: true, cells: true },
  "set-kind": { type: true, cells: true, kind: true, heading: true },
  "fold-cells": { type: true, cells: true, part: true, folded: true },
  "replace-sources": { type: true, cells: true },
  "clear-outputs": { type: true, cells: true },
  "undo": { type: true },
  "redo": { type: true },
  "predict": { type: true, cell: true, answer: true },
  "check-exercise": { type: true, cell: true, source: true },
  "open-hint": { type: true, cell: true },
  "open-solution": { type: true, cell: true },
  "go-to-step": { type: true, step: true },
  "show-as": { type: true, view: true },
  "reset-cell": { type: true, cell: true },
  "reset-step": { type: true, step: true },
  "undo-reset": { type: true },
  "renew-lesson": { type: true },
  "complete": { type: true, request: true, source: true, cursor: true },
  "call": { type: true, request: true, source: true, cursor: true },
  "explain": { type: true, request: true, source: true, cursor: true },
  "check": { type: true, request: true, cell: true, source: true },
  "format": { type: true, request: true, source: true },
};

const messages: Table<ServerMessage> = {
  "snapshot": { type: true, session: true, seq: true, notebook: true },
  "pong": { type: true },
  "deleted": { type: true },
  "name-changed": { type: true, seq: true, name: true, title: true },
  "completions": { type: true, request: true, anchor: true, items: true },
  "signatures": { type: true, request: true, active: true, parameter: true, overloads: true },
  "documentation": { type: true, request: true, found: true },
  "formatted": { type: true, request: true, source: true, problem: true },
  "checked": { type: true, request: true, diagnostics: true },
  "refused": { type: true, message: true },
  "cell-inserted": { type: true, seq: true, index: true, cell: true },
  "cell-deleted": { type: true, seq: true, cell: true },
  "cell-moved": { type: true, seq: true, cell: true, index: true },
  "cell-replaced": { type: true, seq: true, cell: true },
  "folds-changed": { type: true, seq: true, cell: true, folds: true },
  "bin-changed": { type: true, seq: true, bin: true },
  "history-changed": { type: true, seq: true, history: true },
  "source-changed": { type: true, seq: true, cell: true, source: true, version: true, parts: true, html: true, by: true },
  "run-changed": { type: true, seq: true, cell: true, run: true },
  "outdated-changed": { type: true, seq: true, cell: true, outdated: true },
  "outputs-cleared": { type: true, seq: true, cell: true },
  "output-added": { type: true, seq: true, cell: true, output: true },
  "output-replaced": { type: true, seq: true, cell: true, index: true, output: true },
  "text-appended": { type: true, seq: true, cell: true, index: true, from: true, text: true },
  "kernel-changed": { type: true, seq: true, kernel: true },
  "leftovers-stopped": { type: true, seq: true, threads: true },
  "saved-changed": { type: true, seq: true, saved: true },
  "inputs-changed": { type: true, seq: true, inputs: true },
  "study-changed": { type: true, seq: true, study: true },
};

const outputs: Table<Output> = {
  text: { type: true, stream: true, thread: true, virtual: true, late: true, text: true },
  display: { type: true, result: true, data: true },
  failure: { type: true, thread: true, failure: true },
  diagnostics: { type: true, diagnostics: true },
  "still-running": { type: true, count: true, threads: true, gone: true },
  notice: { type: true, message: true },
  threads: { type: true, timeline: true },
  deadlock: { type: true, threads: true },
};

const text: KeysOf<TextCell> = { id: true, version: true, recent: true, kind: true, source: true, folds: true, html: true };
const cells: Record<Cell["kind"], Record<string, true>> = {
  code: { id: true, version: true, recent: true, kind: true, source: true, folds: true, run: true, outdated: true, outputs: true } satisfies KeysOf<CodeCell>,
  markdown: text,
  raw: text,
};

const notebook: KeysOf<Notebook> = { name: true, title: true, lesson: true, kernel: true, saved: true, inputs: true, study: true, bin: true, history: true, cells: true };
const study: KeysOf<Study> = { view: true, place: true, updated: true, undo: true, sections: true, predictions: true, exercises: true };
const section: KeysOf<Section> = { step: true, title: true, done: true, cells: true, todos: true };
const todo: KeysOf<Todo> = { kind: true, cell: true, done: true };
const items: KeysOf<ItemsPrediction> = { kind: true, cell: true, about: true, measured: true, unit: true, answer: true, result: true, skipped: true, says: true, items: true };
const predictions: Record<Prediction["kind"], Record<string, true>> = {
  range: { kind: true, cell: true, about: true, measured: true, unit: true, answer: true, result: true, skipped: true, says: true, low: true, high: true } satisfies KeysOf<RangePrediction>,
  choices: items,
  ranking: items,
};
const exercise: KeysOf<Exercise> = { cell: true, checking: true, attempts: true, hints: true, rungs: true, solution: true, passed: true, verdict: true };
const verdict: KeysOf<Verdict> = { end: true, message: true, cell: true, line: true, checks: true };
const check: KeysOf<Check> = { name: true, status: true, message: true, machine: true };
const kernel: KeysOf<Kernel> = { state: true, message: true, waitsFor: true };
const waitsFor: KeysOf<Kernel["waitsFor"]> = { count: true, threads: true };
const input: KeysOf<Input> = { number: true, cell: true, thread: true, virtual: true, prompt: true };
const saved: KeysOf<Saved> = { state: true, at: true, message: true };
const run: KeysOf<Run> = { state: true, count: true, startedAt: true, waitedMs: true, elapsedMs: true, place: true };
const outdated: KeysOf<Outdated> = { edited: true, changed: true };
const failure: KeysOf<Failure> = { type: true, message: true, frames: true, cause: true, suppressed: true };
const timeline: KeysOf<Timeline> = { running: true, wallMs: true, cores: true, started: true, alive: true, mostInFlight: true, verdict: true, advice: true, note: true, totals: true, marks: true, groups: true };
const totals: KeysOf<Totals> = { doing: true, waiting: true, task: true, blocked: true, ready: true, pinned: true };
const threadGroup: KeysOf<ThreadGroup> = { name: true, machinery: true, threads: true, fromMs: true, toMs: true, totals: true, lanes: true, band: true };
const lane: KeysOf<Lane> = { name: true, virtual: true, precision: true, fromMs: true, toMs: true, alive: true, totals: true, bars: true };
const diagnostic: KeysOf<Diagnostic> = { severity: true, code: true, message: true, hint: true, from: true, to: true };
const library: KeysOf<Library> = { lessons: true, notebooks: true, deleted: true, workspace: true };
const lesson: KeysOf<Lesson> = { id: true, number: true, title: true, description: true, minutes: true, steps: true, opened: true, progress: true };
const progress: KeysOf<Progress> = { done: true, steps: true, at: true, updated: true };
const runningNotebook: KeysOf<RunningNotebook> = { name: true, title: true, kernel: true, since: true, memoryBytes: true, threads: true };
const deletedFile: KeysOf<DeletedFile> = { id: true, name: true, at: true };
const notebookFile: KeysOf<NotebookFile> = { name: true, title: true, modified: true, cells: true, kernel: true };

const binned: KeysOf<Binned> = { id: true, kind: true, start: true, lines: true };
const history: KeysOf<History> = { undo: true, redo: true };
const newCell: KeysOf<NewCell> = { cell: true, kind: true, source: true, of: true };
const replacement: KeysOf<Replacement> = { cell: true, before: true, after: true };

const folder = join(process.cwd(), "..", "protocol");

function examples(of: string): { file: string; json: string }[] {
  return readdirSync(join(folder, of)).filter(file => file.endsWith(".json")).map(file => ({ file, json: readFileSync(join(folder, of, file), "utf8") }));
}

function hasKeys(value: object, expected: Record<string, true>, optional: string[] = []): void {
  const found = Object.keys(value);
  assert.deepEqual(found.filter(key => !(key in expected)), [], "keys that the page does not know");
  assert.deepEqual(Object.keys(expected).filter(key => !found.includes(key) && !optional.includes(key)), [], "keys that the page needs");
}

function checkCell(cell: Cell): void {
  hasKeys(cell, cells[cell.kind]);
  if (cell.kind !== "code") return;
  hasKeys(cell.run, run);
  hasKeys(cell.outdated, outdated);
  cell.outputs.forEach(checkOutput);
}

function checkKernel(found: Kernel): void {
  hasKeys(found, kernel);
  hasKeys(found.waitsFor, waitsFor);
}

function checkStudy(found: Study): void {
  hasKeys(found, study);
  for (const one of found.sections) {
    hasKeys(one, section);
    one.todos.forEach(each => hasKeys(each, todo));
  }
  found.predictions.forEach(one => hasKeys(one, predictions[one.kind]));
  for (const one of found.exercises) {
    hasKeys(one, exercise);
    if (one.verdict === null) continue;
    hasKeys(one.verdict, verdict);
    one.verdict.checks.forEach(each => hasKeys(each, check));
  }
}

function checkOutput(output: Output): void {
  hasKeys(output, outputs[output.type]);
  if (output.type === "failure") checkFailure(output.failure);
  if (output.type === "threads") checkTimeline(output.timeline);
  if (output.type === "diagnostics") output.diagnostics.forEach(one => hasKeys(one, diagnostic));
}

function checkTimeline(found: Timeline): void {
  hasKeys(found, timeline);
  hasKeys(found.totals, totals);
  for (const group of found.groups) {
    hasKeys(group, threadGroup);
    group.lanes.forEach(one => hasKeys(one, lane));
    group.lanes.flatMap(one => one.bars).forEach(([state]) => assert.ok(state in totals));
  }
}

function checkFailure(found: Failure): void {
  hasKeys(found, failure);
  if (found.cause !== null) checkFailure(found.cause);
}

const snapshot = decode(readFileSync(join(folder, "server", "snapshot.json"), "utf8")) as Snapshot;

describe("what the page sends", () => {
  for (const { file, json } of examples("client")) {
    test(file, () => {
      const command = JSON.parse(json) as Command;
      assert.ok(command.type in commands, `the page never sends '${command.type}'`);
      hasKeys(command, commands[command.type]);
      if (command.type === "insert-cells") command.cells.forEach(one => hasKeys(one, newCell));
      if (command.type === "replace-sources") command.cells.forEach(one => hasKeys(one, replacement));
    });
  }

  test("has an example for every command", () => {
    const shown = new Set(examples("client").map(({ json }) => (JSON.parse(json) as Command).type));
    assert.deepEqual(Object.keys(commands).filter(type => !shown.has(type as Command["type"])), []);
  });
});

describe("what the page receives", () => {
  for (const { file, json } of examples("server")) {
    test(file, () => {
      const message = decode(json);
      hasKeys(message, messages[message.type], ["html"]);
      if (message.type === "completions") message.items.forEach(item => hasKeys(item, { text: true, fits: true, kind: true, takes: true, type: true }));
      if (message.type === "signatures") message.overloads.forEach(one => hasKeys(one, { name: true, type: true, parameters: true }));
      if (message.type === "documentation" && message.found !== null) hasKeys(message.found, { signature: true, from: true, html: true, note: true });
      if (message.type === "checked") message.diagnostics.forEach(one => hasKeys(one, diagnostic));
      if (message.type === "cell-inserted") checkCell(message.cell);
      if (message.type === "output-added" || message.type === "output-replaced") checkOutput(message.output);
      if (message.type === "cell-replaced") checkCell(message.cell);
      if (message.type === "bin-changed") message.bin.forEach(one => hasKeys(one, binned));
      if (message.type === "history-changed") hasKeys(message.history, history);
      if (message.type === "run-changed") hasKeys(message.run, run);
      if (message.type === "kernel-changed") checkKernel(message.kernel);
      if (message.type === "saved-changed") hasKeys(message.saved, saved);
      if (message.type === "study-changed") checkStudy(message.study);
      if (message.type === "inputs-changed") message.inputs.forEach(one => hasKeys(one, input));
    });
  }

  test("has an example for every message", () => {
    const shown = new Set(examples("server").map(({ json }) => decode(json).type));
    assert.deepEqual(Object.keys(messages).filter(type => !shown.has(type as ServerMessage["type"])), []);
  });

  test("the snapshot is a whole notebook", () => {
    hasKeys(snapshot.notebook, notebook);
    checkKernel(snapshot.notebook.kernel);
    hasKeys(snapshot.notebook.saved, saved);
    assert.ok(snapshot.notebook.study !== null);
    checkStudy(snapshot.notebook.study);
    snapshot.notebook.inputs.forEach(one => hasKeys(one, input));
    snapshot.notebook.cells.forEach(checkCell);
  });

  test("every change can be applied to a notebook that has its cell", () => {
    for (const { json } of examples("server")) {
      const message = decode(json);
      if (message.type === "snapshot" || isAnswer(message) || message.type === "refused" || message.type === "pong" || message.type === "deleted") continue;
      assert.ok(changed(printed(), message).cells.length > 0);
    }
  });

  test("a message of an unknown type is refused with advice", () => {
    assert.throws(() => decode(`{"type":"cell-painted"}`), /unknown message type 'cell-painted'.*load the page again/);
  });
});

describe("what GET /api/library answers", () => {
  test("library.json", () => {
    const found = JSON.parse(readFileSync(join(folder, "http", "library.json"), "utf8")) as Library;
    hasKeys(found, library);
    found.lessons.forEach(one => hasKeys(one, lesson));
    found.lessons.forEach(one => one.progress !== null && hasKeys(one.progress, progress));
    found.notebooks.forEach(one => hasKeys(one, notebookFile));
    found.deleted.forEach(one => hasKeys(one, deletedFile));
  });

  test("running.json", () => {
    const found = JSON.parse(readFileSync(join(folder, "http", "running.json"), "utf8")) as { running: RunningNotebook[] };
    found.running.forEach(one => hasKeys(one, runningNotebook));
  });

  test("search.json", () => {
    const found = JSON.parse(readFileSync(join(folder, "http", "search.json"), "utf8")) as Found;
    hasKeys(found, { more: true, notebooks: true });
    for (const one of found.notebooks) {
      hasKeys(one, { name: true, title: true, lesson: true, places: true });
      one.places.forEach(place => hasKeys(place, { cell: true, kind: true, parts: true }));
    }
  });

  test("no other answer exists", () => {
    assert.deepEqual(examples("http").map(({ file }) => file), ["library.json", "running.json", "search.json"]);
  });
});

/// The snapshot's notebook, with a printed line in each cell, so that there is text to append to.
function printed(): Notebook {
  const text: Output = { type: "text", stream: "out", thread: null, virtual: false, late: false, text: "" };
  return { ...snapshot.notebook, cells: snapshot.notebook.cells.map(cell => (cell.kind === "code" ? { ...cell, outputs: [text] } : cell)) };
}
