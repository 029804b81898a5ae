// Moving cells with the pointer: a line shows where they would go, Esc lets go of them. A finger works as well as a mouse.

import type { CellViews } from "./cell-views";
import { el } from "./dom";
import type { CellId } from "./protocol";

const edge = 80; // pixels from the top and the bottom of the window where the page scrolls along

/// `drop` is told the cell above the new place, null for the top; not if they stay where they are.
export function dragCells(start: PointerEvent, column: HTMLElement, cells: CellId[], views: CellViews, drop: (after: CellId | null) => void): void {
  if (start.button !== 0) return;
  start.preventDefault();
  const line = el("div", { class: "drop-line", "aria-hidden": "true" });
  const grip = start.currentTarget as HTMLElement;
  const seen = views.seen;
  let place: { after: CellId | null } | null = null;
  let scroll = 0;
  grip.setPointerCapture(start.pointerId);
  for (const cell of cells) views.get(cell)?.element.classList.add("dragged");
  column.append(line);

  const moved = (event: PointerEvent): void => {
    const at = event.clientY;
    scroll = at < edge ? at - edge : at > innerHeight - edge ? at - innerHeight + edge : 0;
    const below = seen.findIndex(cell => middle(cell) > at);
    const index = below < 0 ? seen.length : below;
    const above = seen[index - 1] ?? null;
    place = { after: above === null ? null : last(above) };
    const next = seen[index];
    const top = next === undefined ? bottomOf(above) + 4 : topOf(next) - 12;
    line.style.top = `${top - column.getBoundingClientRect().top}px`;
    line.hidden = stays(place.after);
  };
  const topOf = (cell: CellId): number => views.get(cell)?.element.getBoundingClientRect().top ?? 0;
  const bottomOf = (cell: CellId | null): number => (cell === null ? 0 : views.get(cell)?.element.getBoundingClientRect().bottom ?? 0);
  const middle = (cell: CellId): number => (topOf(cell) + bottomOf(cell)) / 2;
  const last = (cell: CellId): CellId => (views.section(cell)?.folded === true ? views.section(cell)?.cells.at(-1) ?? cell : cell);
  const stays = (after: CellId | null): boolean => {
    const first = views.order.indexOf(cells[0] ?? "");
    return (after !== null && cells.includes(after)) || (views.order[first - 1] ?? null) === after;
  };
  const end = (): void => {
    clearInterval(timer);
    line.remove();
    for (const cell of cells) views.get(cell)?.element.classList.remove("dragged");
    grip.removeEventListener("pointermove", moved);
    grip.removeEventListener("pointerup", up);
    grip.removeEventListener("pointercancel", end);
    document.removeEventListener("keydown", key, { capture: true });
  };
  const up = (): void => {
    end();
    if (place !== null && !stays(place.after)) drop(place.after);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
  };
  const timer = setInterval(() => {
    if (scroll !== 0) scrollBy(0, scroll / 4);
  }, 16);
  grip.addEventListener("pointermove", moved);
  grip.addEventListener("pointerup", up);
  grip.addEventListener("pointercancel", end);
  document.addEventListener("keydown", key, { capture: true });
}
