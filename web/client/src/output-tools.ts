// The line above a cell's output that helps with much of it: one thread's lines alone, a copy, a file. Not there for a few lines.

import { button, el, icon } from "./dom";
import { counted } from "./format";
import { threadsOf } from "./output-text";
import type { Output } from "./protocol";

const much = 2_000; // characters
const mostNames = 500;

export interface OutputToolActs {
  only(thread: string | null): void;
  copy(): void;
  save(): void;
}

export class OutputTools {
  readonly element: HTMLElement;
  #select = el("select");
  #label = el("label", {}, "From ", this.#select);
  #buttons: HTMLElement;
  #names: string[] = [];

  /// `own` is the thread that runs the cell.
  constructor(private readonly own: string, acts: OutputToolActs) {
    this.#select.addEventListener("change", () => acts.only(this.chosen));
    this.#buttons = el("span", { class: "end" }, button("quiet small", [icon("copy"), "Copy"], acts.copy), button("quiet small", [icon("down"), "Save as text"], acts.save));
    this.element = el("div", { class: "out-tools", hidden: true });
  }

  get chosen(): string | null {
    return this.#select.value === "" ? null : this.#select.value.slice(1);
  }

  update(outputs: readonly Output[]): void {
    const { chosen } = this;
    const found = threadsOf(outputs);
    const names = chosen === null || found.includes(chosen) ? found : [...found, chosen];
    const several = names.length > 1;
    const useful = several || outputs.reduce((sum, output) => sum + (output.type === "text" ? output.text.length : 0), 0) >= much;
    this.element.hidden = !useful;
    const parts = useful ? [...(several ? [this.#label] : []), this.#buttons] : []; // what is hidden is no part of the output's text
    if (parts.length !== this.element.childElementCount) this.element.replaceChildren(...parts);
    if (this.element.hidden || (names.length === this.#names.length && names.every((name, i) => name === this.#names[i]))) return;
    this.#names = names;
    const shown = names.slice(0, mostNames);
    if (chosen !== null && !shown.includes(chosen)) shown.push(chosen);
    const option = (value: string, text: string): HTMLElement => el("option", { value, selected: value === (chosen === null ? "" : `:${chosen}`) }, text);
    this.#select.replaceChildren(option("", `all ${counted(names.length, "thread")}`), ...shown.map(name => option(`:${name}`, name === this.own ? "the cell itself" : name)));
  }
}
