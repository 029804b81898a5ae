// What every thread of a cell did: a verdict, the figures, a lane for each thread, and the same as a table. Drawn again when
// there is a newer picture of it, in the same elements as far as a reader may be at them: lanes grow while a cell runs.

import { button, el, icon } from "./dom";
import type { Cells } from "./failure-view";
import { counted, duration, thousands } from "./format";
import { tickStep } from "./lanes";
import { leftovers } from "./leftovers";
import type { CellId, Lane, Mark, ThreadGroup, ThreadState, Timeline } from "./protocol";
import { chromeTrace, save } from "./timeline-export";
import { bandRow, laneRow } from "./timeline-rows";
import { LaneReader } from "./timeline-reading";
import { timelineTable } from "./timeline-table";
import { cellWindow, wholeWindow, windowButtons } from "./timeline-window";
import type { Window } from "./timeline-window";
import { inAll, legend, swatch, threadStates } from "./thread-states";

/// What a reader can do from a timeline.
export interface TimelineActions extends Cells {
  stopLeftovers(cell: CellId): void;
}

let figures = 0;

export class TimelineView {
  readonly element = el("div", { class: "threads" });
  readonly #id = `timeline-${++figures}`;
  readonly #verdict = el("div", { class: "verdict" });
  readonly #title = el("b", {}, "What every thread did");
  readonly #part = el("span", { class: "sub" });
  readonly #tools = el("span", { class: "end" });
  readonly #summary = el("p", { class: "vh", id: `${this.#id}-summary` });
  readonly #body = el("div", { class: "tl-body" });
  readonly #legend = el("div", {});
  readonly #foot = el("div", { class: "tl-foot" });
  readonly #table = el("div", {});
  readonly #still = el("div", {});
  readonly #reader: LaneReader;
  #timeline: Timeline;
  #marks: readonly Mark[] = [];
  #window: Window | null = null; // the cell's
  #opened = new Map<string, boolean>();
  #machinery = false;

  constructor(timeline: Timeline, private readonly cell: CellId, private readonly actions: TimelineActions) {
    this.#timeline = timeline;
    this.#reader = new LaneReader(this.#body, {
      timeline: () => this.#timeline,
      window: () => this.#shown(),
      show: window => this.#show(window),
      goTo: (of, line) => actions.goTo(of, line),
    });
    this.element.append(this.#verdict,
      el("figure", { class: "tl", "aria-labelledby": this.#id, "aria-describedby": `${this.#id}-summary` },
        el("figcaption", { class: "fig-head", id: this.#id }, this.#title, this.#part, this.#tools),
        this.#summary, this.#body, this.#reader.line, this.#legend, this.#foot, this.#table),
      this.#still);
    this.#draw();
  }

  update(timeline: Timeline): void {
    if (timeline === this.#timeline) return;
    this.#timeline = timeline;
    this.#draw();
  }

  /// Marks from outside the run, such as what the reader has predicted.
  mark(marks: readonly Mark[]): void {
    if (JSON.stringify(marks) === JSON.stringify(this.#marks)) return;
    this.#marks = marks;
    this.#draw();
  }

  #shown(): Window {
    return this.#window ?? cellWindow(this.#marked());
  }

  #marked(): Timeline {
    return this.#marks.length === 0 ? this.#timeline : { ...this.#timeline, marks: [...this.#timeline.marks, ...this.#marks] };
  }

  #show(window: Window | null): void {
    this.#window = window;
    this.#drawLanes();
  }

  #draw(): void {
    const timeline = this.#timeline;
    this.#verdict.hidden = timeline.running;
    if (!timeline.running) this.#verdict.replaceChildren(...verdict(timeline));
    this.#summary.textContent = summary(timeline);
    this.#title.textContent = timeline.running ? "What every thread does" : "What every thread did";
    this.#legend.replaceChildren(legend(present(timeline)));
    this.#foot.replaceChildren(el("span", {}, precision(timeline)), ...this.#saving());
    this.#table.replaceChildren(...(timeline.running ? [] : [timelineTable(timeline)]));
    const still = leftovers(timeline, this.cell, this.actions, () => this.#showAlive());
    if (this.#still.contains(document.activeElement) && still !== null) keepFocus(this.#still, still);
    else this.#still.replaceChildren(...(still === null ? [] : [still]));
    this.#drawLanes();
  }

  #drawLanes(): void {
    const hadFocus = this.#reader.hasFocus;
    const focused = this.#tools.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    const timeline = this.#marked();
    const window = this.#shown();
    const step = tickStep(window.toMs - window.fromMs, 5);
    const groups = timeline.groups.filter(group => this.#machinery || !group.machinery);
    this.#body.classList.toggle("has-marks", timeline.marks.length > 0);
    this.#body.replaceChildren(axis(window, step, timeline.marks), grid(window, step, timeline.marks),
      ...groups.flatMap((group, i) => this.#group(group, window, `${this.#id}-${i}`)));
    this.#part.textContent = this.#window === null ? "" : window.fromMs === 0 ? `the first ${duration(window.toMs)}` : `${duration(window.fromMs)} to ${duration(window.toMs)}`;
    const machinery = timeline.groups.some(group => group.machinery);
    this.#tools.replaceChildren(windowButtons(timeline, window, next => this.#show(next)), ...(machinery ? [this.#machineryButton()] : []));
    if (focused !== null && focused !== undefined) this.#tools.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
    this.#reader.redrawn(hadFocus);
  }

  #machineryButton(): HTMLElement {
    const label = this.#machinery ? "Hide the machinery" : "Show the machinery";
    const made = button("quiet small", [label], () => {
      this.#machinery = !this.#machinery;
      this.#drawLanes();
    });
    made.title = "Threads of Java itself, which carry the others, wait at sockets and wake sleepers";
    made.setAttribute("aria-label", label);
    return made;
  }

  #saving(): HTMLElement[] {
    if (this.#timeline.running) return [];
    const trace = button("link small", ["Save for Perfetto"], () => save("threads.json", "application/json", chromeTrace(this.#marked())));
    const notebook = location.pathname.replace(/\/$/, "");
    const picture = el("a", { href: `${notebook}/cells/${encodeURIComponent(this.cell)}/timeline.svg`, download: "threads.svg" }, "Save as SVG");
    return [el("span", { class: "saving" }, trace, picture)];
  }

  #showAlive(): void {
    const open = this.#timeline.groups.filter(group => !group.machinery && group.lanes.some(lane => lane.alive));
    for (const group of open) this.#opened.set(group.name, true);
    const whole = wholeWindow(this.#timeline);
    this.#show(whole.toMs > cellWindow(this.#timeline).toMs ? whole : null);
    this.#reader.showAlive();
  }

  #group(group: ThreadGroup, window: Window, id: string): HTMLElement[] {
    const banded = group.band.length > 0;
    const open = group.lanes.length > 0 && (this.#opened.get(group.name) ?? !banded);
    const lanes = el("ol", { class: "lanes", id, "aria-label": `Lanes of ${group.name}, arrow keys move between them` });
    lanes.hidden = !open;
    if (open) lanes.append(...group.lanes.map(lane => laneRow(lane, window)));
    const head = el("div", { class: "tl-row tl-group" },
      el("div", { class: "name" }, this.#opener(group, open, id), el("b", {}, group.name), el("span", {}, about(group)), banded && !open && this.#opening(group)),
      el("span", { class: "tl-tot" }, el("span", {}, inAll(group.totals.doing)), el("span", {}, inAll(group.totals.waiting + group.totals.pinned))));
    return banded ? [head, bandRow(group, window), lanes] : [head, lanes];
  }

  #opener(group: ThreadGroup, open: boolean, id: string): HTMLElement | null {
    if (group.lanes.length === 0) return null;
    const made = el("button", { type: "button", "aria-expanded": String(open), "aria-controls": id, "aria-label": `Lanes of ${group.name}` }, icon("chev"));
    made.addEventListener("click", () => this.#toggle(group, !open));
    return made;
  }

  #opening(group: ThreadGroup): HTMLElement | null {
    return group.lanes.length === 0 ? null : button("quiet small", [`Show ${counted(group.lanes.length, "lane")}`], () => this.#toggle(group, true));
  }

  #toggle(group: ThreadGroup, open: boolean): void {
    this.#opened.set(group.name, open);
    this.#drawLanes();
    this.#body.querySelector<HTMLElement>(`[aria-label="Lanes of ${CSS.escape(group.name)}"]`)?.focus();
  }
}

/// The button under the reader's finger stays; only the words beside it are new.
function keepFocus(old: HTMLElement, next: HTMLElement): void {
  const focused = document.activeElement;
  const at = [...old.querySelectorAll("button")].findIndex(one => one === focused);
  old.replaceChildren(next);
  next.querySelectorAll<HTMLElement>(".acts button")[at]?.focus();
}

function verdict({ verdict, advice, totals, wallMs, cores, started, alive, mostInFlight }: Timeline): HTMLElement[] {
  const used = wallMs > 0 ? totals.doing / wallMs : 0;
  return [
    el("p", { class: "line" }, verdict),
    el("p", { class: "sub" }, advice),
    el("dl", { class: "facts" },
      fact("waiting", swatch("waiting"), inAll(totals.waiting + totals.pinned)),
      fact("doing", swatch("doing"), inAll(totals.doing)),
      totals.blocked > 0 && fact("blocked", swatch("blocked"), inAll(totals.blocked)),
      fact("on the clock", null, inAll(wallMs)),
      fact(`of ${counted(cores, "core")} used`, null, used.toFixed(used < 0.095 ? 2 : 1)),
      fact("threads started", null, thousands(started)),
      mostInFlight > 0 && fact("most in flight at the service", null, thousands(mostInFlight)),
      alive > 0 && fact("still alive", null, thousands(alive))),
  ];
}

function fact(name: string, mark: SVGSVGElement | null, value: string): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, mark, value));
}

function summary({ started, wallMs, groups }: Timeline): string {
  const parts = groups.map(group => `${group.name}: ${counted(group.threads, "thread")}, ${inAll(group.totals.doing)} doing, ${inAll(group.totals.waiting)} waiting`);
  return `${counted(started, "thread")} started, ${duration(wallMs)} on the clock. ${parts.join(". ")}.`;
}

function about(group: ThreadGroup): string {
  const tooMany = group.lanes.length === 0 ? ", too many for lanes" : "";
  return `${counted(group.threads, "thread")}, until ${duration(group.toMs)}${tooMany}`;
}

function axis({ fromMs, toMs }: Window, step: number, marks: readonly Mark[]): HTMLElement {
  const length = toMs - fromMs;
  const ticks = el("span", { class: "ticks", "aria-hidden": "true" });
  for (let ms = Math.ceil(fromMs / step - 1e-9) * step; ms < fromMs + length * 0.9; ms += step) {
    ticks.append(at(ms - fromMs < length * 0.02 ? "z" : "", label(ms, step), (ms - fromMs) / length));
  }
  ticks.append(at("e", step >= 1000 ? `${(toMs / 1000).toFixed(1)} s` : `${label(toMs, step)} ms`, 1));
  for (const mark of marks) {
    const kind = mark.kind === "limit" ? "lim" : "you";
    if (inside(mark, fromMs, toMs)) ticks.append(at(kind, mark.label, (mark.atMs - fromMs) / length));
    else if (mark.atMs > toMs) ticks.append(at(kind, `${mark.label} →`, 1));
  }
  return el("div", { class: "tl-row tl-axis" }, el("span"), ticks, el("span", { class: "heads" }, el("span", {}, "doing"), el("span", {}, "waiting")));
}

function inside({ atMs }: Mark, fromMs: number, toMs: number): boolean {
  return atMs >= fromMs && atMs <= toMs;
}

function label(ms: number, step: number): string {
  return step >= 1000 ? String(Math.round(ms) / 1000) : step < 0.1 ? ms.toFixed(2) : step < 1 ? ms.toFixed(1) : thousands(Math.round(ms));
}

function at(kind: string, text: string, share: number): HTMLElement {
  const tick = el("span", { class: kind === "" ? null : kind }, text);
  tick.style.left = `${(100 * share).toFixed(2)}%`;
  if (share > 0.7) tick.classList.add("late");
  if (share < 0.2) tick.classList.add("early");
  return tick;
}

function grid({ fromMs, toMs }: Window, step: number, marks: readonly Mark[]): HTMLElement {
  const length = toMs - fromMs;
  const lines = el("div", { class: "tl-grid", "aria-hidden": "true" });
  for (let ms = (Math.floor(fromMs / step) + 1) * step; ms < toMs; ms += step) lines.append(at("", "", (ms - fromMs) / length));
  for (const mark of marks) if (inside(mark, fromMs, toMs)) lines.append(at(mark.kind === "limit" ? "lim" : "you", "", (mark.atMs - fromMs) / length));
  return lines;
}

function present({ totals }: Timeline): ReadonlySet<ThreadState> {
  return new Set(threadStates.filter(state => state === "doing" || state === "waiting" || totals[state] > 0));
}

const precisions: Record<Lane["precision"], string> = {
  exact: "Virtual threads: exact.",
  waits_exact: "Platform threads: their sleeps, parks and socket reads are exact; locks of synchronized, missing cores and native calls are looked for every 5 ms.",
  sampled: "",
};

/// Which part is exact and which is sampled.
function precision({ groups: all, note }: Timeline): string {
  const groups = all.filter(group => !group.machinery);
  const found = new Set(groups.flatMap(group => group.lanes.map(lane => lane.precision)));
  if (groups.some(group => group.lanes.length === 0) && note === "") found.add("exact");
  return [...found].toSorted().map(one => precisions[one]).concat(note).filter(text => text !== "").join(" ");
}
