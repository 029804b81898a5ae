// Holds what the page knows. Only `receive` and `linked` change it; views are told once a frame and draw what they find.

import type { Cell, CellId, Change, CodeCell, Notebook, ServerMessage } from "./protocol";
import { isAnswer } from "./protocol";

/// How the page and the server are connected. `until` is a time stamp: when the next attempt starts. `closed` is for good,
/// `deleted` until the notebook is put back.
export type Link =
  | { state: "connecting" }
  | { state: "open" }
  | { state: "waiting"; until: number; refused: boolean }
  | { state: "closed" }
  | { state: "deleted" };

export interface State {
  readonly link: Link;
  readonly notebook: Notebook | null;
}

export type Watcher = (now: State, before: State) => void;

export class Store {
  #state: State = { link: { state: "connecting" }, notebook: null };
  #drawn: State = this.#state;
  #watchers: Watcher[] = [];
  #scheduled = false;

  /// `frame` runs its argument before the next frame is drawn: requestAnimationFrame, except in tests.
  constructor(private readonly frame: (draw: () => void) => void) {}

  get state(): State {
    return this.#state;
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  /// As soon as there is a notebook, behind all who draw it.
  watchOnce(watcher: (notebook: Notebook) => void): void {
    if (this.#drawn.notebook !== null) return watcher(this.#drawn.notebook);
    let told = false;
    this.watch(({ notebook }) => {
      if (told || notebook === null) return;
      told = true;
      watcher(notebook);
    });
  }

  receive(message: ServerMessage): void {
    if (message.type === "refused" || message.type === "pong" || message.type === "deleted" || isAnswer(message)) return; // no news of the notebook
    if (message.type === "snapshot") this.#change({ ...this.#state, notebook: message.notebook });
    else if (this.#state.notebook !== null) this.#change({ ...this.#state, notebook: changed(this.#state.notebook, message) });
  }

  linked(link: Link): void {
    this.#change({ ...this.#state, link });
  }

  cell(id: CellId): Cell | undefined {
    return this.#state.notebook?.cells.find(cell => cell.id === id);
  }

  #change(state: State): void {
    this.#state = state;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.frame(() => {
      this.#scheduled = false;
      const before = this.#drawn;
      this.#drawn = this.#state;
      for (const watcher of this.#watchers) watcher(this.#state, before);
    });
  }
}

/// The notebook after a change. What did not change stays the same object, so views compare by identity.
export function changed(notebook: Notebook, change: Change): Notebook {
  switch (change.type) {
    case "cell-inserted":
      return { ...notebook, cells: notebook.cells.toSpliced(change.index, 0, change.cell) };
    case "cell-deleted":
      return { ...notebook, cells: notebook.cells.filter(cell => cell.id !== change.cell) };
    case "cell-moved":
      return { ...notebook, cells: moved(notebook.cells, change.cell, change.index) };
    case "cell-replaced":
      return withCell(notebook, change.cell.id, () => change.cell);
    case "folds-changed":
      return withCell(notebook, change.cell, cell => ({ ...cell, folds: change.folds }));
    case "bin-changed":
      return { ...notebook, bin: change.bin };
    case "history-changed":
      return { ...notebook, history: change.history };
    case "source-changed":
      return withCell(notebook, change.cell, cell =>
        cell.kind === "code" ? { ...cell, source: change.source } : { ...cell, source: change.source, html: change.html ?? "" });
    case "run-changed":
      return withCode(notebook, change.cell, cell => ({ ...cell, run: change.run }));
    case "outdated-changed":
      return withCode(notebook, change.cell, cell => ({ ...cell, outdated: change.outdated }));
    case "outputs-cleared":
      return withCode(notebook, change.cell, cell => ({ ...cell, outputs: [] }));
    case "output-added":
      return withCode(notebook, change.cell, cell => ({ ...cell, outputs: [...cell.outputs, change.output] }));
    case "output-replaced":
      return withCode(notebook, change.cell, cell => ({ ...cell, outputs: cell.outputs.with(change.index, change.output) }));
    case "text-appended":
      return withCode(notebook, change.cell, cell => ({ ...cell, outputs: appended(cell, change.index, change.from, change.text) }));
    case "kernel-changed":
      return { ...notebook, kernel: change.kernel };
    case "leftovers-stopped":
      return notebook; // told to the reader, and then over
    case "name-changed":
      return { ...notebook, name: change.name, title: change.title };
    case "saved-changed":
      return { ...notebook, saved: change.saved };
    case "study-changed":
      return { ...notebook, study: change.study };
    case "inputs-changed":
      return { ...notebook, inputs: change.inputs };
  }
}

function moved(cells: Cell[], id: CellId, index: number): Cell[] {
  const cell = cells.find(one => one.id === id);
  return cell === undefined ? cells : cells.filter(one => one !== cell).toSpliced(index, 0, cell);
}

function appended(cell: CodeCell, index: number, from: number, text: string): CodeCell["outputs"] {
  const output = cell.outputs[index];
  if (output?.type !== "text") throw new Error(`no text at output ${index} of cell '${cell.id}'`);
  return cell.outputs.with(index, { ...output, text: output.text.slice(0, from) + text });
}

function withCell(notebook: Notebook, id: CellId, next: (cell: Cell) => Cell): Notebook {
  return { ...notebook, cells: notebook.cells.map(cell => (cell.id === id ? next(cell) : cell)) };
}

function withCode(notebook: Notebook, id: CellId, next: (cell: CodeCell) => CodeCell): Notebook {
  return withCell(notebook, id, cell => (cell.kind === "code" ? next(cell) : cell));
}
