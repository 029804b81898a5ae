// The bar at the top and the lines under it: which notebook, how Java is, whether it is saved, whether there is a connection.

import { byId, svg } from "./dom";
import { whereIs } from "./busy-threads";
import { clock, counted } from "./format";
import type { CellId, Kernel, Notebook, Saved } from "./protocol";
import type { Link, State } from "./store";

const words: Record<Kernel["state"], string> = {
  none: "Java starts with the first run", starting: "Starting Java …", ready: "Ready", running: "Running", stopping: "Stopping …", resting: "At rest", lost: "Java was lost",
};

export class TopBar {
  #everOpen = false;

  /// `mark` stands before the page's title.
  constructor(private readonly name: (cell: CellId) => string | null, private readonly mark: () => string) {
    const head = byId("head");
    new ResizeObserver(() => document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`)).observe(head);
  }

  draw({ link, notebook }: State): void {
    if (link.state === "open") this.#everOpen = true;
    this.tick(link);
    if (notebook === null) return;
    document.title = `${this.mark()}${notebook.title} – Interleave`;
    byId("title").textContent = notebook.title;
    this.#kernel(notebook);
    this.#stubborn(notebook.kernel);
    this.#saved(notebook.saved);
  }

  /// Counts down to the next attempt. The screen reader hears of the loss once, from the live region, and not every second.
  tick(link: Link): void {
    const line = byId("offline");
    line.hidden = link.state === "open" || (link.state === "connecting" && !this.#everOpen && line.hidden);
    if (link.state === "open") return;
    byId("try-now").hidden = link.state === "closed";
    byId("try-now").textContent = link.state === "deleted" ? "Go on" : "Now";
    byId("offline-text").textContent = linkWords(link);
  }

  #kernel({ kernel, cells }: Notebook): void {
    const running = cells.find(cell => cell.kind === "code" && cell.run.state === "running");
    const name = running === undefined ? null : this.name(running.id);
    const found = kernel.state === "running" && name !== null;
    const waiting = cells.filter(cell => cell.kind === "code" && cell.run.state === "queued").length;
    byId("kernel-mark").replaceChildren(mark(kernel.state));
    byId("kernel-word").textContent = found ? "" : words[kernel.state];
    byId("find-running").hidden = !found;
    byId("find-running").textContent = found ? `Running ${name.toLowerCase()}` : "";
    byId("queue").hidden = waiting === 0;
    byId("queue").textContent = `${waiting} waiting`;
    const gone = kernel.state === "lost" || kernel.state === "resting"; // and its variables with it
    byId("lost").hidden = !gone;
    byId("lost").classList.toggle("bad", kernel.state === "lost");
    byId("lost-text").textContent = kernel.message ?? "Java was lost.";
    byId("kernel-message").textContent = gone ? "" : kernel.message ?? "";
  }

  /// A second way out for who does not want to wait; a button of its own, so that no double click on Stop costs the variables.
  #stubborn({ waitsFor }: Kernel): void {
    byId("stubborn").hidden = waitsFor.count === 0;
    const [first] = waitsFor.threads;
    if (first === undefined) return;
    const others = waitsFor.count === 1 ? "" : `, and ${counted(waitsFor.count - 1, "other thread")}`;
    byId("stubborn-text").textContent = `Stopping … still waiting for ${whereIs(first, this.name)}${others}.`;
  }

  #saved(saved: Saved): void {
    byId("saved").textContent = saved.state === "saved" ? (saved.at === null ? "" : `Saved ${clock(saved.at)}`) : saved.state === "unsaved" ? "Saving …" : "Not saved";
    byId("changed").hidden = saved.state !== "changed";
    byId("unsaved").hidden = saved.state !== "failed";
    if (saved.state === "failed") byId("unsaved-text").textContent = `Not saved: ${saved.message ?? "the file could not be written"}`;
  }
}

function linkWords(link: Exclude<Link, { state: "open" }>): string {
  if (link.state === "closed") return "This notebook cannot be opened any more. Copy what you need from this page before you close it.";
  if (link.state === "deleted") return "This notebook was deleted. What this page shows is not saved any more. Put it back on the page of all lessons, then go on here.";
  if (link.state === "connecting") return "Not connected. Trying again now. Your text is safe.";
  if (link.refused) return "Interleave was started again and does not know this browser yet. Open the address that it printed, in another tab; this one then connects by itself. Your text is safe.";
  const seconds = Math.max(0, Math.ceil((link.until - Date.now()) / 1000));
  return `Not connected. Trying again in ${seconds} s. Your text is safe.`;
}

/// A ring is ready, a square runs, a broken ring is between the two.
function mark(state: Kernel["state"]): SVGSVGElement {
  const dashes = state === "starting" || state === "stopping" || state === "none" || state === "resting" ? "2.6 2" : null;
  const shape = state === "running"
    ? svg("rect", { x: 1.5, y: 1.5, width: 9, height: 9, fill: "var(--doing)" })
    : state === "lost"
      ? svg("path", { d: "M2 2l8 8M10 2l-8 8", stroke: "currentColor", "stroke-width": 2 })
      : svg("circle", { cx: 6, cy: 6, r: 4.5, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dashes });
  return svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, shape);
}
