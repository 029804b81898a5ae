// A cell of prose: rendered by the server, and its Markdown source while it is edited.

import type { ChangeSet } from "@codemirror/state";
import { grip, passOver } from "./cell-view";
import type { Actions, CellView } from "./cell-view";
import { button, el, icon } from "./dom";
import { Editor } from "./editor";
import type { Place } from "./find-marks";
import { counted } from "./format";
import { fillProse } from "./prose";
import type { TextCell } from "./protocol";

export class TextCellView implements CellView<TextCell> {
  readonly kind: TextCell["kind"];
  readonly element: HTMLElement;
  #cell: TextCell;
  #html: string | null = null;
  #name = "";
  #prose = el("div", { class: "prose" });
  #editor: Editor | null = null;
  #edit: HTMLButtonElement;
  #more: HTMLButtonElement;
  #acts: HTMLElement;
  #fold: HTMLButtonElement;
  #tucked = el("span", { class: "vh" });
  #folded: HTMLButtonElement;

  constructor(cell: TextCell, private readonly actions: Actions) {
    this.#cell = cell;
    this.kind = cell.kind;
    this.#edit = button("small", [], () => (this.#editor === null ? this.edit() : actions.select(cell.id)));
    this.#more = button("quiet small", [icon("dots")], () => actions.menu(cell.id, this.#more));
    this.#acts = el("div", { class: "acts" }, grip(cell.id, actions), this.#edit, this.#more);
    const turn = (): void => actions.fold(cell.id, "section", !this.#cell.folds.includes("section"));
    this.#fold = button("fold", [icon("chev"), this.#tucked], turn);
    this.#folded = button("folded", [], turn);
    this.element = el("section", { class: `cell text ${cell.kind}`, id: `cell-${cell.id}`, tabindex: -1 }, this.#fold, this.#prose, this.#folded, this.#acts);
    this.heads(0);
    this.element.addEventListener("dblclick", event => {
      if (this.#editor === null && event.target instanceof Node && this.#prose.contains(event.target)) this.edit();
    });
    passOver(this.element, () => this.#editor?.view.contentDOM);
    this.#labelEdit();
  }

  get source(): string {
    return this.#editor?.source ?? this.#text;
  }

  get #text(): string {
    return this.actions.text(this.#cell.id) ?? this.#cell.source;
  }

  update(cell: TextCell, name: string): void {
    this.#cell = cell;
    if (cell.html !== this.#html) this.#render(cell.html);
    const heading = this.#prose.querySelector("h1, h2, h3, h4, h5, h6")?.textContent ?? "";
    this.#name = heading === "" ? name : `${name}, ${heading}`;
    this.element.setAttribute("aria-label", this.#name);
    this.#more.setAttribute("aria-label", `More for ${name.toLowerCase()}`);
    this.#edit.setAttribute("aria-label", `${this.#edit.textContent ?? ""} ${name.toLowerCase()}`);
  }

  changeText(changes: ChangeSet | null): void {
    if (changes === null) this.#editor?.replace(this.#text);
    else this.#editor?.change(changes);
  }

  /// So many cells stand below its heading.
  heads(cells: number): void {
    const folded = this.#cell.folds.includes("section");
    this.#fold.hidden = cells === 0;
    this.#folded.hidden = cells === 0 || !folded;
    if (cells === 0) return;
    this.#fold.setAttribute("aria-expanded", String(!folded));
    this.#tucked.textContent = `Section ${this.#prose.querySelector("h1, h2, h3, h4, h5, h6")?.textContent ?? ""}`;
    this.#folded.replaceChildren(`Show ${counted(cells, "cell")}`);
  }

  cursors(): number[] {
    return this.#editor?.cursors() ?? [];
  }

  found(places: readonly Place[]): void {
    this.#editor?.found(places);
  }

  show(from: number, to: number): void {
    this.#editor?.show(from, to);
  }

  rewrite(source: string): void {
    this.#editor?.rewrite(source);
  }

  lineNumbers(): void {
    // Prose has none.
  }

  edit(line?: number | "last" | "end"): void {
    if (this.#editor === null) {
      this.#editor = new Editor({
        help: null,
        lineNumbers: false,
        source: this.#text,
        label: `${this.kind === "raw" ? "Text" : "Markdown source"} of ${this.#name}`,
        typed: (source, changes) => this.actions.typed(this.#cell.id, source, changes),
        left: () => this.actions.select(this.#cell.id),
        overEdge: by => this.actions.over(this.#cell.id, by),
      });
      this.#prose.replaceWith(el("div", { class: "source" }, this.#editor.view.dom));
      this.#labelEdit();
    }
    this.#editor.focus(line);
  }

  settle(): void {
    if (this.#editor === null) return;
    this.#editor.view.dom.parentElement?.replaceWith(this.#prose);
    this.#editor.destroy();
    this.#editor = null;
    this.#labelEdit();
  }

  tick(): void {
    // Prose has no clock.
  }

  destroy(): void {
    this.#editor?.destroy();
    this.element.remove();
  }

  #labelEdit(): void {
    this.#edit.textContent = this.#editor === null ? "Edit" : "Done";
  }

  #render(html: string): void {
    this.#html = html;
    fillProse(this.#prose, html);
    if (html.trim() === "") this.#prose.append(el("p", { class: "nothing" }, "Empty text. Press Enter, or double-click, to write."));
  }
}
