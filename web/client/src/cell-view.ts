// What code cells and text cells have in common on the page.

import type { ChangeSet } from "@codemirror/state";
import { el } from "./dom";
import type { Place } from "./find-marks";
import type { OutputActions } from "./outputs";
import type { Help } from "./help";
import type { Cell, CellId, CellKind, Fold } from "./protocol";

/// What a cell may ask for. The page answers; no cell knows another one, or the connection.
export interface Actions extends OutputActions {
  /// Without `changes`, `source` stands in the place of what was there.
  typed(cell: CellId, source: string, changes?: ChangeSet): void;
  /// The text as the reader sees it: the server's, with what this page has typed and the server does not have yet.
  text(cell: CellId): string | null;
  /// For who types in the cell.
  help(cell: CellId): Help;
  run(cell: CellId): void;
  runAbove(cell: CellId): void;
  /// This cell and every outdated one, from top to bottom.
  runOutdated(cell: CellId): void;
  stop(): void;
  /// Only the threads that this cell has left behind.
  stopLeftovers(cell: CellId): void;
  cancel(cell: CellId): void;
  /// False if there is no connection.
  answer(input: number, line: string | null): boolean;
  /// Whether a question of this cell may take the focus: its reader is here, and is not typing.
  attends(cell: CellId): boolean;
  /// To command mode: the keys are for the cell, not for its text.
  select(cell: CellId): void;
  /// From the edge of one editor into the cell above or below.
  over(cell: CellId, by: -1 | 1): boolean;
  menu(cell: CellId, at: HTMLElement): void;
  fold(cell: CellId, part: Fold, folded: boolean): void;
  /// The reader has taken hold of a cell, to drag it.
  grab(cell: CellId, event: PointerEvent): void;
  readonly lineNumbers: boolean;
}

export interface CellView<C extends Cell = Cell> {
  readonly element: HTMLElement;
  readonly kind: CellKind;
  readonly source: string;
  update(cell: C, name: string): void;
  /// Another page has changed the text; null: it is another as a whole.
  changeText(changes: ChangeSet | null): void;
  /// Into the text, at a line if one is given, or behind all of it.
  edit(line?: number | "last" | "end"): void;
  /// Where the text would be split: nowhere while it is not edited.
  cursors(): number[];
  lineNumbers(shown: boolean): void;
  /// Marks places in the text, and no others.
  found(places: readonly Place[]): void;
  /// Selects a place, and brings it into sight; the focus stays where it is.
  show(from: number, to: number): void;
  /// Another text, as if the reader had typed it.
  rewrite(source: string): void;
  /// Out of the text: text cells show it rendered again.
  settle(): void;
  tick(now: number): void;
  destroy(): void;
}

/// What a cell is dragged by. The keyboard has commands of its own for this.
export function grip(cell: CellId, actions: Actions): HTMLElement {
  const made = el("span", { class: "grip", title: "Drag to move", "aria-hidden": "true" });
  made.addEventListener("pointerdown", event => actions.grab(cell, event));
  return made;
}

/// In command mode the editor is no tab stop, so that Esc and then Tab leads on instead of back into the text.
/// `editor` is asked anew each time: a text has one only while it is edited.
export function passOver(cell: HTMLElement, editor: () => HTMLElement | undefined): void {
  const stop = (reachable: boolean): void => {
    const content = editor();
    if (content !== undefined) content.tabIndex = reachable ? 0 : -1;
  };
  cell.addEventListener("focusin", event => {
    if (event.target === cell) stop(false);
    else if (event.target === editor()) stop(true);
  });
  cell.addEventListener("focusout", event => {
    if (!(event.relatedTarget instanceof Node) || !cell.contains(event.relatedTarget)) stop(true);
  });
}
