// The fields under a cell, one for each of its threads that waits for a line.
//
// Whoever answers one question often gets the next one at once, and types on meanwhile. So a field that has the focus is not
// taken away when its question is gone: as long as the cell runs it waits for the next one, with what was typed in it.

import { button, el } from "./dom";
import type { Input } from "./protocol";

export interface Answering {
  /// Null is the end of the input. False if it could not be sent; the text then stays in the field.
  answer(input: number, line: string | null): boolean;
  /// The focus has to go somewhere else.
  leave(): void;
}

export class InputFields {
  readonly element = el("div", { class: "inputs" });
  #fields: Field[] = [];

  constructor(private readonly own: string, private readonly answering: Answering) {
    this.element.hidden = true;
  }

  /// True if there is a question now that was not there before.
  update(inputs: readonly Input[], running: boolean): boolean {
    const fresh = inputs.filter(input => !this.#fields.some(field => field.input?.number === input.number));
    for (const field of this.#fields) {
      if (field.input !== null && !inputs.some(input => input.number === field.input?.number)) field.ask(null);
    }
    const news = fresh.length > 0;
    for (const field of this.#fields.filter(one => one.input === null)) {
      const next = fresh.shift();
      if (next !== undefined) field.ask(next);
      else if (!running || !field.focused) this.#remove(field);
    }
    for (const input of fresh) this.#add(new Field(input, this.own, this.answering));
    this.element.hidden = this.#fields.length === 0;
    return news;
  }

  get focused(): boolean {
    return this.#fields.some(field => field.focused);
  }

  focus(): void {
    this.#fields[0]?.focus();
  }

  #add(field: Field): void {
    this.#fields.push(field);
    this.element.append(field.element);
  }

  #remove(field: Field): void {
    const hadFocus = field.focused;
    this.#fields = this.#fields.filter(one => one !== field);
    field.element.remove();
    if (!hadFocus) return;
    if (this.#fields.length > 0) this.focus();
    else this.answering.leave();
  }
}

class Field {
  readonly element: HTMLFormElement;
  input: Input | null = null;
  #who = el("b");
  #prompt = el("span", { class: "prompt" });
  #typed: string[] = []; // lines, latest last
  #back = 0; // how many of them up the reader has gone
  #box = el("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });

  constructor(first: Input, private readonly own: string, private readonly answering: Answering) {
    this.element = el("form", { class: "input" },
      el("label", {}, this.#who, this.#prompt, this.#box),
      el("button", { class: "btn small", type: "submit" }, "Enter"),
      button("quiet small", ["End of input"], () => this.#answer(null)));
    this.element.addEventListener("submit", event => {
      event.preventDefault();
      this.#answer(this.#box.value);
    });
    this.#box.addEventListener("keydown", event => this.#key(event));
    this.ask(first);
  }

  get focused(): boolean {
    return this.element.contains(document.activeElement);
  }

  focus(): void {
    this.#box.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  ask(input: Input | null): void {
    this.input = input;
    this.element.classList.toggle("idle", input === null);
    const other = input !== null && input.thread !== this.own;
    this.#who.hidden = !other;
    this.#who.textContent = other ? input.thread : "";
    this.#who.title = input?.virtual === true ? "a virtual thread" : "a platform thread";
    this.#prompt.textContent = input === null ? "" : input.prompt === "" ? "Input: " : lastLine(input.prompt);
  }

  #answer(line: string | null): void {
    const asked = this.input;
    if (asked === null || !this.answering.answer(asked.number, line)) return;
    if (line !== null && line !== "") this.#typed.push(line);
    this.#back = 0;
    this.#box.value = "";
    this.#box.focus({ preventScroll: true }); // also after a click: the next question may come at once
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      this.answering.leave();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault(); // as in a terminal: what was typed before
      this.#back = Math.min(Math.max(this.#back + (event.key === "ArrowUp" ? 1 : -1), 0), this.#typed.length);
      this.#box.value = this.#back === 0 ? "" : this.#typed.at(-this.#back) ?? "";
    } else if (event.key === "d" && event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey) {
      event.preventDefault(); // in a browser, a bookmark
      if (this.#box.value === "") this.#answer(null);
    }
  }
}

/// What a terminal would show to the left of the cursor, without colours.
function lastLine(prompt: string): string {
  return prompt.replace(/\x1b\[[\d;:]*[ -/]*[@-~]/g, "").split(/[\r\n]/).at(-1) ?? "";
}
