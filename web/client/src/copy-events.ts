// The browser's own copy, cut and paste, when they are meant for cells: in command mode, and with no text selected on the page.

import type { NotebookView } from "./notebook-view";

export function copyEvents(view: NotebookView, announce: (text: string) => void): void {
  const onCells = (event: Event): boolean => event.target instanceof Element && event.target.matches(".cell") && getSelection()?.isCollapsed !== false;

  document.addEventListener("copy", event => {
    if (event.clipboardData === null || !(view.clipboard.copying || onCells(event))) return;
    event.preventDefault();
    const own = !view.clipboard.copying;
    view.clipboard.fill(event.clipboardData, () => ({ cells: view.cells.copied(), cut: false }));
    if (own) announce("Copied");
  });
  document.addEventListener("cut", event => {
    if (event.clipboardData === null || !onCells(event)) return;
    event.preventDefault();
    view.clipboard.fill(event.clipboardData, () => ({ cells: view.cells.copied(), cut: true }));
    view.send({ type: "delete-cells", cells: view.selection.cells });
  });
  document.addEventListener("paste", event => {
    if (event.clipboardData === null || !onCells(event)) return;
    event.preventDefault();
    view.cells.paste(view.clipboard.taken(event.clipboardData));
  });
}
