// Rows of a timeline: a thread's lane, or the band of many threads. Lengths are percentages in x and pixels in y, so lines
// and patterns keep their size at every width.

import { el, svg } from "./dom";
import { counted, thousands } from "./format";
import type { Bar, Lane, ThreadGroup, ThreadState } from "./protocol";
import type { Window } from "./timeline-window";
import { barShape, inMs, threadStates, totalsWords } from "./thread-states";

const lanesOfElements = new WeakMap<Element, Lane>();

export function laneOf(element: Element): Lane | undefined {
  return lanesOfElements.get(element);
}

/// Where a moment is in the window, in percent of its width.
function at(ms: number, { fromMs, toMs }: Window): number {
  return (100 * (ms - fromMs)) / (toMs - fromMs);
}

function shapes(lane: Lane, window: Window): SVGElement[] {
  return inDrawingOrder(lane.bars.filter(([, from, to]) => to >= window.fromMs && from <= window.toMs)).map(([state, from, to]) => {
    const left = Math.max(0, at(from, window));
    return barShape(state, left, Math.min(100, at(to, window)) - left);
  });
}

export function laneRow(lane: Lane, window: Window): HTMLElement {
  const waiting = lane.totals.waiting + lane.totals.pinned;
  const row = el("li", { class: "tl-row lane", tabindex: -1 },
    el("span", { class: "who", title: lane.name }, ...nameParts(lane.name)),
    svg("svg", { "aria-hidden": "true" }, ...shapes(lane, window), lane.toMs > window.toMs * 1.02 && svg("text", { class: "over", x: "100%", y: 12, "text-anchor": "end" }, "→")),
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
export function bandRow(group: ThreadGroup, window: Window): HTMLElement {
  const heights = group.band.map(step => step.slice(1).reduce((sum, count) => sum + count, 0));
  const most = Math.max(...heights, 1);
  const shapes = threadStates.map((state, i) => svg("path", { class: `${state} in-band`, d: layer(group, i, window, most) }));
  return el("div", { class: "tl-row bandrow" },
    el("span", { class: "who" }, `${thousands(Math.round(most))} at once`),
    svg("svg", { class: "band", role: "img", "aria-label": `at most ${counted(Math.round(most), "thread")} at once: ${totalsWords(group.totals)}`, viewBox: `0 0 1000 ${bandPx}`, preserveAspectRatio: "none" }, ...shapes),
    el("span"));
}

function clamp(x: number): number {
  return Math.min(1000, Math.max(0, x));
}

/// The outlines of one state's part of the stack, each along its upper edge and back along its lower one; where nobody is
/// in the state there is nothing, not even an edge.
function layer(group: ThreadGroup, state: number, window: Window, most: number): string {
  const outlines: string[] = [];
  let upper: string[] = [];
  let lower: string[] = [];
  const close = (): void => {
    if (upper.length > 0) outlines.push(`M${[...upper, ...lower].join("").slice(1)}Z`);
    upper = [];
    lower = [];
  };
  group.band.forEach((step, i) => {
    const from = clamp(10 * at(step[0], window));
    const to = clamp(10 * at(group.band[i + 1]?.[0] ?? group.toMs, window));
    const height = step[1 + state] ?? 0;
    if (to <= from || height < 0.01) {
      close();
      return;
    }
    const below = step.slice(1, 1 + state).reduce((sum, count) => sum + count, 0);
    const bottom = bandPx - (bandPx * below) / most;
    const top = bottom - (bandPx * height) / most;
    upper.push(`L${from.toFixed(1)} ${top.toFixed(1)}H${to.toFixed(1)}`);
    lower.unshift(`L${to.toFixed(1)} ${bottom.toFixed(1)}H${from.toFixed(1)}`);
  });
  close();
  return outlines.join("");
}
