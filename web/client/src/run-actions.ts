// Running, from the page: what runs, and where the reader is afterwards.

import type { CellViews } from "./cell-views";
import type { Connection } from "./connection";
import { counted } from "./format";
import type { CellId, Command } from "./protocol";
import type { Selection } from "./selection";
import type { Store } from "./store";

export interface Runs {
  views: CellViews;
  selection: Selection;
  store: Store;
  connection: Connection;
  /// False if it cannot be sent; the reader has been told.
  send(command: Command): boolean;
  offline(): void;
  insertBelow(cell: CellId): void;
  offer(text: string, word: string, act: () => void): void;
  /// Whether the cell waits for a guess of the reader's, who is told so.
  locked(cell: CellId): boolean;
}

export class RunActions {
  #ranLast: CellId | null = null; // by the last thing that the reader did

  constructor(private readonly page: Runs) {}

  /// The reader did something else.
  busy(): void {
    this.#ranLast = null;
  }

  ranLast(cell: CellId): boolean {
    return this.#ranLast === cell;
  }

  /// False if it waits for a guess of the reader's first.
  run(cell: CellId): boolean {
    const { views, connection } = this.page;
    const view = views.get(cell);
    if (view === undefined) return true;
    if (view.kind === "code" && this.page.locked(cell)) return false;
    view.settle();
    this.#ranLast = cell;
    if (view.kind !== "code") connection.flush();
    else if (!connection.run(cell, view.source)) this.page.offline();
    return true;
  }

  /// Runs the cell of an exercise, then its hidden check.
  check(cell: CellId): void {
    const view = this.page.views.get(cell);
    if (view?.kind !== "code") return;
    view.settle();
    this.#ranLast = cell;
    this.page.connection.flush(); // edits of other cells are to run as they stand
    this.page.send({ type: "check-exercise", cell, source: view.source });
  }

  /// Runs what is selected, then stays, goes on to the next cell, or makes a new one below.
  runSelected(then: "stay" | "advance" | "insert"): void {
    const { selection, views } = this.page;
    const cell = selection.current;
    if (cell === null) return;
    const chosen = selection.cells;
    const inside = views.get(cell)?.element.contains(document.activeElement) === true;
    if (chosen.length > 1) {
      for (const one of chosen) views.get(one)?.settle();
      this.page.send({ type: "run-cells", cells: chosen });
    } else if (!this.run(cell)) return;
    const last = chosen.at(-1) ?? cell;
    if (then === "insert") this.page.insertBelow(last);
    else if (then === "stay") {
      if (inside && views.get(cell)?.kind !== "code") selection.select(cell);
    } else {
      const next = selection.beside(1, views.seen.findLast(one => chosen.includes(one)) ?? cell);
      if (next === undefined) this.page.insertBelow(last);
      else selection.select(next);
    }
  }

  runOutdated(cell: CellId): void {
    const view = this.page.views.get(cell);
    if (view?.kind !== "code") return;
    view.settle();
    this.page.connection.flush(); // edits of other cells are to run as they stand
    this.page.send({ type: "run-outdated", cell, source: view.source });
  }

  above(cell: CellId): void {
    this.page.send({ type: "run-above", cell });
  }

  below(cell: CellId): void {
    this.page.send({ type: "run-below", cell });
  }

  all(): void {
    this.page.send({ type: "run-all" });
  }

  /// The way back from a restart is to run again what had run, in the order of the page.
  restart(): void {
    const ran = this.page.store.state.notebook?.cells.filter(cell => cell.kind === "code" && ["completed", "threw", "stopped"].includes(cell.run.state)).map(cell => cell.id) ?? [];
    if (!this.page.send({ type: "restart" }) || ran.length === 0) return;
    this.page.offer("Java starts anew, without variables.", `Run again what had run: ${counted(ran.length, "cell")}`, () => this.page.send({ type: "run-cells", cells: ran }));
  }

  restartAndRunAll(): void {
    if (this.page.send({ type: "restart" })) this.page.send({ type: "run-all" });
  }

  /// The cell that runs, or the first that waits.
  underWay(): CellId | null {
    const cells = this.page.store.state.notebook?.cells ?? [];
    const inState = (state: string) => cells.find(cell => cell.kind === "code" && cell.run.state === state)?.id;
    return inState("running") ?? inState("queued") ?? null;
  }
}
