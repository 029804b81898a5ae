// Sections of a notebook: a heading and the cells below it, up to the next heading of its level. A folded heading hides its
// section; the cells stay in the page.

import type { Cell, CellId } from "./protocol";

export interface Section { readonly cells: CellId[]; readonly folded: boolean }

/// The level of the first heading in a text, null without one. From the rendering, so that a "#" in code is none.
export function headingLevel(cell: Cell): number | null {
  const found = cell.kind === "markdown" ? /<h([1-6])[ >]/.exec(cell.html) : null;
  return found === null ? null : Number(found[1]);
}

/// The section of every heading.
export function sections(cells: readonly Cell[]): Map<CellId, Section> {
  const found = new Map<CellId, Section>();
  const open: { level: number; section: Section }[] = [];
  for (const cell of cells) {
    const level = headingLevel(cell);
    while (level !== null && (open.at(-1)?.level ?? 0) >= level) open.pop();
    for (const { section } of open) section.cells.push(cell.id);
    if (level === null) continue;
    const section = { cells: [], folded: cell.folds.includes("section") };
    found.set(cell.id, section);
    open.push({ level, section });
  }
  return found;
}

/// The cells that a folded heading hides.
export function hiddenCells(found: ReadonlyMap<CellId, Section>): Set<CellId> {
  return new Set([...found.values()].filter(section => section.folded).flatMap(section => section.cells));
}

/// The folded headings to open, so that a cell can be seen.
export function foldedAround(found: ReadonlyMap<CellId, Section>, cell: CellId): CellId[] {
  return [...found].filter(([, section]) => section.folded && section.cells.includes(cell)).map(([heading]) => heading);
}
