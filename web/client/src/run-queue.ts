// What runs and what waits for its turn, in a list that opens from the status in the top bar.

import { button, el, icon } from "./dom";
import { openPopover } from "./floats";
import type { CellId, CodeCell, Notebook } from "./protocol";
import { wordsOf } from "./run-words";

export interface Queue {
  name(cell: CellId): string | null;
  find(cell: CellId): void;
  cancel(cell: CellId): void;
  stop(): void;
}

/// The running cell first, then the others in the order of their turns.
export function underWay(cells: Notebook["cells"]): CodeCell[] {
  const code = cells.filter(cell => cell.kind === "code");
  return [...code.filter(cell => cell.run.state === "running"), ...code.filter(cell => cell.run.state === "queued").sort((a, b) => (a.run.place ?? 0) - (b.run.place ?? 0))];
}

export class QueueView {
  #list: HTMLElement | null = null;
  #cells: CodeCell[] = [];
  #times: { cell: CodeCell; words: HTMLElement }[] = [];

  constructor(private readonly queue: Queue) {}

  update(notebook: Notebook): void {
    const cells = underWay(notebook.cells);
    if (cells.length === this.#cells.length && cells.every((cell, i) => cell.run === this.#cells[i]?.run && cell.id === this.#cells[i]?.id)) return;
    this.#cells = cells;
    this.#draw();
  }

  tick(now: number): void {
    for (const { cell, words } of this.#times) words.textContent = wordsOf(cell, now).text;
  }

  open(at: HTMLElement): void {
    this.#list = el("ul", { class: "queue" });
    this.#draw();
    openPopover(at, "What runs and what waits", this.#list, () => {
      this.#list = null;
      this.#times = [];
    });
    this.#list.querySelector<HTMLElement>("button")?.focus();
  }

  #draw(): void {
    const list = this.#list;
    if (list === null) return;
    const focused = list.contains(document.activeElement) ? document.activeElement?.getAttribute("data-for") : null;
    this.#times = [];
    list.replaceChildren(...this.#cells.map(cell => this.#item(cell)));
    if (this.#cells.length === 0) list.append(el("li", { class: "muted", tabindex: -1 }, "Nothing runs, and nothing waits."));
    if (focused !== null && focused !== undefined) (list.querySelector<HTMLElement>(`[data-for="${focused}"]`) ?? list.querySelector<HTMLElement>("button, li"))?.focus();
    this.tick(Date.now());
  }

  #item(cell: CodeCell): HTMLElement {
    const name = this.queue.name(cell.id) ?? "A cell";
    const running = cell.run.state === "running";
    const words = el("span", { class: "muted" });
    this.#times.push({ cell, words });
    const find = button("quiet small", [name], () => this.queue.find(cell.id));
    find.dataset["for"] = `find-${cell.id}`;
    const act = button("small", [icon(running ? "stop" : "no"), running ? "Stop" : "Take it out", el("span", { class: "vh" }, name)], () => (running ? this.queue.stop() : this.queue.cancel(cell.id)));
    act.dataset["for"] = `act-${cell.id}`;
    return el("li", {}, find, words, act);
  }
}
