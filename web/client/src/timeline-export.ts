// A timeline for other programs: Chrome's trace format, which ui.perfetto.dev opens.

import type { Bar, Timeline } from "./protocol";

interface TraceEvent { name: string; ph: "X" | "M" | "I"; ts: number; dur?: number; pid: number; tid: number; cat?: string; s?: "g"; args?: Record<string, string | number> }

/// Groups become processes and lanes threads; times are microseconds.
export function chromeTrace(timeline: Timeline): string {
  const events: TraceEvent[] = [];
  let tid = 0;
  timeline.groups.forEach((group, i) => {
    const pid = i + 1;
    events.push({ name: "process_name", ph: "M", ts: 0, pid, tid: 0, args: { name: group.name } });
    events.push({ name: "process_sort_index", ph: "M", ts: 0, pid, tid: 0, args: { sort_index: pid } });
    for (const lane of group.lanes) {
      tid++;
      events.push({ name: "thread_name", ph: "M", ts: 0, pid, tid, args: { name: lane.name } });
      events.push({ name: "thread_sort_index", ph: "M", ts: 0, pid, tid, args: { sort_index: tid } });
      for (const bar of lane.bars) events.push(slice(bar, pid, tid));
    }
  });
  for (const mark of timeline.marks) events.push({ name: mark.label, ph: "I", ts: mark.atMs * 1000, pid: 1, tid: 0, s: "g" });
  return JSON.stringify({ displayTimeUnit: "ms", traceEvents: events });
}

function slice([state, from, to, what, line]: Bar, pid: number, tid: number): TraceEvent {
  return {
    name: what === "" ? state : `${state}: ${what}`, cat: state, ph: "X", ts: from * 1000, dur: (to - from) * 1000, pid, tid,
    ...(line === undefined ? {} : { args: { line } }),
  };
}

/// Gives the reader a file.
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may not have begun to read it
}
