// The keys of the notebook page. Saving works everywhere, running everywhere in a cell; single letters only in command mode,
// which is when the cell itself has the focus.

import type { NotebookView } from "./notebook-view";

const twiceMs = 700;

export function keys(view: NotebookView): (event: KeyboardEvent) => void {
  let firstD = 0;
  let firstI = 0;

  const commands: Record<string, () => void> = {
    Enter: () => view.edit(),
    ArrowUp: () => view.move(-1),
    k: () => view.move(-1),
    ArrowDown: () => view.move(1),
    j: () => view.move(1),
    a: () => view.insertAbove("code"),
    b: () => view.insertBelow("code"),
    d: () => {
      const now = performance.now();
      if (now - firstD < twiceMs) view.removeCurrent();
      firstD = now - firstD < twiceMs ? 0 : now;
    },
    i: () => {
      const now = performance.now();
      if (now - firstI < twiceMs) view.stop();
      firstI = now - firstI < twiceMs ? 0 : now;
    },
  };

  return event => {
    if (event.isComposing || !(event.target instanceof HTMLElement)) return;
    if (savesPage(event)) {
      event.preventDefault();
      view.save();
      return;
    }
    const cell = event.target.closest<HTMLElement>(".cell");
    if (cell === null) return;
    const act = runKey(event, view) ?? (event.target === cell && unmodified(event) ? commands[event.key] : undefined);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the editor must not see the key as well
    act();
  };
}

function runKey(event: KeyboardEvent, view: NotebookView): (() => void) | undefined {
  if (event.key !== "Enter") return undefined;
  if (event.shiftKey && (event.ctrlKey || event.metaKey)) return () => view.runCurrentAndOutdated();
  if (event.shiftKey) return () => view.runCurrent("advance");
  if (event.ctrlKey || event.metaKey) return () => view.runCurrent("stay");
  if (event.altKey) return () => view.runCurrent("insert");
  return undefined;
}

/// The hand does it by itself; the browser's own answer, a copy of the page, helps nobody.
function savesPage(event: KeyboardEvent): boolean {
  return event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function unmodified(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
}
