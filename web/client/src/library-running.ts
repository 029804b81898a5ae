// The notebooks whose Java runs: since when, how much memory, how many threads, and a way to end it.

import { button, el, svg } from "./dom";
import { clock, counted, thousands } from "./format";
import { ask, notebookApi } from "./library-api";
import type { Around } from "./library-books";
import type { Kernel, RunningNotebook } from "./protocol";

const everyMs = 3_000;

export class Running {
  readonly element = el("section", { "aria-labelledby": "running-title", hidden: true });
  #list = el("ul", { class: "books" });

  constructor(private readonly around: Around) {
    this.element.append(el("div", { class: "section-head" }, el("h2", { id: "running-title" }, "Running")), this.#list);
    setInterval(() => {
      if (document.visibilityState === "visible") void this.load();
    }, everyMs);
  }

  async load(): Promise<void> {
    try {
      this.#draw((await ask<{ running: RunningNotebook[] }>("GET", "/api/running")).running);
    } catch {
      // The list of notebooks says so if it lasts.
    }
  }

  /// Rows stay the same elements, so that the focus stays on a button while figures change.
  #draw(all: RunningNotebook[]): void {
    this.element.hidden = all.length === 0;
    const rows = new Map([...this.#list.children].map(row => [(row as HTMLElement).dataset["name"], row]));
    const had = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(...all.map(one => {
      const row = rows.get(one.name) ?? this.#row(one);
      row.querySelector("p")?.replaceChildren(facts(one));
      row.querySelector(".status")?.replaceWith(kernelMark(one.kernel) ?? "");
      return row;
    }));
    if (had && document.activeElement === document.body) (this.#list.querySelector("button") ?? document.querySelector<HTMLElement>("#lessons"))?.focus();
  }

  #row(one: RunningNotebook): HTMLElement {
    const stop = button("small", ["Stop", el("span", { class: "vh" }, ` Java of ${one.name}`)], () => void this.#stop(one.name));
    return el("li", { class: "book", "data-name": one.name }, el("a", { href: `/notebooks/${encodeURIComponent(one.name)}` }, one.title), el("p"), kernelMark(one.kernel), stop);
  }

  async #stop(name: string): Promise<void> {
    try {
      await ask("POST", notebookApi(name, "/end-java"));
      this.around.say(`Java of “${name}” was stopped. Its text and outputs are kept.`, "Close", () => {});
    } catch (error) {
      this.around.say(`Not stopped: ${error instanceof Error ? error.message : String(error)}`, "Close", () => {});
    }
    await Promise.all([this.load(), this.around.load()]);
  }
}

function facts({ since, memoryBytes, threads }: RunningNotebook): string {
  return [memoryBytes === null ? null : `${thousands(Math.round(memoryBytes / 1_000_000))} MB`, threads === null ? null : counted(threads, "thread"), `since ${clock(since)}`].filter(Boolean).join(", ");
}

/// Of a notebook whose Java is there, null of any other.
export function kernelMark(kernel: Kernel["state"]): HTMLElement | null {
  if (kernel === "none" || kernel === "resting" || kernel === "lost") return null;
  const runs = kernel === "running" || kernel === "stopping";
  const shape = runs
    ? svg("rect", { x: 1.5, y: 1.5, width: 9, height: 9, fill: "var(--doing)" })
    : svg("circle", { cx: 6, cy: 6, r: 4.5, fill: "none", stroke: "currentColor", "stroke-width": 2 });
  return el("span", { class: "status" }, svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, shape), kernel);
}
