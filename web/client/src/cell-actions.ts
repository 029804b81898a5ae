// What the reader does to cells as wholes. The server does it; this knows what is selected, and where the reader is to be
// when the answer is drawn.

import type { CellViews } from "./cell-views";
import type { CopiedCell } from "./cell-text";
import type { Clipboard } from "./clipboard";
import type { Connection } from "./connection";
import { withdraw } from "./floats";
import { counted } from "./format";
import { newCellId } from "./protocol";
import type { CellId, CellKind, Command, Done, Fold } from "./protocol";
import type { Selection } from "./selection";
import type { Store } from "./store";

export interface Page {
  views: CellViews;
  selection: Selection;
  store: Store;
  connection: Connection;
  clipboard: Clipboard;
  send(command: Command): boolean;
  announce(text: string): void;
  offer(text: string, word: string, act: () => void): void;
}

export class CellActions {
  #awaited: { cells: CellId[]; edit: boolean } | null = null; // to be drawn, then the reader goes there

  constructor(private readonly page: Page) {}

  /// After each drawing.
  drawn(): void {
    const { views, selection } = this.page;
    const awaited = this.#awaited;
    const [first, last] = [awaited?.cells[0], awaited?.cells.at(-1)];
    if (awaited === null || first === undefined || last === undefined || views.get(last) === undefined || views.get(first) === undefined) return;
    this.#awaited = null;
    if (awaited.edit) {
      selection.makeCurrent(first);
      views.get(first)?.edit("end");
      views.reveal(first);
    } else selection.span(first, last);
  }

  forgetAwaited(): void {
    this.#awaited = null;
  }

  insert(kind: CellKind, after: CellId | null, source = ""): void {
    const cell = newCellId();
    this.#awaited = { cells: [cell], edit: true };
    this.page.send({ type: "insert-cells", cells: [{ cell, kind, source, of: null }], after });
  }

  insertBelow(kind: CellKind, cell: CellId | null = null): void {
    const { selection, views } = this.page;
    this.insert(kind, this.#lastOf(cell ?? selection.cells.at(-1) ?? views.order.at(-1) ?? null));
  }

  insertAbove(kind: CellKind): void {
    const { selection, views } = this.page;
    const [first] = selection.cells;
    this.insert(kind, first === undefined ? null : views.order[views.order.indexOf(first) - 1] ?? null);
  }

  /// As deep as the one that the reader is under.
  insertHeading(where: "above" | "below"): void {
    const { selection, views, store } = this.page;
    const { current } = selection;
    const heading = current === null ? undefined : views.section(current) !== undefined ? current : views.headingOf(current);
    const level = /^(#{1,6}) /m.exec((heading === undefined ? undefined : store.cell(heading)?.source) ?? "")?.[1] ?? "##";
    const after = where === "below" ? this.#lastOf(selection.cells.at(-1) ?? null) : current === null ? null : views.order[views.order.indexOf(current) - 1] ?? null;
    this.insert("markdown", after, `${level} `);
  }

  remove(cells = this.page.selection.cells): void {
    const { views, store } = this.page;
    const what = this.#named(cells);
    const kept = cells.filter(cell => views.get(cell)?.source.trim() !== "");
    if (cells.length === 0 || !this.page.send({ type: "delete-cells", cells })) return;
    if (kept.length === 0) this.page.announce(`${what} deleted`);
    else this.page.offer(`${what} deleted`, "Put back", () => this.restore(kept.filter(cell => store.state.notebook?.bin.some(one => one.id === cell)), null));
  }

  restore(cells: CellId[], to: { after: CellId | null } | null): void {
    if (cells.length === 0) return this.page.announce("Nothing to put back: it is there already.");
    this.#awaited = { cells, edit: false };
    this.page.send({ type: "restore-cells", cells, to });
  }

  emptyBin(): void {
    this.page.send({ type: "empty-bin" });
  }

  move(by: -1 | 1): void {
    const { selection, views } = this.page;
    const chosen = selection.cells;
    const next = selection.beside(by, by < 0 ? chosen[0] : views.seen.findLast(cell => chosen.includes(cell)));
    if (next === undefined) return;
    const place = by > 0 ? this.#lastOf(next) : views.order[views.order.indexOf(next) - 1] ?? null;
    this.moveTo(chosen, place);
  }

  moveTo(cells: CellId[], after: CellId | null): void {
    if (this.page.send({ type: "move-cells", cells, after })) this.page.announce(`${this.#named(cells)} moved`);
  }

  /// At the cursors.
  split(): void {
    const { selection, views } = this.page;
    const cell = selection.current;
    const view = cell === null ? undefined : views.get(cell);
    const at = view?.cursors() ?? [];
    if (cell === null || view === undefined || at.length === 0) return this.page.announce("Put the cursor where the cell is to be split.");
    const into = at.map(() => newCellId());
    this.#awaited = { cells: into.slice(0, 1), edit: true };
    this.page.send({ type: "split-cell", cell, source: view.source, at, into });
  }

  /// What is selected, or the current cell and the one above or below.
  merge(beside: -1 | 1 | null = null): void {
    const { selection } = this.page;
    const chosen = selection.cells;
    const next = selection.beside(beside ?? 1);
    const cells = chosen.length > 1 || next === undefined || selection.current === null ? chosen : [selection.current, next];
    if (cells.length < 2) return this.page.announce("There is no cell to merge with.");
    const ordered = this.page.views.order.filter(cell => cells.includes(cell));
    this.#awaited = { cells: ordered.slice(0, 1), edit: false };
    this.page.send({ type: "merge-cells", cells: ordered });
  }

  setKind(kind: CellKind, heading: number | null = null): void {
    const { selection, views, store } = this.page;
    for (const cell of selection.cells) views.get(cell)?.settle();
    const running = selection.cells.filter(id => {
      const cell = store.cell(id);
      return kind !== "code" && cell?.kind === "code" && cell.run.state === "running";
    });
    if (running.length > 0) this.page.announce("A cell that runs stays code. Stop it first.");
    this.page.send({ type: "set-kind", cells: selection.cells, kind, heading });
  }

  fold(cells: CellId[], part: Fold, folded: boolean): void {
    if (cells.length > 0) this.page.send({ type: "fold-cells", cells, part, folded });
  }

  /// Of all that is selected, by what the first of them is.
  toggleFold(part: "source" | "outputs"): void {
    const { selection, store } = this.page;
    const cells = selection.cells.filter(cell => store.cell(cell)?.kind === "code");
    const [first] = cells;
    if (first !== undefined) this.fold(cells, part, store.cell(first)?.folds.includes(part) !== true);
  }

  /// The section of the heading that is current, or that the current cell stands under.
  foldSection(folded: boolean): void {
    const { selection, views } = this.page;
    const { current } = selection;
    if (current === null) return;
    const own = (views.section(current)?.cells.length ?? 0) > 0;
    const heading = own && views.section(current)?.folded !== folded ? current : folded ? views.headingOf(current) : undefined;
    if (heading === undefined) return;
    selection.select(heading);
    this.fold([heading], "section", folded);
  }

  foldAll(folded: boolean): void {
    const { selection, views } = this.page;
    const headings = views.headings(!folded);
    const top = selection.current === null || !folded ? undefined : headings.find(heading => views.section(heading)?.cells.includes(selection.current ?? ""));
    if (top !== undefined) selection.select(top);
    this.fold(headings, "section", folded);
  }

  clearOutputs(cells = this.page.selection.cells): void {
    this.page.send({ type: "clear-outputs", cells });
  }

  /// What is selected, one after the other. The editor's undo takes it back.
  async format(): Promise<void> {
    const { selection, views, connection } = this.page;
    for (const cell of selection.cells) {
      const view = views.get(cell);
      if (view?.kind !== "code") continue;
      const { source } = view;
      const answer = await connection.format(source);
      const name = views.name(cell) ?? "The cell";
      if (answer === null || view.source !== source) this.page.announce(`${name} was not formatted, because something else came first.`);
      else if (answer.source === null) this.page.offer(`${name}: ${answer.problem ?? "not formatted"}`, "Close", () => {});
      else {
        view.rewrite(answer.source);
        this.page.announce(answer.source === source ? `${name} is well formatted already` : `${name} formatted`);
      }
    }
  }

  undo(): void {
    this.#takeBack("undo", "Taken back", "Nothing to take back.");
  }

  redo(): void {
    this.#takeBack("redo", "Done again", "Nothing to do again.");
  }

  #takeBack(type: "undo" | "redo", done: string, nothing: string): void {
    const what = this.page.store.state.notebook?.history[type] ?? null;
    if (what === null) this.page.announce(nothing);
    else if (this.page.send({ type })) {
      withdraw();
      this.page.announce(`${done}: ${doneWords[what]}`);
    }
  }

  // ---- copying

  copied(): CopiedCell[] {
    const { selection, views } = this.page;
    return selection.cells.flatMap(cell => {
      const view = views.get(cell);
      return view === undefined ? [] : [{ kind: view.kind, source: view.source, of: cell }];
    });
  }

  copy(): void {
    const cells = this.copied();
    if (cells.length === 0) return;
    this.page.clipboard.copy(cells, false);
    this.page.announce(`${this.#named(this.page.selection.cells)} copied`);
  }

  cut(): void {
    const cells = this.copied();
    if (cells.length === 0) return;
    this.page.clipboard.copy(cells, true);
    this.page.send({ type: "delete-cells", cells: this.page.selection.cells });
    this.page.announce(`${counted(cells.length, "cell")} cut`);
  }

  async pasteLast(where: "above" | "below" = "below"): Promise<void> {
    this.paste(await this.page.clipboard.last(), where);
  }

  /// Cells that were cut here come back themselves, with their outputs; all others as copies.
  paste(cells: CopiedCell[], where: "above" | "below" = "below"): void {
    const { selection, views, store, clipboard } = this.page;
    if (cells.length === 0) return this.page.announce("There is nothing to paste.");
    const [first] = selection.cells;
    const after = where === "below" ? this.#lastOf(selection.cells.at(-1) ?? views.order.at(-1) ?? null) : first === undefined ? null : views.order[views.order.indexOf(first) - 1] ?? null;
    const bin = store.state.notebook?.bin ?? [];
    const own = cells.flatMap(cell => (cell.of !== null && bin.some(one => one.id === cell.of) ? [cell.of] : []));
    if (own.length === cells.length && clipboard.wasCut(cells)) return this.restore(own, { after });
    const made = cells.map(cell => ({ cell: newCellId(), ...cell }));
    this.#awaited = { cells: made.map(one => one.cell), edit: false };
    if (this.page.send({ type: "insert-cells", cells: made, after })) this.page.announce(`${counted(cells.length, "cell")} pasted`);
  }

  duplicate(): void {
    this.paste(this.copied());
  }

  /// Below a folded heading means below its section.
  #lastOf(cell: CellId | null): CellId | null {
    const section = cell === null ? undefined : this.page.views.section(cell);
    return section?.folded === true ? section.cells.at(-1) ?? cell : cell;
  }

  #named(cells: CellId[]): string {
    const [first] = cells;
    return cells.length === 1 && first !== undefined ? this.page.views.name(first) ?? "The cell" : counted(cells.length, "cell");
  }
}

export const doneWords: Record<Done, string> = {
  insert: "insert cells", delete: "delete cells", restore: "put cells back", move: "move cells", split: "split a cell", merge: "merge cells", kind: "change what a cell is", replace: "replace text", revision: "take another version",
};
