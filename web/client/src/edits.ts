// The reader's text on its way to the server. Nothing typed is ever lost: a text stays here until the server says that it has it.

import type { CellId } from "./protocol";

export class Edits {
  #unsent = new Map<CellId, string>();
  #unconfirmed = new Map<CellId, string>();

  typed(cell: CellId, source: string): void {
    this.#unsent.set(cell, source);
  }

  /// The texts to send now. They count as unconfirmed from here on.
  take(): [CellId, string][] {
    const taken = [...this.#unsent];
    this.#unsent.clear();
    for (const [cell, source] of taken) this.#unconfirmed.set(cell, source);
    return taken;
  }

  /// The text went along with another command, a run.
  sentWith(cell: CellId, source: string): void {
    this.#unsent.delete(cell);
    this.#unconfirmed.set(cell, source);
  }

  /// The server has this text for the cell now, whoever wrote it.
  confirmed(cell: CellId, source: string): void {
    if (this.#unconfirmed.get(cell) === source) this.#unconfirmed.delete(cell);
  }

  /// Whether the page has a text for the cell that the server does not have yet. It is the later one, so it will win:
  /// what another tab wrote in the meantime must not replace it in the editor.
  ahead(cell: CellId): boolean {
    return this.#unsent.has(cell) || this.#unconfirmed.has(cell);
  }

  /// After a snapshot: whatever the server does not have in it was lost on the way, and is to be sent again.
  reconcile(sources: Map<CellId, string>): void {
    const mine = [...this.#unconfirmed, ...this.#unsent];
    this.#unconfirmed.clear();
    this.#unsent.clear();
    for (const [cell, source] of mine) {
      if (sources.has(cell) && sources.get(cell) !== source) this.#unsent.set(cell, source);
      else this.#unsent.delete(cell);
    }
  }

  forget(cell: CellId): void {
    this.#unsent.delete(cell);
    this.#unconfirmed.delete(cell);
  }
}
