// The reader's text on its way to the server, and from there to the disk. Nothing typed is ever lost: a text stays here until
// the server says that it has written it, since a server that is killed, or could not write, comes back with older text.

import type { CellId } from "./protocol";

export class Edits {
  #unsent = new Map<CellId, string>();
  #unconfirmed = new Map<CellId, string>();
  #unsaved = new Map<CellId, string>(); // confirmed, but perhaps not on disk

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
    this.#unsaved.delete(cell);
    if (this.#unconfirmed.get(cell) !== source) return;
    this.#unconfirmed.delete(cell);
    this.#unsaved.set(cell, source);
  }

  /// Everything that was confirmed is on disk.
  saved(): void {
    this.#unsaved.clear();
  }

  /// The reader has taken back what was not sent yet: the server has this text already.
  takenBack(cell: CellId): void {
    this.#unsent.delete(cell);
  }

  /// Whether the server has every text.
  settled(): boolean {
    return this.#unsent.size === 0 && this.#unconfirmed.size === 0;
  }

  /// Whether a text of the cell is on its way.
  unconfirmed(cell: CellId): boolean {
    return this.#unconfirmed.has(cell);
  }

  /// Whether the page has a text for the cell that the server does not have yet. It is the later one, so it will win:
  /// what another tab wrote in the meantime must not replace it in the editor.
  ahead(cell: CellId): boolean {
    return this.#unsent.has(cell) || this.#unconfirmed.has(cell);
  }

  /// After a snapshot: whatever the server does not have in it was lost on the way, and is to be sent again. If the server was
  /// started again, that includes what it had confirmed and not written; else a difference is another tab's later text.
  reconcile(sources: Map<CellId, string>, startedAgain: boolean): void {
    const mine = [...(startedAgain ? this.#unsaved : []), ...this.#unconfirmed, ...this.#unsent];
    for (const [cell, source] of [...this.#unsaved]) if (sources.get(cell) !== source) this.#unsaved.delete(cell);
    this.#unconfirmed.clear();
    this.#unsent.clear();
    for (const [cell, source] of mine) {
      if (sources.has(cell) && sources.get(cell) !== source) this.#unsent.set(cell, source);
      else this.#unsent.delete(cell);
    }
  }

  forget(cell: CellId): void {
    this.#unsaved.delete(cell);
    this.#unsent.delete(cell);
    this.#unconfirmed.delete(cell);
  }
}
