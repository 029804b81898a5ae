// What every thread of a cell did: a verdict, the figures, a lane for each thread, and the same as a table.

import { el, icon } from "./dom";
import { counted, duration, thousands } from "./format";
import { tickStep } from "./lanes";
import type { Lane, ThreadGroup, ThreadState, Timeline } from "./protocol";
import { bandRow, laneRow } from "./timeline-rows";
import { readLanes } from "./timeline-reading";
import { timelineTable } from "./timeline-table";
import { inAll, legend, swatch, threadStates } from "./thread-states";

let figures = 0;

export function timelineView(timeline: Timeline): HTMLElement {
  const id = `timeline-${++figures}`;
  return el("div", { class: "threads" }, verdict(timeline), figure(timeline, id));
}

function verdict({ verdict, advice, totals, wallMs, cores, started, alive }: Timeline): HTMLElement {
  const used = wallMs > 0 ? totals.doing / wallMs : 0;
  return el("div", { class: "verdict" },
    el("p", { class: "line" }, verdict),
    el("p", { class: "sub" }, advice),
    el("dl", { class: "facts" },
      fact("waiting", swatch("waiting"), inAll(totals.waiting + totals.pinned)),
      fact("doing", swatch("doing"), inAll(totals.doing)),
      totals.blocked > 0 && fact("blocked", swatch("blocked"), inAll(totals.blocked)),
      fact("on the clock", null, inAll(wallMs)),
      fact(`of ${counted(cores, "core")} used`, null, used.toFixed(used < 0.095 ? 2 : 1)),
      fact("threads started", null, thousands(started)),
      alive > 0 && fact("still alive", null, thousands(alive))));
}

function fact(name: string, mark: SVGSVGElement | null, value: string): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, mark, value));
}

function figure(timeline: Timeline, id: string): HTMLElement {
  const longest = Math.max(timeline.wallMs, ...timeline.groups.map(group => group.toMs), 0.001) * 1.02;
  const step = tickStep(longest, 5);
  const body = el("div", { class: "tl-body" },
    axis(longest, step),
    grid(longest, step),
    ...timeline.groups.flatMap((group, i) => groupRows(group, longest, `${id}-${i}`)));
  const reading = el("p", { class: "tl-read", "aria-live": "polite" }, "Point at a lane, or move through the lanes with the arrow keys.");
  readLanes(body, reading, longest);
  return el("figure", { class: "tl", "aria-labelledby": id, "aria-describedby": `${id}-summary` },
    el("figcaption", { class: "fig-head", id }, el("b", {}, "What every thread did")),
    el("p", { class: "vh", id: `${id}-summary` }, summary(timeline)),
    body,
    reading,
    legend(present(timeline)),
    el("p", { class: "tl-foot" }, precision(timeline)),
    timelineTable(timeline));
}

function summary({ started, wallMs, groups }: Timeline): string {
  const parts = groups.map(group => `${group.name}: ${counted(group.threads, "thread")}, ${inAll(group.totals.doing)} doing, ${inAll(group.totals.waiting)} waiting`);
  return `${counted(started, "thread")} started, ${duration(wallMs)} on the clock. ${parts.join(". ")}.`;
}

function groupRows(group: ThreadGroup, longest: number, id: string): HTMLElement[] {
  const banded = group.band.length > 0;
  const open = !banded && group.lanes.length > 0;
  const lanes = el("ol", { class: "lanes", id, "aria-label": `Lanes of ${group.name}, arrow keys move between them` });
  lanes.hidden = !open;
  if (open) fill(lanes, group, longest);
  const band = banded ? bandRow(group, longest) : null;
  const head = el("div", { class: "tl-row tl-group" },
    el("div", { class: "name" }, opener(group, lanes, open, longest), el("b", {}, group.name), el("span", {}, about(group))),
    el("span", { class: "tl-tot" }, el("span", {}, inAll(group.totals.doing)), el("span", {}, inAll(group.totals.waiting + group.totals.pinned))));
  return band === null ? [head, lanes] : [head, band, lanes];
}

function opener(group: ThreadGroup, lanes: HTMLElement, open: boolean, longest: number): HTMLElement | null {
  if (group.lanes.length === 0) return null;
  const button = el("button", { type: "button", "aria-expanded": String(open), "aria-controls": lanes.id, "aria-label": `Lanes of ${group.name}` }, icon("chev"));
  button.addEventListener("click", () => {
    if (lanes.childElementCount === 0) fill(lanes, group, longest);
    lanes.hidden = !lanes.hidden;
    button.setAttribute("aria-expanded", String(!lanes.hidden));
  });
  return button;
}

function fill(lanes: HTMLElement, group: ThreadGroup, longest: number): void {
  lanes.append(...group.lanes.map(lane => laneRow(lane, longest)));
}

function about(group: ThreadGroup): string {
  const tooMany = group.lanes.length === 0 ? ", too many for lanes" : "";
  return `${counted(group.threads, "thread")}, until ${duration(group.toMs)}${tooMany}`;
}

function axis(longest: number, step: number): HTMLElement {
  const ticks = el("span", { class: "ticks", "aria-hidden": "true" });
  for (let ms = 0; ms < longest * 0.9; ms += step) ticks.append(at(ms === 0 ? "z" : "", label(ms, step), ms / longest));
  ticks.append(at("e", step >= 1000 ? `${(longest / 1000).toFixed(1)} s` : `${label(longest, step)} ms`, 1));
  return el("div", { class: "tl-row tl-axis" }, el("span"), ticks, el("span", { class: "heads" }, el("span", {}, "doing"), el("span", {}, "waiting")));
}

function label(ms: number, step: number): string {
  return step >= 1000 ? String(ms / 1000) : step < 1 ? ms.toFixed(1) : thousands(Math.round(ms));
}

function at(kind: string, text: string, share: number): HTMLElement {
  const tick = el("span", { class: kind === "" ? null : kind }, text);
  tick.style.left = `${(100 * share).toFixed(2)}%`;
  return tick;
}

function grid(longest: number, step: number): HTMLElement {
  const lines = el("div", { class: "tl-grid", "aria-hidden": "true" });
  for (let ms = step; ms < longest; ms += step) lines.append(at("", "", ms / longest));
  return lines;
}

function present({ totals }: Timeline): ReadonlySet<ThreadState> {
  return new Set(threadStates.filter(state => state === "doing" || state === "waiting" || totals[state] > 0));
}

const precisions: Record<Lane["precision"], string> = {
  exact: "Virtual threads: exact.",
  waits_exact: "Platform threads: their sleeps, parks and socket reads are exact; locks of synchronized and missing cores are looked for every 5 ms.",
  sampled: "",
};

/// Which part is exact and which is sampled.
function precision({ groups, note }: Timeline): string {
  const found = new Set(groups.flatMap(group => group.lanes.map(lane => lane.precision)));
  if (groups.some(group => group.lanes.length === 0) && note === "") found.add("exact");
  return [...found].toSorted().map(one => precisions[one]).concat(note).filter(text => text !== "").join(" ");
}
