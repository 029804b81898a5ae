// The cells on the page: draws them from the state, in their order, under their names.

import type { Actions, CellView } from "./cell-view";
import { CodeCellView } from "./code-cell";
import type { Cell, CellId, Input, Notebook } from "./protocol";
import { foldedAround, hiddenCells, sections } from "./sections";
import type { Section } from "./sections";
import { TextCellView } from "./text-cell";

export class CellViews {
  #views = new Map<CellId, CellView>();
  #names = new Map<CellId, string>();
  #order: CellId[] = [];
  #sections = new Map<CellId, Section>();
  #hidden = new Set<CellId>();
  #later: { cell: CellId; act: () => void } | null = null; // once it can be seen

  /// `unfold` opens headings.
  constructor(private readonly column: HTMLElement, private readonly actions: Actions, private readonly unfold: (headings: CellId[]) => void) {}

  get order(): readonly CellId[] {
    return this.#order;
  }

  /// Without what a folded heading hides, and what belongs to another step of a lesson.
  get seen(): CellId[] {
    return this.#order.filter(cell => !this.#hidden.has(cell) && this.#views.get(cell)?.element.hidden !== true);
  }

  get all(): Iterable<[CellId, CellView]> {
    return this.#views;
  }

  get(cell: CellId): CellView | undefined {
    return this.#views.get(cell);
  }

  name(cell: CellId): string | null {
    return this.#names.get(cell) ?? null;
  }

  section(heading: CellId): Section | undefined {
    return this.#sections.get(heading);
  }

  /// The headings of the sections, by whether they are folded.
  headings(folded: boolean): CellId[] {
    return [...this.#sections].filter(([, section]) => section.folded === folded && section.cells.length > 0).map(([heading]) => heading);
  }

  foldedInto(cell: CellId): CellId[] {
    return this.#hidden.has(cell) ? foldedAround(this.#sections, cell) : [];
  }

  /// The heading under which a cell stands.
  headingOf(cell: CellId): CellId | undefined {
    return [...this.#sections].findLast(([, section]) => section.cells.includes(cell))?.[0];
  }

  draw(notebook: Notebook): void {
    const focused = document.activeElement instanceof HTMLElement && this.column.contains(document.activeElement) ? document.activeElement : null;
    this.#order = notebook.cells.map(cell => cell.id);
    this.#number(notebook.cells);
    this.#sections = sections(notebook.cells);
    this.#hidden = hiddenCells(this.#sections);
    for (const id of [...this.#views.keys()]) if (!this.#order.includes(id)) this.#remove(id);
    notebook.cells.forEach((cell, i) => this.#drawCell(cell, i, notebook.inputs));
    if (focused?.isConnected === true && document.activeElement === document.body) focused.focus({ preventScroll: true }); // who is moved in the page loses it
    if (this.#later !== null && !this.#hidden.has(this.#later.cell)) {
      const { act } = this.#later;
      this.#later = null;
      act();
    }
  }

  tick(now: number): void {
    for (const view of this.#views.values()) view.tick(now);
  }

  reveal(cell: CellId): void {
    this.#views.get(cell)?.element.scrollIntoView({ block: "nearest" });
  }

  /// Now, or when the headings around the cell have been opened.
  whenSeen(cell: CellId, act: () => void): void {
    const headings = this.foldedInto(cell);
    if (headings.length === 0) return act();
    this.#later = { cell, act };
    this.unfold(headings);
  }

  #drawCell(cell: Cell, index: number, inputs: Input[]): void {
    let view = this.#views.get(cell.id);
    const place = this.column.children[index] ?? null;
    if (view !== undefined && view.kind !== cell.kind) {
      const had = view.element.contains(document.activeElement);
      this.#remove(cell.id);
      view = this.#make(cell, this.column.children[index] ?? null);
      if (had) view.element.focus({ preventScroll: true });
    } else if (view === undefined) view = this.#make(cell, place);
    else if (place !== view.element) this.column.insertBefore(view.element, place);
    view.element.classList.toggle("tucked", this.#hidden.has(cell.id));
    view.update(cell, this.#names.get(cell.id) ?? "");
    if (view instanceof CodeCellView) view.ask(inputs.filter(input => input.cell === cell.id));
    else if (view instanceof TextCellView) view.heads(this.#sections.get(cell.id)?.cells.length ?? 0);
  }

  #make(cell: Cell, before: Element | null): CellView {
    const view = cell.kind === "code" ? new CodeCellView(cell, this.actions) : new TextCellView(cell, this.actions);
    view.element.tabIndex = -1;
    this.#views.set(cell.id, view);
    this.column.insertBefore(view.element, before);
    return view;
  }

  #remove(id: CellId): void {
    this.#views.get(id)?.destroy();
    this.#views.delete(id);
  }

  #number(cells: Cell[]): void {
    const counts = { code: 0, markdown: 0, raw: 0 };
    const words = { code: "Cell", markdown: "Text", raw: "Raw" };
    this.#names = new Map(cells.map(cell => [cell.id, `${words[cell.kind]} ${++counts[cell.kind]}`]));
  }
}
