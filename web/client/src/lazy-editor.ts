// An editor that is made when it is needed, and the text in its place until then. To make and measure hundreds of editors at
// once would keep the reader of a long notebook waiting for what is out of sight.

import type { ChangeSet } from "@codemirror/state";
import { el } from "./dom";
import { Editor } from "./editor";
import type { EditorOptions } from "./editor";
import type { Place } from "./find-marks";
import type { Diagnostic } from "./protocol";

const atOnce = 2; // the first ones of a page can be typed in immediately
const leastIdleMs = 6;

const waiting = new Set<LazyEditor>();
let made = 0;
let asked = false;

/// The rest is made one after the other while nothing else is to do.
function later(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  const next = (enough: boolean): void => {
    asked = false;
    const [first] = waiting;
    if (enough) first?.make();
    later();
  };
  if ("requestIdleCallback" in window) requestIdleCallback(deadline => next(deadline.timeRemaining() >= leastIdleMs || deadline.didTimeout), { timeout: 1_000 });
  else setTimeout(() => next(true), 50); // Safari
}

export class LazyEditor {
  readonly element = el("div", { class: "editor-place" });
  #editor: Editor | null = null;
  #label = "";
  #numbers: boolean;
  #marked: [Diagnostic[], number | null] = [[], null];
  #found: readonly Place[] = [];

  /// `current` is the text as it is now.
  constructor(private readonly options: Omit<EditorOptions, "source" | "label">, private readonly current: () => string) {
    this.#numbers = options.lineNumbers;
    this.#showText();
    waiting.add(this);
    if (made < atOnce) this.make();
    else later();
  }

  /// When the cell comes near, and each time it comes into sight again: what is out of sight is not laid out.
  watch(cell: HTMLElement): void {
    cell.addEventListener("contentvisibilityautostatechange", event => {
      if (this.#editor !== null) this.#editor.view.requestMeasure();
      else if (!(event as ContentVisibilityAutoStateChangeEvent).skipped) this.make();
    });
    cell.addEventListener("pointerdown", () => this.make(), { capture: true });
    cell.addEventListener("focusin", () => this.make());
  }

  get made(): Editor | null {
    return this.#editor;
  }

  make(): Editor {
    if (this.#editor !== null) return this.#editor;
    waiting.delete(this);
    made++;
    const editor = new Editor({ ...this.options, lineNumbers: this.#numbers, source: this.current(), label: this.#label });
    this.#editor = editor;
    this.element.replaceChildren(editor.view.dom);
    editor.mark(...this.#marked);
    editor.found(this.#found);
    return editor;
  }

  get source(): string {
    return this.#editor?.source ?? this.current();
  }

  label(name: string): void {
    this.#label = name;
    this.#editor?.label(name);
  }

  change(changes: ChangeSet | null): void {
    if (this.#editor === null) this.#showText();
    else if (changes === null) this.#editor.replace(this.current());
    else this.#editor.change(changes);
  }

  mark(diagnostics: Diagnostic[], hot: number | null): void {
    this.#marked = [diagnostics, hot];
    this.#editor?.mark(diagnostics, hot);
  }

  found(places: readonly Place[]): void {
    this.#found = places;
    this.#editor?.found(places);
  }

  lineNumbers(shown: boolean): void {
    this.#numbers = shown;
    this.#editor?.lineNumbers(shown);
  }

  destroy(): void {
    waiting.delete(this);
    this.#editor?.destroy();
  }

  #showText(): void {
    this.element.replaceChildren(el("pre", { class: "unmade" }, this.current()));
  }
}
