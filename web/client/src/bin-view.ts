// The bin: what was deleted, newest first, to be put back one by one.

import type { CellActions } from "./cell-actions";
import { button, el, icon } from "./dom";
import { counted } from "./format";
import { openDialog } from "./palette";
import type { Binned } from "./protocol";

const kinds = { code: "Code", markdown: "Text", raw: "Raw text" };

export class BinView {
  #open: { list: HTMLElement; empty: HTMLElement } | null = null;
  #bin: Binned[] = [];

  constructor(private readonly cells: CellActions) {}

  update(bin: Binned[]): void {
    if (bin === this.#bin) return;
    this.#bin = bin;
    this.#draw();
  }

  open(): void {
    const list = el("ul", { class: "binned" });
    const empty = button("quiet small", ["Empty the bin"], () => this.cells.emptyBin());
    const dialog = el("dialog", { class: "floating bin", "aria-label": "The bin" },
      el("div", { class: "search" }, icon("bin"), el("h2", {}, "Deleted cells"), empty, button("quiet small", ["Close"], () => dialog.close())), list);
    this.#open = { list, empty };
    dialog.addEventListener("close", () => (this.#open = null));
    this.#draw();
    openDialog(dialog, document.activeElement);
    list.querySelector("button")?.focus(); // not the one that empties
  }

  #draw(): void {
    if (this.#open === null) return;
    const { list, empty } = this.#open;
    const had = list.contains(document.activeElement);
    empty.hidden = this.#bin.length === 0;
    list.replaceChildren(...this.#bin.map(one => this.#item(one)));
    if (this.#bin.length === 0) list.append(el("li", { class: "muted" }, "Nothing was deleted. What you delete is kept here, also when you close the page."));
    if (had) (list.querySelector<HTMLElement>("button") ?? list.closest("dialog")?.querySelector("button:not([hidden])") as HTMLElement | null)?.focus();
  }

  #item({ id, kind, start, lines }: Binned): HTMLElement {
    const first = start.split("\n").find(line => line.trim() !== "")?.trim() ?? "";
    return el("li", {},
      el("div", {}, el("span", { class: "muted" }, `${kinds[kind]}, ${counted(lines, "line")}`), el("pre", { tabindex: 0, "aria-label": `Deleted: ${first.slice(0, 60)}` }, start.split("\n").slice(0, 4).join("\n"))),
      button("small", ["Put back", el("span", { class: "vh" }, first.slice(0, 60))], () => this.cells.restore([id], null)));
  }
}
