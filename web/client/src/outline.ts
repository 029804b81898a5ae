// The contents of a notebook, from the headings of its prose: where one is, and what has run.

import { el, icon } from "./dom";
import type { Cell, CellId, Notebook } from "./protocol";
import { wordsOf } from "./run-words";

interface Step { title: string; level: number; heading: HTMLElement; cell: HTMLElement; code: CellId[] }

export class Outline {
  #steps: Step[] = [];
  #current = -1;
  #notebook: Notebook | null = null;

  constructor(private readonly shell: HTMLElement, private readonly nav: HTMLElement, private readonly name: (cell: CellId) => string | null) {
    addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  get length(): number {
    return this.#steps.length;
  }

  update(notebook: Notebook, column: HTMLElement): void {
    this.#notebook = notebook;
    this.#steps = stepsOf(column);
    this.#steps.forEach((step, i) => (step.heading.id = `step-${i + 1}`));
    this.shell.classList.toggle("with-outline", this.#steps.length > 1);
    this.#current = this.#here();
    this.draw(this.nav);
  }

  /// Leaves the page alone if nothing differs, and the focus on the same link if something does.
  draw(into: HTMLElement): void {
    const at = this.#current;
    const heading = el("h2", {}, "Contents");
    const list = el("ol", { class: "steps" }, ...this.#steps.map((step, i) => this.#item(step, i, i === at)));
    if (into.innerHTML === heading.outerHTML + list.outerHTML) return;
    const focused = into.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    into.replaceChildren(heading, list);
    if (focused) into.querySelector<HTMLElement>(`a[href=${CSS.escape(focused)}]`)?.focus({ preventScroll: true });
  }

  #item(step: Step, index: number, here: boolean): HTMLElement {
    const done = step.code.length > 0 && step.code.every(id => this.#ran(id));
    const mark = here ? icon("you", "mark you") : done ? icon("ok", "mark soft") : icon("wait", "mark soft");
    const said = here ? ", you are here" : done ? ", done" : "";
    return el("li", { class: [done && "done", step.level === 3 && "deep"].filter(Boolean).join(" ") || null },
      el("a", { href: `#step-${index + 1}`, "aria-current": here && "step" }, mark, el("span", {}, step.title, el("span", { class: "vh" }, said))),
      here && step.code.length > 0 && el("ul", { class: "sub" }, ...step.code.map(id => this.#cellItem(id))));
  }

  #cellItem(id: CellId): HTMLElement {
    const cell = this.#cell(id);
    if (cell?.kind !== "code") return el("li");
    const { text, bad } = wordsOf(cell, 0);
    const { state } = cell.run;
    const word = state === "completed" ? "ran" : state === "running" ? "running" : text;
    return el("li", {}, el("a", { href: `#cell-${id}` },
      icon(bad ? "no" : state === "completed" ? "ok" : "wait", bad ? "mark bad" : "mark soft"), `${this.name(id) ?? ""}, ${word}`));
  }

  #cell(id: CellId): Cell | undefined {
    return this.#notebook?.cells.find(cell => cell.id === id);
  }

  #ran(id: CellId): boolean {
    const cell = this.#cell(id);
    return cell?.kind === "code" && cell.run.state === "completed";
  }

  #scrolled(): void {
    const here = this.#here();
    if (here === this.#current) return;
    this.#current = here;
    this.draw(this.nav);
  }

  /// The last step that begins above the upper third of the window. Asks the cell, not the heading in it: what is inside a
  /// cell out of sight has no place until it is drawn. What is folded away has none at all.
  #here(): number {
    const line = innerHeight / 3;
    return this.#steps.findLastIndex(step => step.cell.offsetParent !== null && step.cell.getBoundingClientRect().top < line);
  }
}

function stepsOf(column: HTMLElement): Step[] {
  const steps: Step[] = [];
  for (const cell of column.querySelectorAll<HTMLElement>(".cell")) {
    if (cell.classList.contains("code")) steps.at(-1)?.code.push(cell.id.slice("cell-".length));
    for (const heading of cell.querySelectorAll<HTMLElement>(".prose :is(h1, h2, h3)")) {
      steps.push({ level: Number(heading.tagName.slice(1)), title: heading.textContent ?? "", heading, cell, code: [] });
    }
  }
  return steps;
}
