// A run of a cell in words: for the line in its head, for its accessible name, and for what is announced.

import { clock, duration } from "./format";
import { titleOf } from "./failure-view";
import type { CodeCell, Run } from "./protocol";

const leastWaitMs = 100; // shorter ones are the page's way to the server and back

export interface Words { text: string; mark: "ok" | "no" | "wait" | "stop" | "alert" | "doing"; bad: boolean }

export function wordsOf({ run, outputs }: CodeCell, now: number): Words {
  const time = run.elapsedMs === null ? "" : duration(run.elapsedMs);
  const waited = run.waitedMs !== null && run.waitedMs >= leastWaitMs ? `, waited ${duration(run.waitedMs)}` : "";
  const after = time === "" ? "" : ` after ${time}${waited}`;
  switch (run.state) {
    case "idle":
      return { text: outputs.length > 0 ? "not run since Java was started" : "not run yet", mark: "wait", bad: false };
    case "queued":
      return { text: run.place === null || run.place <= 1 ? "next in line" : `number ${run.place} in line`, mark: "wait", bad: false };
    case "running":
      return { text: `running ${seconds(run, now)}`, mark: "doing", bad: false };
    case "completed":
      return { text: `ran ${run.startedAt === null ? "" : `${clock(run.startedAt)}, `}${time}${waited}`, mark: "ok", bad: false };
    case "rejected":
      return { text: "does not compile", mark: "no", bad: true };
    case "threw":
      return { text: `failed${after}`, mark: "no", bad: true };
    case "stopped":
      return { text: `stopped${after}`, mark: "stop", bad: false };
    case "lost":
      return { text: `Java was restarted${after}`, mark: "alert", bad: true };
  }
}

/// "Cell 4, code, ran in 4.0 s".
export function nameOf(name: string, cell: CodeCell): string {
  const why = outdatedWords(cell);
  return `${name}, code, ${spoken(cell)}${why === null ? "" : `, outdated: ${why}`}`;
}

/// Why what the cell shows may not be so any more; null if nothing speaks for it, or it is being run anyway.
export function outdatedWords({ run, outdated }: CodeCell): string | null {
  if (run.state === "queued" || run.state === "running" || run.state === "idle") return null;
  const [first, ...rest] = outdated.changed;
  const names = first === undefined ? null : `${first}${rest.length === 0 ? "" : rest.length === 1 ? ` and ${rest[0]}` : ` and ${rest.length} more`} changed since`;
  return outdated.edited ? (names === null ? "edited since" : `edited since, and ${names}`) : names;
}

function spoken(cell: CodeCell): string {
  const { run } = cell;
  if (run.state === "running") return "running";
  if (run.state === "completed") return run.elapsedMs === null ? "ran" : `ran in ${duration(run.elapsedMs)}`;
  return wordsOf(cell, 0).text;
}

/// What the live region says when a run goes from one state to the next; null if that is no news.
export function announcement(name: string, before: Run, cell: CodeCell): string | null {
  const { run, outputs } = cell;
  if (before.state === run.state && before.startedAt === run.startedAt) return null;
  if (run.state === "idle") return before.state === "queued" ? `${name} was taken out of the queue` : null;
  if (run.state === "threw") {
    const failure = outputs.findLast(output => output.type === "failure");
    return `${name} ${spoken(cell)}${failure === undefined ? "" : `: ${titleOf(failure.failure)}`}`;
  }
  if (run.state === "rejected") {
    const first = outputs.findLast(output => output.type === "diagnostics")?.diagnostics[0];
    return `${name} does not compile${first === undefined ? "" : `. Line ${first.from.line}: ${first.message}`}`;
  }
  return `${name} ${run.state === "queued" || run.state === "running" ? "is " : ""}${spoken(cell)}`;
}

function seconds(run: Run, now: number): string {
  const since = run.startedAt === null ? 0 : Math.max(0, now - Date.parse(run.startedAt));
  return since < 59_950 ? `${(since / 1000).toFixed(1)} s` : duration(since);
}
