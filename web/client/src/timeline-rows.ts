// Rows of a timeline: a thread's lane, or the band of many threads. Lengths are percentages in x and pixels in y, so lines
// and patterns keep their size at every width.

import { el, svg } from "./dom";
import { counted, thousands } from "./format";
import type { Bar, Lane, ThreadGroup, ThreadState } from "./protocol";
import { barShape, inMs, threadStates, totalsWords } from "./thread-states";

const lanesOfElements = new WeakMap<Element, Lane>();

export function laneOf(element: Element): Lane | undefined {
  return lanesOfElements.get(element);
}

export function laneRow(lane: Lane, longest: number): HTMLElement {
  const waiting = lane.totals.waiting + lane.totals.pinned;
  const row = el("li", { class: "tl-row lane", tabindex: -1 },
    el("span", { class: "who", title: lane.name }, ...nameParts(lane.name)),
    svg("svg", { "aria-hidden": "true" }, ...inDrawingOrder(lane.bars).map(([state, from, to]) => barShape(state, (100 * from) / longest, (100 * (to - from)) / longest))),
    el("span", { class: "tl-tot", "aria-hidden": "true" }, el("span", {}, inMs(lane.totals.doing)), el("span", {}, inMs(waiting))),
    el("span", { class: "vh" }, `, ${lane.virtual ? "virtual" : "platform"} thread: ${totalsWords(lane.totals)}${lane.alive ? ", still alive" : ""}`));
  lanesOfElements.set(row, lane);
  return row;
}

/// "fetch-12": on a narrow page only its number is shown.
function nameParts(name: string): (Node | string)[] {
  const parts = /^(.*\D)(\d+)$/.exec(name);
  return parts === null ? [name] : [el("span", { class: "long" }, parts[1] ?? ""), parts[2] ?? ""];
}

/// Thin threads first, so that a short moment of doing lies above the wait that it interrupts.
function inDrawingOrder(bars: Bar[]): Bar[] {
  const order: Record<ThreadState, number> = { waiting: 0, task: 0, ready: 1, blocked: 2, pinned: 2, doing: 3 };
  return bars.toSorted((a, b) => order[a[0]] - order[b[0]]);
}

const bandPx = 48;

/// Many threads as one shape: how many of them are in which state, stacked.
export function bandRow(group: ThreadGroup, longest: number): HTMLElement {
  const heights = group.band.map(step => step.slice(1).reduce((sum, count) => sum + count, 0));
  const most = Math.max(...heights, 1);
  const shapes = threadStates.map((state, i) => svg("path", { class: `${state} in-band`, d: layer(group, i, longest, most) }));
  return el("div", { class: "tl-row bandrow" },
    el("span", { class: "who" }, `${thousands(Math.round(most))} at once`),
    svg("svg", { class: "band", role: "img", "aria-label": `at most ${counted(Math.round(most), "thread")} at once: ${totalsWords(group.totals)}`, viewBox: `0 0 1000 ${bandPx}`, preserveAspectRatio: "none" }, ...shapes),
    el("span"));
}

/// The outline of one state's part of the stack: along its upper edge and back along its lower one.
function layer(group: ThreadGroup, state: number, longest: number, most: number): string {
  const upper: string[] = [];
  const lower: string[] = [];
  group.band.forEach((step, i) => {
    const from = (1000 * step[0]) / longest;
    const to = (1000 * (group.band[i + 1]?.[0] ?? longest / 1.02)) / longest;
    const below = step.slice(1, 1 + state).reduce((sum, count) => sum + count, 0);
    const bottom = bandPx - (bandPx * below) / most;
    const top = bottom - (bandPx * (step[1 + state] ?? 0)) / most;
    upper.push(`L${from.toFixed(1)} ${top.toFixed(1)}H${to.toFixed(1)}`);
    lower.unshift(`L${to.toFixed(1)} ${bottom.toFixed(1)}H${from.toFixed(1)}`);
  });
  return `M${[...upper, ...lower].join("").slice(1)}Z`;
}
