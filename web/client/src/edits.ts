// What the reader has typed, on its way to the server and from there to the disk. Nothing typed is ever lost: a text stays
// known here until it is on disk, since a server that is killed, or could not write, comes back with an older one; and what is
// not on disk is kept in the browser's storage as well, since the page may be closed meanwhile.

import type { ChangeSet } from "@codemirror/state";
import { both, difference } from "./difference";
import type { Part } from "./difference";
import type { Cell, CellId, CellKind, Notebook } from "./protocol";
import { changeSet, made, merged, SharedText } from "./shared-text";

/// A text that is not on disk yet, as it is kept outside of the page.
export interface Kept {
  kind: CellKind;
  after: CellId | null; // the cell above it
  version: number;
  server: string;
  sent: Part[] | null; // what was changed in that, and is on its way
  unsent: Part[] | null; // and on top of that
  saved: string | null; // what the file says; null if that is not known
  known: string[]; // all that the server had since then
  restored: boolean; // see Entry
}

export interface KeptNotebook { tab: string; session: string; cells: Record<CellId, Kept> }

/// A cell that is gone although there is text in it which only this page has.
export interface Homeless { cell: CellId; kind: CellKind; after: CellId | null; source: string }

/// `restored`: what is ahead of the server was lost when it was started again; other pages may put the same back.
interface Entry { text: SharedText; kind: CellKind; saved: string | null; known: string[]; restored: boolean }

const mostKnown = 200; // texts; about a minute of typing without a write

export class Edits {
  #entries = new Map<CellId, Entry>();
  #order: CellId[] = [];
  #session = "";

  constructor(private readonly me: string) {}

  /// The text of the cell as the page shows it; null if there is no such cell.
  text(cell: CellId): string | null {
    return this.#entries.get(cell)?.text.shown ?? null;
  }

  /// The reader has changed what is shown. Without `changes`, `source` stands in its place as a whole.
  typed(cell: CellId, source: string, changes?: ChangeSet): void {
    const text = this.#entries.get(cell)?.text;
    if (text === undefined) return;
    if (changes !== undefined && changes.length === text.shown.length) text.typed(changes);
    else text.replace(source);
  }

  /// The changes to send now. They count as unconfirmed from here on.
  take(): { cell: CellId; version: number; parts: Part[] }[] {
    return [...this.#entries].flatMap(([cell, { text, known }]) => {
      const taken = text.take();
      if (taken === null) return [];
      remember(known, text.sent ?? "");
      return [{ cell, ...taken }];
    });
  }

  /// The server's text of the cell is another. Answers with what changes in what is shown: nothing if it is the reader's own
  /// change, everything (null) if the parts do not lead to the text.
  changed(cell: CellId, source: string, version: number, parts: Part[], by: string): ChangeSet | "nothing" | null {
    const entry = this.#entries.get(cell);
    if (entry === undefined) return "nothing";
    const { text } = entry;
    remember(entry.known, source);
    if (by === this.me && text.sent === source && version === text.version + 1) {
      text.confirmed();
      entry.restored = false;
      return "nothing";
    }
    if (entry.restored) {
      const mine = text.shown;
      entry.text = new SharedText(source, version);
      entry.text.replace(both(source, mine));
      return null;
    }
    if (version === text.version + 1) {
      const shown = text.received(parts);
      if (text.server === source) return shown;
    }
    const mine = merged(text.server, difference(text.server, text.shown), source);
    entry.text = new SharedText(source, version);
    entry.text.replace(mine);
    return null;
  }

  /// Everything that was confirmed is on disk.
  saved(): void {
    for (const entry of this.#entries.values()) {
      entry.saved = entry.text.server;
      entry.known = entry.text.sent === null ? [entry.saved] : [entry.saved, entry.text.sent];
    }
  }

  inserted(cell: Cell, index: number): void {
    if (!this.#entries.has(cell.id)) this.#order.splice(index, 0, cell.id);
    this.#entries.set(cell.id, { text: new SharedText(cell.source, cell.version), kind: cell.kind, saved: null, known: [cell.source], restored: false });
  }

  moved(cell: CellId, index: number): void {
    this.#order = this.#order.filter(id => id !== cell).toSpliced(index, 0, cell);
  }

  /// The cell is of another kind now.
  replaced({ id, kind, source, version }: Cell): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.kind = kind;
    this.changed(id, source, version, difference(entry.text.server, source), "");
  }

  deleted(cell: CellId): Homeless | null {
    const entry = this.#entries.get(cell);
    const homeless = entry !== undefined && entry.text.ahead && entry.text.shown.trim() !== "" ? { cell, kind: entry.kind, after: this.#above(cell), source: entry.text.shown } : null;
    this.#entries.delete(cell);
    this.#order = this.#order.filter(id => id !== cell);
    return homeless;
  }

  /// Whether the server has every text.
  settled(): boolean {
    return [...this.#entries.values()].every(({ text }) => !text.ahead);
  }

  ahead(cell: CellId): boolean {
    return this.#entries.get(cell)?.text.ahead === true;
  }

  /// Whether there is something to send that had to wait for an answer.
  waiting(): boolean {
    return [...this.#entries.values()].some(({ text }) => text.waitsToBeSent);
  }

  /// After a snapshot: what the page has and the server has not is put on top of it, and is to be sent. `adopted` comes from
  /// pages that are gone. Answers with the cells that are not there any more.
  reconcile(session: string, notebook: Notebook, adopted: KeptNotebook[] = []): Homeless[] {
    const mine = this.#session === "" ? [] : [this.keep(() => true)];
    const before = this.#entries;
    const onDisk = notebook.saved.state === "saved";
    this.#session = session;
    this.#order = notebook.cells.map(cell => cell.id);
    this.#entries = new Map(notebook.cells.map(cell => {
      const sameSession = mine[0]?.session === session;
      const old = before.get(cell.id);
      const saved = onDisk ? cell.source : sameSession ? old?.saved ?? null : null;
      const known = sameSession && !onDisk ? old?.known ?? [] : [];
      remember(known, cell.source);
      return [cell.id, { text: new SharedText(cell.source, cell.version), kind: cell.kind, saved, known, restored: false }];
    }));
    const homeless: Homeless[] = [];
    for (const notes of [...mine, ...adopted]) {
      for (const [cell, kept] of Object.entries(notes.cells)) {
        const found = notebook.cells.find(one => one.id === cell);
        const entry = this.#entries.get(cell);
        if (found !== undefined && entry !== undefined) put(entry, found, reunited(kept, notes, found, session), kept.restored || notes.session !== session);
        else if (shown(kept).trim() !== "" && isLost(kept, notes.session === session)) homeless.push({ cell, kind: kept.kind, after: this.#nearest(kept.after, notes), source: shown(kept) });
      }
    }
    return homeless;
  }

  /// What is not on disk, to be kept outside of the page.
  keep(which = (entry: Entry): boolean => entry.text.ahead || entry.text.shown !== entry.saved): KeptNotebook {
    const cells: Record<CellId, Kept> = {};
    for (const [cell, entry] of this.#entries) {
      if (!which(entry)) continue;
      const { text, kind, saved, known, restored } = entry;
      cells[cell] = { kind, after: this.#above(cell), version: text.version, server: text.server, ...text.pending, saved, known: [...known], restored };
    }
    return { tab: this.me, session: this.#session, cells };
  }

  #above(cell: CellId): CellId | null {
    return this.#order[this.#order.indexOf(cell) - 1] ?? null;
  }

  /// The cell above may be gone as well; then the one above that.
  #nearest(after: CellId | null, { cells }: KeptNotebook): CellId | null {
    let above = after;
    for (let i = 0; above !== null && !this.#order.includes(above) && i < 1000; i++) above = cells[above]?.after ?? null;
    return above ?? (after === null ? null : this.#order.at(-1) ?? null);
  }
}

/// In a cell that another page has deleted only what the server never had is lost. A server that was started again may never
/// have written the cell.
function isLost(kept: Kept, sameSession: boolean): boolean {
  return sameSession ? kept.sent !== null || kept.unsent !== null : shown(kept) !== kept.saved;
}

/// The text that has both: what this page has typed, and what has come to the server's text since.
function reunited(kept: Kept, { tab, session }: KeptNotebook, theirs: Cell, now: string): SharedText {
  const missed = theirs.version - kept.version;
  if (session === now && !kept.restored && missed >= 0 && missed <= theirs.recent.length) return caughtUp(kept, tab, theirs.recent.slice(theirs.recent.length - missed));
  const text = new SharedText(theirs.source, theirs.version);
  const mine = shown(kept);
  if (mine === kept.saved) return text;
  // The server was started again, with what was on disk: a text that this page has seen is older than the page's. In any
  // other, another page has put back something already, perhaps the same: lines that are only here come to it, none goes.
  text.replace(kept.known.includes(theirs.source) ? mine : both(theirs.source, mine));
  return text;
}

function caughtUp({ version, server, sent, unsent }: Kept, tab: string, missed: Cell["recent"]): SharedText {
  const text = new SharedText(server, version);
  if (sent !== null) text.typed(changeSet(sent, server.length));
  text.take();
  if (unsent !== null) text.typed(changeSet(unsent, text.shown.length));
  for (const { by, parts } of missed) {
    if (by === tab && text.sent !== null) text.confirmed();
    else text.received(parts);
  }
  text.lost();
  return text;
}

function put(entry: Entry, { source }: Cell, text: SharedText, again: boolean): void {
  entry.restored ||= again && text.ahead;
  if (entry.text.ahead) entry.text.replace(merged(source, difference(source, text.shown), entry.text.shown)); // from two pages
  else entry.text = text;
}

function shown({ server, sent, unsent }: Kept): string {
  return made(unsent ?? [], made(sent ?? [], server));
}

function remember(known: string[], text: string): void {
  if (!known.includes(text)) known.push(text);
  if (known.length > mostKnown) known.shift();
}
