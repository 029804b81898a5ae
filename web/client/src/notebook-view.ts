// The cells on the page: draws them from the state, knows which one is current, and turns what the reader does into commands.

import type { ChangeSet } from "@codemirror/state";
import type { Actions, CellView } from "./cell-view";
import { CodeCellView } from "./code-cell";
import type { Connection } from "./connection";
import { button, el, icon } from "./dom";
import type { Homeless } from "./edits";
import type { Help } from "./help";
import { newCellId } from "./protocol";
import type { Cell, CellId, CellKind, Command, Input, Notebook } from "./protocol";
import { TextCellView } from "./text-cell";

/// What of the page is not cells.
export interface Surroundings {
  announce(text: string): void;
  menu(at: HTMLElement, items: { icon: string; word: string; key: string; act: () => void }[]): void;
  offer(text: string, word: string, act: () => void): void;
}

export class NotebookView implements Actions {
  #views = new Map<CellId, CellView>();
  #names = new Map<CellId, string>();
  #order: CellId[] = [];
  #current: CellId | null = null;
  #awaited: { cell: CellId; source: string } | null = null; // inserted here, to be edited when the server has put it in
  #ranLast: CellId | null = null; // by the last thing that the reader did
  #empty = this.#emptyNotice();

  constructor(private readonly column: HTMLElement, private readonly connection: Connection, private readonly around: Surroundings) {
    column.addEventListener("focusin", event => this.#focused(event));
    for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, event => this.#busy(event), { capture: true });
  }

  get current(): CellId | null {
    return this.#current;
  }

  // ---- drawing

  draw(notebook: Notebook): void {
    const before = this.#order;
    const hadFocus = this.column.contains(document.activeElement);
    this.#order = notebook.cells.map(cell => cell.id);
    this.#number(notebook.cells);
    for (const id of before) if (!this.#order.includes(id)) this.#remove(id);
    notebook.cells.forEach((cell, i) => this.#drawCell(cell, i, notebook.inputs));
    this.#empty.hidden = this.#order.length > 0;
    if (this.#empty.parentElement === null) this.column.append(this.#empty);
    if (this.#current === null || !this.#order.includes(this.#current)) this.#replaceCurrent(before, hadFocus);
    this.#editAwaited();
  }

  tick(now: number): void {
    for (const view of this.#views.values()) view.tick(now);
  }

  #drawCell(cell: Cell, index: number, inputs: Input[]): void {
    let view = this.#views.get(cell.id);
    if (view === undefined) {
      view = cell.kind === "code" ? new CodeCellView(cell, this) : new TextCellView(cell, this);
      this.#views.set(cell.id, view);
    }
    if (this.column.children[index] !== view.element) this.column.insertBefore(view.element, this.column.children[index] ?? null);
    view.update(cell, this.#names.get(cell.id) ?? "");
    if (view instanceof CodeCellView) view.ask(inputs.filter(input => input.cell === cell.id));
  }

  #remove(id: CellId): void {
    this.#views.get(id)?.destroy();
    this.#views.delete(id);
  }

  /// The current cell is gone: the one that took its place becomes current, and gets the focus if it was in the cells.
  #replaceCurrent(before: CellId[], hadFocus: boolean): void {
    const at = this.#current === null ? 0 : before.indexOf(this.#current);
    const next = this.#order[Math.min(Math.max(at, 0), this.#order.length - 1)];
    this.#makeCurrent(next ?? null);
    if (hadFocus) (next === undefined ? this.#empty.querySelector("button") : this.#views.get(next)?.element)?.focus();
  }

  #number(cells: Cell[]): void {
    let code = 0;
    let text = 0;
    this.#names = new Map(cells.map(cell => [cell.id, cell.kind === "code" ? `Cell ${++code}` : `Text ${++text}`]));
  }

  #editAwaited(): void {
    const awaited = this.#awaited;
    const view = awaited === null ? undefined : this.#views.get(awaited.cell);
    if (awaited === null || view === undefined) return;
    this.#awaited = null;
    this.#makeCurrent(awaited.cell);
    if (awaited.source === "") view.edit();
    else {
      this.typed(awaited.cell, awaited.source);
      this.connection.flush();
      this.select(awaited.cell);
    }
  }

  // ---- where the reader is

  name(cell: CellId): string | null {
    return this.#names.get(cell) ?? null;
  }

  goTo(cell: CellId, line: number): void {
    this.#views.get(cell)?.edit(line > 0 ? line : undefined);
    this.#reveal(cell);
  }

  select(cell: CellId): void {
    const view = this.#views.get(cell);
    if (view === undefined) return;
    view.element.focus({ preventScroll: true });
    view.settle();
    this.#reveal(cell);
  }

  /// Edit mode of the current cell.
  edit(): void {
    if (this.#current !== null) this.#views.get(this.#current)?.edit();
  }

  move(by: -1 | 1): void {
    const next = this.#beside(by);
    if (next !== undefined) this.select(next);
  }

  over(cell: CellId, by: -1 | 1): boolean {
    this.#makeCurrent(cell);
    const next = this.#beside(by);
    const view = next === undefined ? undefined : this.#views.get(next);
    if (next === undefined || view === undefined) return false;
    this.#views.get(cell)?.settle();
    if (view.kind === "code") view.edit(by > 0 ? 1 : "last");
    else this.select(next);
    this.#reveal(next);
    return true;
  }

  #beside(by: -1 | 1): CellId | undefined {
    return this.#current === null ? undefined : this.#order[this.#order.indexOf(this.#current) + by];
  }

  #focused(event: FocusEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".cell") : null;
    if (cell !== null) this.#makeCurrent(cell.id.slice("cell-".length));
  }

  #busy(event: Event): void {
    if (!(event instanceof KeyboardEvent && ["Shift", "Control", "Alt", "Meta"].includes(event.key))) this.#ranLast = null;
  }

  attends(cell: CellId): boolean {
    if (this.#ranLast === cell) return true;
    const at = document.activeElement;
    return this.#views.get(cell)?.element.contains(at) === true && at?.matches("input, textarea, [contenteditable=true]") === false;
  }

  /// One cell is a tab stop, the current one: the others are reached with the arrow keys.
  #makeCurrent(cell: CellId | null): void {
    if (cell === this.#current && cell !== null && this.#views.get(cell)?.element.tabIndex === 0) return;
    if (this.#current !== null && this.#current !== cell) this.connection.flush();
    this.#current = cell;
    for (const [id, { element }] of this.#views) {
      element.classList.toggle("current", id === cell);
      element.tabIndex = id === cell ? 0 : -1;
    }
  }

  #reveal(cell: CellId): void {
    this.#views.get(cell)?.element.scrollIntoView({ block: "nearest" });
  }

  // ---- commands

  help(cell: CellId): Help {
    return {
      complete: (source, cursor) => this.connection.complete(source, cursor),
      call: (source, cursor) => this.connection.call(source, cursor),
      explain: (source, cursor) => this.connection.explain(source, cursor),
      check: source => this.connection.check(cell, source),
    };
  }

  typed(cell: CellId, source: string, changes?: ChangeSet): void {
    this.connection.typed(cell, source, changes);
    if (changes === undefined) this.changeText(cell, null);
  }

  text(cell: CellId): string | null {
    return this.connection.edits.text(cell);
  }

  changeText(cell: CellId, changes: ChangeSet | null): void {
    this.#views.get(cell)?.changeText(changes);
  }

  /// Text that only this page has, and no cell for it any more.
  takeIn(homeless: Homeless, startedAgain: boolean): void {
    if (startedAgain) this.connection.putBack(homeless);
    else this.around.offer(`${this.name(homeless.cell) ?? "A cell"} was deleted in another tab while you typed in it`, "Put it back", () => this.connection.putBack(homeless));
  }

  run(cell: CellId): void {
    const view = this.#views.get(cell);
    if (view === undefined) return;
    view.settle();
    this.#ranLast = cell;
    if (view.kind !== "code") this.connection.flush();
    else if (!this.connection.run(cell, view.source)) this.#offline();
  }

  /// Runs the current cell, then stays, goes on to the next cell, or makes a new one below.
  runCurrent(then: "stay" | "advance" | "insert"): void {
    const cell = this.#current;
    if (cell === null) return;
    const inside = this.#views.get(cell)?.element.contains(document.activeElement) === true;
    this.run(cell);
    if (then === "insert") this.insert("code", cell);
    else if (then === "stay") {
      if (inside && this.#views.get(cell)?.kind !== "code") this.select(cell);
    } else if (this.#beside(1) === undefined) this.insert("code", cell);
    else this.move(1);
  }

  runOutdated(cell: CellId): void {
    const view = this.#views.get(cell);
    if (view?.kind !== "code") return;
    view.settle();
    this.connection.flush(); // edits of other cells are to run as they stand
    this.send({ type: "run-outdated", cell, source: view.source });
  }

  runCurrentAndOutdated(): void {
    if (this.#current !== null) this.runOutdated(this.#current);
  }

  runAbove(cell: CellId): void {
    this.connection.flush();
    this.send({ type: "run-above", cell });
  }

  runAboveCurrent(): void {
    if (this.#current !== null) this.runAbove(this.#current);
  }

  runAll(): void {
    this.send({ type: "run-all" });
  }

  /// The server writes by itself; this only spares the pause after the last key.
  save(): void {
    this.connection.flush();
    this.around.announce("Everything you type is saved by itself.");
  }

  stop(): void {
    this.send({ type: "stop" });
  }

  kill(): void {
    this.send({ type: "kill" });
  }

  restart(): void {
    this.send({ type: "restart" });
  }

  answer(input: number, line: string | null): boolean {
    return this.send({ type: "answer-input", input, line });
  }

  cancel(cell: CellId): void {
    this.send({ type: "cancel-cell", cell });
  }

  insert(kind: CellKind, after: CellId | null, source = ""): void {
    const cell = newCellId();
    this.#awaited = { cell, source };
    this.send({ type: "insert-cells", cells: [{ cell, kind, source: "", of: null }], after });
  }

  insertBelow(kind: CellKind): void {
    this.insert(kind, this.#current ?? this.#order.at(-1) ?? null);
  }

  insertAbove(kind: CellKind): void {
    this.insert(kind, this.#beside(-1) ?? null);
  }

  remove(cell: CellId): void {
    const view = this.#views.get(cell);
    const above = this.#order[this.#order.indexOf(cell) - 1] ?? null;
    if (view === undefined || !this.send({ type: "delete-cells", cells: [cell] })) return;
    const { kind, source } = view;
    const name = this.name(cell) ?? "The cell";
    if (source.trim() === "") this.around.announce(`${name} deleted`);
    else this.around.offer(`${name} deleted`, "Put it back", () => this.insert(kind, above, source));
  }

  removeCurrent(): void {
    if (this.#current !== null) this.remove(this.#current);
  }

  menu(cell: CellId, at: HTMLElement): void {
    this.#makeCurrent(cell);
    this.around.menu(at, [
      ...(this.#views.get(cell)?.kind === "code" ? [{ icon: "again", word: "Run this and all outdated", key: "Ctrl ⇧ ↵", act: () => this.runOutdated(cell) }] : []),
      { icon: "play", word: "Run the cells above", key: "", act: () => this.runAbove(cell) },
      { icon: "plus", word: "Code below", key: "B", act: () => this.insert("code", cell) },
      { icon: "plus", word: "Text below", key: "", act: () => this.insert("markdown", cell) },
      { icon: "no", word: "Delete", key: "D D", act: () => this.remove(cell) },
    ]);
  }

  send(command: Command): boolean {
    const sent = this.connection.send(command);
    if (!sent) this.#offline();
    return sent;
  }

  #offline(): void {
    this.#awaited = null;
    this.around.announce("Not connected: this has to wait until the connection is back. Your text is safe.");
  }

  #emptyNotice(): HTMLElement {
    return el("div", { class: "empty" }, el("p", {}, "This notebook has no cells yet."),
      button("", [icon("plus"), "Code"], () => this.insert("code", null)), button("", [icon("plus"), "Text"], () => this.insert("markdown", null)));
  }
}
