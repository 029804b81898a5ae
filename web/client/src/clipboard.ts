// Copied cells: in the system's clipboard as text, and with their kinds in the browser's storage, which all notebooks share.
// A key alone may not read the system's clipboard everywhere, so V takes what was copied last in this browser unless the
// browser lets it look; Ctrl-V always takes the system's.

import { asText, fromText } from "./cell-text";
import type { CopiedCell } from "./cell-text";

const key = "interleave.copied-cells";
const type = "application/x-interleave-cells+json";

interface Copied { text: string; cells: CopiedCell[]; notebook: string; cut: boolean }

export class Clipboard {
  #pending: Copied | null = null; // while the browser asks what to copy

  /// `notebook` is its name now.
  constructor(private readonly notebook: () => string) {}

  /// Inside of a key press or a click, or the browser refuses.
  copy(cells: CopiedCell[], cut: boolean): void {
    this.#pending = this.#remember(cells, cut);
    if (!document.execCommand("copy")) void navigator.clipboard?.writeText(this.#pending.text).catch(() => {}); // the storage has it
    this.#pending = null;
  }

  /// For the browser's own event, whether a key, a menu or `copy` caused it.
  fill(data: DataTransfer, cells: () => { cells: CopiedCell[]; cut: boolean }): void {
    let copied = this.#pending;
    if (copied === null) {
      const wanted = cells();
      copied = this.#remember(wanted.cells, wanted.cut);
    }
    data.setData("text/plain", copied.text);
    data.setData(type, JSON.stringify(copied));
  }

  get copying(): boolean {
    return this.#pending !== null;
  }

  taken(data: DataTransfer): CopiedCell[] {
    return this.#cells(parsed(data.getData(type)) ?? { text: data.getData("text/plain") });
  }

  async last(): Promise<CopiedCell[]> {
    const stored = parsed(safely(() => localStorage.getItem(key)) ?? "");
    const text = await system(stored === null);
    return this.#cells(text === null ? stored : text === stored?.text ? stored : { text });
  }

  /// The cells are gone from here if they were cut; only their first pasting brings them themselves back.
  wasCut(cells: CopiedCell[]): boolean {
    const stored = parsed(safely(() => localStorage.getItem(key)) ?? "");
    return stored?.cut === true && stored.notebook === this.notebook() && asText(cells) === stored.text;
  }

  #cells(copied: Copied | { text: string } | null): CopiedCell[] {
    if (copied === null) return [];
    if (!("cells" in copied)) return fromText(copied.text);
    return copied.cells.map(cell => ({ ...cell, of: copied.notebook === this.notebook() ? cell.of : null }));
  }

  #remember(cells: CopiedCell[], cut: boolean): Copied {
    const copied = { text: asText(cells), cells, notebook: this.notebook(), cut };
    safely(() => localStorage.setItem(key, JSON.stringify(copied)));
    return copied;
  }
}

/// Null if the browser does not let us look; it is asked for leave only if there is nothing else to paste.
async function system(ask: boolean): Promise<string | null> {
  try {
    const leave = await navigator.permissions.query({ name: "clipboard-read" as PermissionName });
    if (leave.state === "denied" || (leave.state === "prompt" && !ask)) return null;
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}

/// What another program, or another version of this one, has put there is not believed.
function parsed(json: string): Copied | null {
  try {
    const found = JSON.parse(json) as Partial<Copied> | null;
    if (typeof found?.text !== "string" || !Array.isArray(found.cells)) return null;
    const kinds = ["code", "markdown", "raw"];
    const cells = found.cells.filter(cell => kinds.includes(cell?.kind) && typeof cell.source === "string").map(cell => ({ kind: cell.kind, source: cell.source, of: typeof cell.of === "string" ? cell.of : null }));
    return { text: found.text, cells, notebook: String(found.notebook), cut: found.cut === true };
  } catch {
    return null;
  }
}

function safely<T>(storage: () => T): T | null {
  try {
    return storage();
  } catch {
    return null; // it can be switched off in the browser
  }
}
