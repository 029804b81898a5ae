// Threads that outlive their cell: how many, what they do, and a button that stops them.

import { button, el, icon } from "./dom";
import { cellLink } from "./failure-view";
import type { Cells } from "./failure-view";
import { counted, thousands } from "./format";
import type { Bar, CellId, Lane, Timeline } from "./protocol";
import { swatch } from "./thread-states";

const mostNamed = 3;

export function leftovers(timeline: Timeline, cell: CellId, cells: Cells & { stopLeftovers(cell: CellId): void }, show: () => void): HTMLElement | null {
  if (timeline.running || timeline.alive === 0) return null;
  const alive = timeline.groups.filter(group => !group.machinery).flatMap(group => group.lanes).filter(lane => lane.alive);
  const stop = timeline.alive === 1 ? "Stop it" : timeline.alive === 2 ? "Stop both" : `Stop all ${thousands(timeline.alive)}`;
  const named = alive.slice(0, mostNamed);
  const more = timeline.alive - named.length;
  const state = named[0]?.bars.at(-1)?.[0] ?? "waiting";
  return el("div", { class: "notice still", role: "status" }, swatch(state),
    el("div", {},
      el("p", { class: "head" }, `Still running: ${counted(timeline.alive, "thread")}`),
      el("p", {}, ...named.flatMap((lane, i) => [i === 0 ? "" : i === named.length - 1 && more === 0 ? " and " : ", ", ...doing(lane, timeline, cells)]),
        more > 0 && (named.length === 0 ? "" : ` and ${counted(more, "other")}`), named.length === 0 ? "" : ". ", "A cell can end while its threads live on.")),
    el("div", { class: "acts" },
      button("small", [icon("stop"), stop], () => cells.stopLeftovers(cell)),
      alive.length > 0 && button("quiet small", ["Show them"], show)));
}

function doing(lane: Lane, timeline: Timeline, cells: Cells): (Node | string)[] {
  const last = lane.bars.at(-1);
  // A pool's thread without a task has no bar up to now.
  if (last === undefined || last[2] < lane.toMs - 0.01) return [`${lane.name} waits for its next task`];
  return [`${lane.name} `, words(last, timeline), ...place(last, cells)];
}

function words([state, , , what]: Bar, timeline: Timeline): string {
  switch (state) {
    case "doing": return "is at work";
    case "ready": return `waits for one of ${counted(timeline.cores, "core")}`;
    case "blocked": return `is blocked on a ${what === "" ? "lock" : what}`;
    case "waiting": case "task": case "pinned": return what === "sleep" ? "is asleep" : what === "" ? "waits" : `waits: ${what}`;
  }
}

function place([, , , , line, cell]: Bar, cells: Cells): (Node | string)[] {
  return line === undefined || cell === undefined ? [] : [", ", cellLink(cell, line, cells)];
}
