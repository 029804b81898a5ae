// Where the reader is: the current cell, and the cells selected together with it. The current cell has the focus or had it last;
// it is the one tab stop among the cells, the others are reached with the arrow keys.

import type { CellViews } from "./cell-views";
import type { CellId } from "./protocol";

export class Selection {
  #current: CellId | null = null;
  #anchor: CellId | null = null; // the other end of what is selected

  /// `left` is told when another cell becomes the current one.
  constructor(private readonly views: CellViews, private readonly left: () => void, private readonly changed: (count: number) => void) {}

  get current(): CellId | null {
    return this.#current;
  }

  /// All that is selected, in the order of the document. A folded heading stands for its section.
  get cells(): CellId[] {
    const { order } = this.views;
    if (this.#current === null) return [];
    const ends = [order.indexOf(this.#current), order.indexOf(this.#anchor ?? this.#current)].filter(at => at >= 0);
    const chosen = order.slice(Math.min(...ends), Math.max(...ends) + 1);
    return order.filter(cell => chosen.includes(cell) || this.views.foldedInto(cell).some(heading => chosen.includes(heading)));
  }

  /// Of what can be seen.
  beside(by: -1 | 1, from = this.#current): CellId | undefined {
    const seen = this.views.seen;
    return from === null ? undefined : seen[seen.indexOf(from) + by];
  }

  makeCurrent(cell: CellId | null, extend = false): void {
    const moved = cell !== this.#current;
    if (moved && this.#current !== null) this.left();
    this.#current = cell;
    if (!extend) this.#anchor = cell;
    this.mark();
  }

  /// The focus has come to a cell by itself. Within what is selected, that changes nothing.
  focused(cell: CellId): void {
    if (cell !== this.#current) this.makeCurrent(cell);
  }

  /// To command mode: the keys are for the cell, not for its text.
  select(cell: CellId, extend = false): void {
    const view = this.views.get(cell);
    if (view === undefined) return;
    this.makeCurrent(cell, extend);
    view.element.focus({ preventScroll: true });
    view.settle();
    this.views.reveal(cell);
  }

  /// From one cell to another, all between them.
  span(from: CellId, to: CellId): void {
    this.makeCurrent(from);
    this.select(to, true);
  }

  move(by: -1 | 1, extend = false): void {
    const next = this.beside(by);
    if (next !== undefined) this.select(next, extend);
  }

  toEdge(by: -1 | 1, extend = false): void {
    const last = this.views.seen.at(by < 0 ? 0 : -1);
    if (last !== undefined) this.select(last, extend);
  }

  all(): void {
    const [first] = this.views.seen;
    const last = this.views.seen.at(-1);
    if (first !== undefined && last !== undefined) this.span(first, last);
  }

  /// The anchor may be gone; what is shown follows what is.
  mark(): void {
    const chosen = new Set(this.cells);
    const several = chosen.size > 1;
    for (const [id, { element }] of this.views.all) {
      element.classList.toggle("current", id === this.#current);
      element.classList.toggle("selected", several && chosen.has(id));
      element.tabIndex = id === this.#current ? 0 : -1;
    }
    this.changed(several ? chosen.size : 1);
  }
}
