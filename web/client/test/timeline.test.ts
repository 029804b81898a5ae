// What a timeline shows of the time, and what it gives to other programs.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Bar, Lane, ThreadGroup, Timeline, Totals } from "../src/protocol";
import { chromeTrace } from "../src/timeline-export";
import { cellWindow, choices, moved, wholeWindow, zoomed } from "../src/timeline-window";

const none: Totals = { doing: 0, waiting: 0, task: 0, blocked: 0, ready: 0, pinned: 0 };

function lane(name: string, ...bars: Bar[]): Lane {
  return { name, virtual: true, precision: "exact", fromMs: bars[0]?.[1] ?? 0, toMs: bars.at(-1)?.[2] ?? 0, alive: false, totals: none, bars };
}

function group(name: string, ...lanes: Lane[]): ThreadGroup {
  return { name, machinery: false, threads: lanes.length, fromMs: 0, toMs: Math.max(...lanes.map(one => one.toMs)), totals: none, lanes, band: [] };
}

function timeline(wallMs: number, ...groups: ThreadGroup[]): Timeline {
  return { running: false, wallMs, cores: 2, started: 1, alive: 0, mostInFlight: 0, verdict: "", advice: "", note: "", totals: none, marks: [], groups };
}

const quick = group("quick", lane("fetch-1", ["doing", 0, 1, ""], ["waiting", 1, 200, "socket", 8, "c-1"]));
const slow = group("slow", lane("one by one", ["waiting", 0, 4000, "socket"]));
const late = group("late", lane("heartbeat", ["waiting", 0, 9000, "sleep"]));

describe("the window of a timeline", () => {
  test("is the cell's time at first, and leaves room at its end", () => {
    assert.deepEqual(cellWindow(timeline(4000, slow)), { fromMs: 0, toMs: 4080 });
  });

  test("can be that of the quickest group, and of what goes on after the cell", () => {
    assert.deepEqual(choices(timeline(4000, quick, slow, late)).map(one => one.label), ["230 ms", "4.0 s", "with what goes on"]);
    assert.deepEqual(choices(timeline(200, quick)).map(one => one.label), ["200 ms"]);
  });

  test("comes closer around a moment and never leaves the whole", () => {
    const whole = wholeWindow(timeline(1000, group("g", lane("a", ["doing", 0, 1000, ""]))));
    assert.deepEqual(zoomed({ fromMs: 0, toMs: 1000 }, 0.5, 200, whole), { fromMs: 100, toMs: 600 });
    assert.deepEqual(zoomed({ fromMs: 0, toMs: 1000 }, 8, 500, whole), { fromMs: 0, toMs: whole.toMs });
    assert.deepEqual(moved({ fromMs: 100, toMs: 200 }, -4, whole), { fromMs: 0, toMs: 100 });
  });

  test("has room for a prediction that was too high", () => {
    const guessed: Timeline = { ...timeline(200, quick), marks: [{ kind: "prediction", atMs: 400, label: "you said 400 ms" }] };
    assert.equal(cellWindow(guessed).toMs, 408);
  });

  test("is not squeezed by one that was far too high", () => {
    const guessed: Timeline = { ...timeline(200, quick), marks: [{ kind: "prediction", atMs: 4000, label: "you said 4 000 ms" }] };
    assert.equal(cellWindow(guessed).toMs, 204);
  });
});

describe("a trace for Perfetto", () => {
  test("has a process a group, a thread a lane, a slice a bar, in microseconds", () => {
    const trace = JSON.parse(chromeTrace(timeline(200, quick))) as { traceEvents: Record<string, unknown>[] };
    const slices = trace.traceEvents.filter(event => event["ph"] === "X");
    assert.deepEqual(slices[1], { name: "waiting: socket", cat: "waiting", ph: "X", ts: 1000, dur: 199_000, pid: 1, tid: 1, args: { line: 8 } });
    assert.deepEqual(trace.traceEvents.filter(event => event["ph"] === "M").map(event => event["name"]), ["process_name", "process_sort_index", "thread_name", "thread_sort_index"]);
  });
});
