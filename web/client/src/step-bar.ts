// The bar at the bottom of a step: back, what is still open, and on. It says what is missing and never keeps anybody.

import { button, el, icon } from "./dom";
import type { Child } from "./dom";
import type { CellId, Study, Todo } from "./protocol";

export interface StepBarActs {
  show(step: CellId): void;
  goTo(cell: CellId): void;
}

export class StepBar {
  #drawn = "";

  constructor(private readonly foot: HTMLElement, private readonly acts: StepBarActs) {}

  draw(study: Study, current: number, name: (cell: CellId) => string): void {
    this.foot.hidden = study.view === "page";
    const section = study.sections[current];
    if (section === undefined) return;
    const state = JSON.stringify([current, section.todos, study.sections.map(one => one.title)]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    const before = study.sections[current - 1];
    const next = study.sections[current + 1];
    const open = section.todos.filter(todo => !todo.done);
    const focused = document.activeElement instanceof HTMLElement && this.foot.contains(document.activeElement) ? document.activeElement.className : null;
    this.foot.replaceChildren(
      before === undefined ? el("a", { class: "btn quiet", href: "/" }, arrow("←"), el("span", { class: "narrow-vh" }, "All lessons")) : button("back", [arrow("←"), el("span", { class: "narrow-vh" }, "Back")], () => this.acts.show(before.step)),
      el("ul", { class: "todo", "aria-label": "In this step" }, ...section.todos.map(todo => item(todo, name))),
      el("span", { class: "end" }, ...this.#ways(open[0], next, name)));
    if (focused !== null) this.foot.querySelector<HTMLElement>(".primary")?.focus({ preventScroll: true });
  }

  #ways(open: Todo | undefined, next: { step: CellId; title: string } | undefined, name: (cell: CellId) => string): HTMLElement[] {
    const on = (kind: string, word: string): HTMLElement => next === undefined
      ? el("a", { class: `btn ${kind}`, href: "/" }, kind === "primary" ? "Done: all lessons" : word)
      : button(kind, [...(kind === "primary" ? [label(`Next: ${next.title}`)] : skip(word)), arrow("→")], () => this.acts.show(next.step));
    if (open === undefined) return [on("primary", "")];
    return [on("quiet", "Skip for now"), button("primary", [label(missing(open, name)), arrow("↑")], () => this.acts.goTo(open.cell))];
  }
}

function missing(todo: Todo, name: (cell: CellId) => string): string {
  if (todo.kind === "predict") return "Go to your prediction";
  return todo.kind === "run" ? `Go to ${name(todo.cell).toLowerCase()}, not run yet` : "Go to the open exercise";
}

function item(todo: Todo, name: (cell: CellId) => string): HTMLElement {
  const word = todo.kind === "predict" ? "Predict" : todo.kind === "run" ? `Run ${name(todo.cell).toLowerCase()}` : "Exercise";
  return el("li", {}, icon(todo.done ? "ok" : "wait", "mark soft"), word, el("span", { class: "vh" }, todo.done ? ", done" : ", open"));
}

function label(text: string): HTMLElement {
  return el("span", { class: "what" }, text);
}

/// On a phone the first word has to do.
function skip(words: string): Child[] {
  const [first = "", ...others] = words.split(" ");
  return [first, el("span", { class: "narrow-hide" }, others.join(" "))];
}

function arrow(sign: string): HTMLElement {
  return el("span", { "aria-hidden": "true" }, sign);
}
