// The steps of a lesson in the outline, as the server counts what is done, and the key that changes the view.

import { el, icon } from "./dom";
import type { CellId, Section, Study, Todo } from "./protocol";

export class StepOutline {
  #drawn = "";

  constructor(private readonly shell: HTMLElement, private readonly nav: HTMLElement, private readonly show: (step: CellId) => void) {}

  draw(study: Study, current: number, name: (cell: CellId) => string): void {
    const { sections } = study;
    this.shell.classList.toggle("with-outline", sections.length > 1);
    const state = JSON.stringify([sections.map(({ step, title, done, todos }) => [step, title, done, todos]), current]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    const focused = this.nav.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    const done = sections.filter(section => section.done).length;
    this.nav.replaceChildren(
      el("h2", {}, current < 0 ? `${done} of ${sections.length} steps done` : `Step ${current + 1} of ${sections.length}`),
      el("ol", { class: "steps" }, ...sections.map((section, i) => this.#item(section, i === current, name))));
    if (focused) this.nav.querySelector<HTMLElement>(`a[href=${CSS.escape(focused)}]`)?.focus({ preventScroll: true });
  }

  #item(section: Section, here: boolean, name: (cell: CellId) => string): HTMLElement {
    const mark = here ? icon("you", "mark you") : icon(section.done ? "ok" : "wait", "mark soft");
    const said = `${section.done ? ", done" : ""}${here ? ", you are here" : ""}`;
    const link = el("a", { href: `#cell-${section.step}`, "aria-current": here && "step" }, mark, el("span", {}, section.title, el("span", { class: "vh" }, said)));
    link.addEventListener("click", event => {
      event.preventDefault();
      this.show(section.step);
    });
    return el("li", { class: section.done && "done" }, link, here && section.todos.length > 0 && el("ul", { class: "sub" }, ...section.todos.map(todo => todoItem(todo, name))));
  }
}

function todoItem(todo: Todo, name: (cell: CellId) => string): HTMLElement {
  const word = todo.kind === "predict" ? "Prediction" : todo.kind === "run" ? `${name(todo.cell)}, run` : `${name(todo.cell)}, exercise`;
  return el("li", {}, el("a", { href: `#cell-${todo.cell}` }, icon(todo.done ? "ok" : "wait", "mark soft"), el("span", {}, word, el("span", { class: "vh" }, todo.done ? ", done" : ", open"))));
}

/// W shows the whole page, or one step again. Not while somebody types.
export function viewKey(toggle: () => void): (event: KeyboardEvent) => void {
  return event => {
    if (event.key !== "w" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable=true], dialog") !== null) return;
    event.preventDefault();
    toggle();
  };
}
