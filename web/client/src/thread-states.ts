// The states of a thread: their names, in the order of the legend, and how each is said and drawn. One code for all charts.

import { el, icon, svg } from "./dom";
import { duration, thousands } from "./format";
import type { Bar, ThreadState, Totals } from "./protocol";

export const threadStates: readonly ThreadState[] = ["doing", "waiting", "task", "blocked", "ready", "pinned"];

const names: Record<ThreadState, string> = {
  doing: "doing",
  waiting: "waiting: I/O or time",
  task: "waiting for another task",
  blocked: "blocked on a lock",
  ready: "ready, no core",
  pinned: "pinned",
};

const verbs: Record<ThreadState, string> = { doing: "doing", waiting: "waiting", task: "waiting for another task", blocked: "blocked", ready: "ready, no core", pinned: "pinned" };

/// Waiting is a thin thread and doing a block: the chart reads without colour, too.
const shapes: Record<ThreadState, { y: number; height: number }> = {
  doing: { y: 2, height: 12 },
  waiting: { y: 5.5, height: 5 },
  task: { y: 4.5, height: 7 },
  blocked: { y: 2.5, height: 11 },
  ready: { y: 2.5, height: 11 },
  pinned: { y: 4, height: 9 },
};

export function swatch(state: ThreadState): SVGSVGElement {
  const drawn = icon(state, "swatch");
  drawn.setAttribute("viewBox", "0 0 36 16");
  return drawn;
}

export function legend(present: ReadonlySet<ThreadState>): HTMLElement {
  return el("ul", { class: "legend", "aria-label": "Thread states" },
    ...threadStates.filter(state => present.has(state)).map(state => el("li", {}, swatch(state), names[state])));
}

/// "waiting 200 ms: socket"
export function barWords([state, from, to, what, line]: Bar): string {
  const details = [what, line === undefined ? "" : `line ${line}`].filter(part => part !== "");
  return `${verbs[state]} ${exactly(to - from)}${details.length === 0 ? "" : `: ${details.join(", ")}`}`;
}

/// "ready 0.4 ms, doing 0.7 ms, waiting 200 ms", without the states that there were not.
export function totalsWords(totals: Totals): string {
  return threadStates.filter(state => totals[state] > 0).map(state => `${verbs[state]} ${exactly(totals[state])}`).join(", ");
}

/// Short lengths matter here: 0.04 ms, 0.8 ms, 201.7 ms, 4 011 ms.
export function exactly(ms: number): string {
  if (ms < 0.095) return `${ms.toFixed(2)} ms`;
  return ms < 999.5 ? `${ms.toFixed(1)} ms` : `${thousands(Math.round(ms))} ms`;
}

/// What a lane shows at its right: a figure without its unit, which stands in the head.
export function inMs(ms: number): string {
  if (ms === 0) return "0";
  return ms < 9.95 ? ms.toFixed(1) : thousands(Math.round(ms));
}

export function inAll(ms: number): string {
  return ms === 0 ? "0" : duration(ms);
}

/// One bar; `x` and `width` in percent. Never narrower than two pixels, or a short moment of doing would not be seen.
export function barShape(state: ThreadState, x: number, width: number): SVGElement {
  const drawn = svg("rect", { class: state, x: `${x.toFixed(3)}%`, width: `${width.toFixed(3)}%`, ...shapes[state] });
  drawn.style.width = `max(2px, ${width.toFixed(3)}%)`;
  return drawn;
}
