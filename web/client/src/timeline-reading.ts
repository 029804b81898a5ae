// Reading a timeline: the line under the chart tells of the lane, or the bar, that the pointer or the keyboard is at. All
// lanes are one stop of the Tab key; arrows move between them and along them.

import { el } from "./dom";
import type { Bar, Lane } from "./protocol";
import { barWords, exactly, swatch, threadStates, totalsWords } from "./thread-states";
import { laneOf } from "./timeline-rows";

export function readLanes(body: HTMLElement, line: HTMLElement, longest: number): void {
  let bar = -1;

  const lanes = (): HTMLElement[] => [...body.querySelectorAll<HTMLElement>(".lanes:not([hidden]) > .lane")];
  const here = (row: HTMLElement): void => {
    for (const old of body.querySelectorAll<HTMLElement>(".lane.here, .lane[tabindex='0']")) {
      old.classList.remove("here");
      old.tabIndex = -1;
    }
    row.classList.add("here");
    row.tabIndex = 0;
  };
  const tell = (row: HTMLElement, found: Bar | undefined): void => {
    const lane = laneOf(row);
    if (lane === undefined) return;
    here(row);
    line.replaceChildren(...(found === undefined ? wholeLane(lane) : oneBar(lane, found)));
  };

  const first = lanes()[0];
  if (first !== undefined) first.tabIndex = 0;

  body.addEventListener("pointermove", event => {
    const row = (event.target as Element).closest<HTMLElement>(".lane");
    if (row === null) return;
    const track = row.querySelector("svg")?.getBoundingClientRect();
    const ms = track === undefined ? -1 : (longest * (event.clientX - track.left)) / track.width;
    tell(row, laneOf(row)?.bars.find(([, from, to]) => from <= ms && ms < to));
  });
  body.addEventListener("focusin", event => {
    const row = (event.target as Element).closest<HTMLElement>(".lane");
    if (row === null) return;
    bar = -1;
    tell(row, undefined);
  });
  body.addEventListener("keydown", event => {
    const row = (event.target as Element).closest<HTMLElement>(".lane");
    if (row === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const bars = laneOf(row)?.bars ?? [];
    const all = lanes();
    switch (event.key) {
      case "ArrowDown": all[all.indexOf(row) + 1]?.focus(); break;
      case "ArrowUp": all[all.indexOf(row) - 1]?.focus(); break;
      case "ArrowRight": tell(row, bars[bar = Math.min(bar + 1, bars.length - 1)]); break;
      case "ArrowLeft": tell(row, bars[bar = Math.max(bar - 1, -1)]); break;
      case "Home": all[0]?.focus(); break;
      case "End": all.at(-1)?.focus(); break;
      case "Escape": row.blur(); break;
      default: return;
    }
    // Not for the notebook, which moves between cells with the same keys.
    event.preventDefault();
    event.stopPropagation();
  });
}

function wholeLane(lane: Lane): Node[] {
  const present = threadStates.filter(state => lane.totals[state] > 0);
  return [
    el("b", {}, lane.name),
    el("span", { class: "bit" }, `${exactly(lane.fromMs)} to ${lane.alive ? "after the end" : exactly(lane.toMs)}`),
    ...present.map(state => el("span", { class: "bit" }, swatch(state), totalsWords({ ...nothing, [state]: lane.totals[state] }))),
  ];
}

const nothing = { doing: 0, waiting: 0, task: 0, blocked: 0, ready: 0, pinned: 0 };

function oneBar(lane: Lane, bar: Bar): Node[] {
  return [
    el("b", {}, lane.name),
    el("span", { class: "bit" }, swatch(bar[0]), barWords(bar)),
    el("span", { class: "bit" }, `from ${exactly(bar[1])} to ${exactly(bar[2])}`),
  ];
}
