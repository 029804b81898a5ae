// The cells of the page and who acts on them: answers what a cell asks for, and keeps the parts in step with the state.

import type { ChangeSet } from "@codemirror/state";
import { CellActions } from "./cell-actions";
import type { Actions } from "./cell-view";
import { CellViews } from "./cell-views";
import { Clipboard } from "./clipboard";
import type { Connection } from "./connection";
import { button, el, icon } from "./dom";
import { CodeCellView } from "./code-cell";
import { counted } from "./format";
import { save } from "./timeline-export";
import { dragCells } from "./drag";
import type { Homeless } from "./edits";
import type { Help } from "./help";
import type { CellId, Command, Fold, Mark, Notebook } from "./protocol";
import { RunActions } from "./run-actions";
import { Selection } from "./selection";
import type { Store } from "./store";

/// What of the page is not cells.
export interface Surroundings {
  announce(text: string): void;
  menu(cell: CellId, at: HTMLElement): void;
  offer(text: string, word: string, act: () => void): void;
  chosen(count: number): void;
  /// Whether the cell waits for a guess of the reader's before it runs.
  locked(cell: CellId): boolean;
}

/// What does not depend on the text, and whose reader is waiting.
const atOnce: ReadonlySet<Command["type"]> = new Set(["stop", "kill", "restart", "cancel-cell", "answer-input"]);

export class NotebookView implements Actions {
  readonly views: CellViews;
  readonly selection: Selection;
  readonly cells: CellActions;
  readonly runs: RunActions;
  readonly clipboard: Clipboard;
  lineNumbers = true;
  #empty = this.#emptyNotice();

  constructor(private readonly column: HTMLElement, private readonly store: Store, private readonly connection: Connection, name: () => string, private readonly around: Surroundings) {
    this.views = new CellViews(column, this, headings => this.cells.fold(headings, "section", false));
    this.selection = new Selection(this.views, () => connection.flush(), count => around.chosen(count));
    this.clipboard = new Clipboard(name);
    const page = {
      views: this.views, selection: this.selection, clipboard: this.clipboard, store, connection,
      send: (command: Command) => this.send(command), announce: (text: string) => around.announce(text), offer: around.offer.bind(around),
      locked: (cell: CellId) => around.locked(cell), offline: () => this.#offline(), insertBelow: (cell: CellId) => this.cells.insertBelow("code", cell),
    };
    this.cells = new CellActions(page);
    this.runs = new RunActions(page);
    column.addEventListener("focusin", event => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".cell") : null;
      if (cell !== null) this.selection.focused(cell.id.slice("cell-".length));
    });
    column.addEventListener("pointerdown", event => this.#extend(event));
    for (const type of ["keydown", "pointerdown"]) {
      document.addEventListener(type, event => {
        if (!(event instanceof KeyboardEvent && ["Shift", "Control", "Alt", "Meta"].includes(event.key))) this.runs.busy();
      }, { capture: true });
    }
  }

  draw(notebook: Notebook): void {
    const { views, selection } = this;
    const before = views.order;
    const seenBefore = views.seen;
    const hadFocus = this.column.contains(document.activeElement);
    views.draw(notebook);
    this.#empty.hidden = views.order.length > 0;
    if (this.#empty.parentElement === null) this.column.append(this.#empty);
    const { current } = selection;
    if (current === null || !views.order.includes(current)) this.#replaceCurrent(before, hadFocus);
    else if (seenBefore.includes(current) && !views.seen.includes(current)) this.#toHeading(current, hadFocus);
    else selection.mark();
    this.cells.drawn();
  }

  tick(now: number): void {
    this.views.tick(now);
  }

  /// The current cell is gone: the one that took its place becomes current, and gets the focus if it was in the cells.
  #replaceCurrent(before: readonly CellId[], hadFocus: boolean): void {
    const { current } = this.selection;
    const at = current === null ? 0 : before.indexOf(current);
    const left = new Set(this.views.seen);
    const next = before.slice(Math.max(at, 0)).find(cell => left.has(cell)) ?? this.views.seen.at(at <= 0 ? 0 : -1) ?? null;
    this.selection.makeCurrent(next);
    if (hadFocus) (next === null ? this.#empty.querySelector("button") : this.views.get(next)?.element)?.focus();
  }

  /// The current cell has been folded away.
  #toHeading(cell: CellId, hadFocus: boolean): void {
    const [heading] = this.views.foldedInto(cell);
    this.selection.makeCurrent(heading ?? null);
    if (hadFocus && heading !== undefined) this.views.get(heading)?.element.focus();
  }

  /// Shift and a click beside the text selects up to there.
  #extend(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const cell = target?.closest<HTMLElement>(".cell")?.id.slice("cell-".length);
    if (!event.shiftKey || cell === undefined || target?.closest("button, a, input, .cm-editor, .outputs") != null) return;
    event.preventDefault();
    this.selection.select(cell, true);
  }

  // ---- where the reader is

  get current(): CellId | null {
    return this.selection.current;
  }

  name(cell: CellId): string | null {
    return this.views.name(cell);
  }

  markLanes(cell: CellId, mark: Mark): void {
    const view = this.views.get(cell);
    if (view instanceof CodeCellView) view.markLanes([mark]);
  }

  goTo(cell: CellId, line: number): void {
    this.views.whenSeen(cell, () => {
      this.views.get(cell)?.edit(line > 0 ? line : undefined);
      this.views.reveal(cell);
    });
  }

  /// To a cell, in command mode, also if it is folded away.
  find(cell: CellId): void {
    this.views.whenSeen(cell, () => {
      this.selection.select(cell);
      this.views.get(cell)?.element.scrollIntoView({ block: "center" });
    });
  }

  select(cell: CellId): void {
    this.selection.select(cell);
  }

  /// Edit mode of the current cell.
  edit(): void {
    const { current } = this.selection;
    if (current === null) return;
    this.selection.makeCurrent(current);
    this.views.get(current)?.edit();
  }

  over(cell: CellId, by: -1 | 1): boolean {
    this.selection.makeCurrent(cell);
    const next = this.selection.beside(by);
    const view = next === undefined ? undefined : this.views.get(next);
    if (next === undefined || view === undefined) return false;
    this.views.get(cell)?.settle();
    if (view.kind === "code" && this.store.cell(next)?.folds.includes("source") !== true) view.edit(by > 0 ? 1 : "last");
    else this.selection.select(next);
    this.views.reveal(next);
    return true;
  }

  attends(cell: CellId): boolean {
    if (this.runs.ranLast(cell)) return true;
    const at = document.activeElement;
    return this.views.get(cell)?.element.contains(at) === true && at?.matches("input, textarea, [contenteditable=true]") === false;
  }

  showLineNumbers(shown: boolean): void {
    this.lineNumbers = shown;
    for (const [, view] of this.views.all) view.lineNumbers(shown);
  }

  // ---- what cells ask for

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
    this.views.get(cell)?.changeText(changes);
  }

  /// Text that only this page has, and no cell for it any more.
  takeIn(homeless: Homeless, startedAgain: boolean): void {
    if (startedAgain) this.connection.putBack(homeless);
    else this.around.offer(`${this.name(homeless.cell) ?? "A cell"} was deleted in another tab while you typed in it`, "Put it back", () => this.connection.putBack(homeless));
  }

  run(cell: CellId): void {
    this.runs.run(cell);
  }

  runOutdated(cell: CellId): void {
    this.runs.runOutdated(cell);
  }

  runAbove(cell: CellId): void {
    this.runs.above(cell);
  }

  stop(): void {
    this.send({ type: "stop" });
  }

  stopLeftovers(cell: CellId): void {
    this.send({ type: "stop-leftovers", cell });
  }

  answer(input: number, line: string | null): boolean {
    return this.send({ type: "answer-input", input, line });
  }

  cancel(cell: CellId): void {
    this.send({ type: "cancel-cell", cell });
  }

  fold(cell: CellId, part: Fold, folded: boolean): void {
    this.cells.fold([cell], part, folded);
  }

  copyText(text: string): void {
    if (text === "") return this.around.announce("There is no output to copy.");
    navigator.clipboard.writeText(text).then(
      () => this.around.offer(`Copied ${counted(text.trimEnd().split("\n").length, "line")} of output`, "Close", () => {}),
      () => this.around.offer("This browser does not let the page copy. Save the output as text instead.", "Close", () => {}));
  }

  saveText(cell: CellId, text: string): void {
    save(`${this.name(cell)?.toLowerCase().replace(" ", "-") ?? "cell"}-output.txt`, "text/plain", text);
  }

  /// What stands under the cell, if it is one of code.
  output(cell: CellId): CodeCellView | null {
    const view = this.views.get(cell);
    return view instanceof CodeCellView ? view : null;
  }

  grab(cell: CellId, event: PointerEvent): void {
    const { views, selection } = this;
    const chosen = selection.cells.includes(cell) ? selection.cells : views.section(cell)?.folded === true ? [cell, ...views.section(cell)?.cells ?? []] : [cell];
    dragCells(event, this.column, chosen, views, after => this.cells.moveTo(chosen, after));
  }

  menu(cell: CellId, at: HTMLElement): void {
    if (!this.selection.cells.includes(cell)) this.selection.makeCurrent(cell);
    this.around.menu(cell, at);
  }

  /// The server writes by itself; this only spares the pause after the last key.
  save(): void {
    this.connection.flush();
    this.around.announce("Everything you type is saved by itself.");
  }

  send(command: Command): boolean {
    const sent = atOnce.has(command.type) ? this.connection.send(command) : this.connection.sendBehindText(command);
    if (!sent) this.#offline();
    return sent;
  }

  #offline(): void {
    this.cells.forgetAwaited();
    this.around.announce("Not connected: this has to wait until the connection is back. Your text is safe.");
  }

  #emptyNotice(): HTMLElement {
    return el("div", { class: "empty" }, el("p", {}, "This notebook has no cells yet."),
      button("", [icon("plus"), "Code"], () => this.cells.insert("code", null)), button("", [icon("plus"), "Text"], () => this.cells.insert("markdown", null)));
  }
}
