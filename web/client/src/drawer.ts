// Where a page leaves what is not on disk, for the page that is opened next: the browser's storage.
//
// Each page has a drawer of its own and holds a lock on it as long as it lives. A drawer without its lock belongs to nobody:
// the next page of the same notebook takes over what is in it.

import type { KeptNotebook } from "./edits";

export interface Drawer {
  /// Puts this in the place of what was there; false if the browser does not take it.
  put(kept: KeptNotebook): boolean;
  /// What pages of this notebook have left that are gone, with what throws it away.
  left(): Promise<{ kept: KeptNotebook[]; clear: () => void }>;
}

const prefix = "interleave.typed.";

export function drawer(notebook: string, tab: string, storage = localStorage, locks = navigator.locks): Drawer {
  const mine = `${prefix}${notebook}/${tab}`;
  void locks.request(mine, () => new Promise(() => {})); // held until the page is gone
  return {
    put(kept) {
      try {
        if (Object.keys(kept.cells).length === 0) storage.removeItem(mine);
        else storage.setItem(mine, JSON.stringify(kept));
        return true;
      } catch {
        return false; // full, or switched off
      }
    },
    async left() {
      const held = new Set((await locks.query()).held?.map(lock => lock.name));
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "")
        .filter(key => key.startsWith(`${prefix}${notebook}/`) && key !== mine && !held.has(key));
      const kept = keys.flatMap(key => read(storage.getItem(key)));
      return { kept, clear: () => keys.forEach(key => storage.removeItem(key)) };
    },
  };
}

function read(text: string | null): KeptNotebook[] {
  try {
    return text === null ? [] : [JSON.parse(text) as KeptNotebook];
  } catch {
    return []; // written by half
  }
}
