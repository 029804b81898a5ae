// Reading a timeline: the line under the chart tells of the lane, or the bar, that the pointer or the keyboard is at. All
// lanes are one stop of the Tab key; arrows move between them and along them. What was read stays when lanes grow.

import { el } from "./dom";
import type { Bar, CellId, Lane } from "./protocol";
import { barWords, exactly, swatch, threadStates, totalsWords } from "./thread-states";
import { laneOf } from "./timeline-rows";
import { cellWindow, moved, wholeWindow, zoomed } from "./timeline-window";
import type { Window } from "./timeline-window";
import type { Timeline } from "./protocol";

/// What the keys and the pointer can do besides reading.
export interface Reading {
  timeline(): Timeline;
  window(): Window;
  show(window: Window | null): void;
  goTo(cell: CellId, line: number): void;
}

export class LaneReader {
  readonly line = el("p", { class: "tl-read", "aria-live": "polite" }, "Point at a lane, or move through the lanes with the arrow keys.");
  #name: string | null = null;
  #bar = -1;
  #atMs = -1;

  constructor(private readonly body: HTMLElement, private readonly reading: Reading) {
    body.addEventListener("pointermove", event => this.#pointed(event));
    body.addEventListener("focusin", event => this.#focused(event));
    body.addEventListener("keydown", event => this.#pressed(event));
  }

  /// The rows are new: what was read is still read.
  redrawn(hadFocus: boolean): void {
    const rows = this.#rows();
    const row = rows.find(one => laneOf(one)?.name === this.#name) ?? rows[0];
    if (row === undefined) return;
    row.tabIndex = 0;
    if (this.#name === null) return;
    this.#mark(row);
    if (hadFocus) row.focus({ preventScroll: true });
  }

  get hasFocus(): boolean {
    return this.body.contains(document.activeElement) && document.activeElement?.closest(".lane") !== null;
  }

  /// Moves to the first lane that is still alive.
  showAlive(): void {
    this.#rows().find(row => laneOf(row)?.alive === true)?.focus();
  }

  #rows(): HTMLElement[] {
    return [...this.body.querySelectorAll<HTMLElement>(".lanes:not([hidden]) > .lane")];
  }

  #mark(row: HTMLElement): void {
    for (const old of this.body.querySelectorAll<HTMLElement>(".lane.here, .lane[tabindex='0']")) {
      old.classList.remove("here");
      old.tabIndex = -1;
    }
    row.classList.add("here");
    row.tabIndex = 0;
    this.#name = laneOf(row)?.name ?? null;
  }

  #tell(row: HTMLElement, found: Bar | undefined): void {
    const lane = laneOf(row);
    if (lane === undefined) return;
    this.#mark(row);
    this.#atMs = found === undefined ? -1 : (found[1] + found[2]) / 2;
    this.line.replaceChildren(...(found === undefined ? wholeLane(lane) : oneBar(lane, found)));
  }

  #pointed(event: PointerEvent): void {
    const row = rowOf(event);
    const track = row?.querySelector("svg")?.getBoundingClientRect();
    if (row === null || track === undefined || this.hasFocus) return;
    const { fromMs, toMs } = this.reading.window();
    const ms = fromMs + ((toMs - fromMs) * (event.clientX - track.left)) / track.width;
    // A bar is at least two pixels wide, and so is what the pointer finds.
    const reach = (2 * (toMs - fromMs)) / Math.max(1, track.width);
    const bars = laneOf(row)?.bars ?? [];
    this.#tell(row, bars.find(([state, from, to]) => state === "doing" && from - reach / 2 <= ms && ms < Math.max(to, from + reach)) ?? bars.find(([, from, to]) => from <= ms && ms < to));
    if (ms >= fromMs && ms <= toMs) this.line.append(el("span", { class: "bit at" }, `at ${exactly(ms)}`));
  }

  #focused(event: Event): void {
    const row = rowOf(event);
    if (row === null || laneOf(row)?.name === this.#name && this.#bar >= 0) return;
    this.#bar = -1;
    this.#tell(row, undefined);
  }

  #pressed(event: KeyboardEvent): void {
    const row = rowOf(event);
    if (row === null || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!this.#moved(row, event.key, event.shiftKey)) return;
    // Not for the notebook, which moves between cells with the same keys.
    event.preventDefault();
    event.stopPropagation();
  }

  #moved(row: HTMLElement, key: string, shift: boolean): boolean {
    const bars = laneOf(row)?.bars ?? [];
    const all = this.#rows();
    const to = (next: HTMLElement | undefined): void => { this.#bar = -1; next?.focus(); };
    switch (key) {
      case "ArrowDown": to(all[all.indexOf(row) + 1]); break;
      case "ArrowUp": to(all[all.indexOf(row) - 1]); break;
      case "Home": to(all[0]); break;
      case "End": to(all.at(-1)); break;
      case "ArrowRight": case "ArrowLeft": this.#along(row, bars, key === "ArrowRight" ? 1 : -1, shift); break;
      case "+": case "=": this.#zoom(0.5); break;
      case "-": this.#zoom(2); break;
      case "0": this.reading.show(null); break;
      case "Enter": this.#jump(bars[this.#bar] ?? bars.find(bar => bar[4] !== undefined)); break;
      case "Escape": row.blur(); break;
      default: return false;
    }
    return true;
  }

  #along(row: HTMLElement, bars: Bar[], by: number, shift: boolean): void {
    if (shift) this.reading.show(moved(this.reading.window(), by / 4, wholeWindow(this.reading.timeline())));
    else this.#tell(row, bars[this.#bar = Math.min(Math.max(this.#bar + by, -1), bars.length - 1)]);
  }

  #zoom(factor: number): void {
    const window = this.reading.window();
    const inside = this.#atMs >= window.fromMs && this.#atMs <= window.toMs;
    const next = zoomed(window, factor, inside ? this.#atMs : (window.fromMs + window.toMs) / 2, wholeWindow(this.reading.timeline()));
    this.reading.show(next.toMs - next.fromMs >= cellWindow(this.reading.timeline()).toMs && next.fromMs === 0 ? null : next);
  }

  #jump(bar: Bar | undefined): void {
    if (bar?.[4] !== undefined && bar[5] !== undefined) this.reading.goTo(bar[5], bar[4]);
  }
}

function rowOf(event: Event): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>(".lane");
}

function wholeLane(lane: Lane): Node[] {
  const present = threadStates.filter(state => lane.totals[state] > 0);
  return [
    el("b", {}, lane.name),
    el("span", { class: "bit" }, `${exactly(lane.fromMs)} to ${lane.alive ? "now" : exactly(lane.toMs)}`),
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
