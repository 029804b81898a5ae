// The reader's guess beside what was measured: on the chart of a comparison or timing, where its row is as long as what was
// measured, and over the lanes of a cell that times this alone.

import { el } from "./dom";
import { words } from "./prediction";
import type { CellId, Mark, Prediction } from "./protocol";

/// Puts a mark into every row of the column that a prediction in milliseconds was about. `lanes` gets the one for a cell's
/// lanes: where a cell times several things, a guess about one of them is no moment of the whole cell.
export function drawMarks(column: HTMLElement, predictions: Prediction[], lanes: (cell: CellId, mark: Mark) => void): void {
  for (const asked of predictions) {
    const guess = Number(asked.answer[0]);
    if (asked.unit !== "ms" || asked.kind === "ranking" || !(guess >= 0)) continue;
    const rows = [...column.querySelectorAll<HTMLElement>(`#${CSS.escape(`cell-${asked.about}`)} .cmp tbody tr`)];
    const own = rows.filter(row => row.querySelector("th b")?.textContent === asked.measured);
    const said = `you said ${words(asked, asked.answer)}`;
    for (const row of own) mark(row, said, guess);
    if (rows.length === 1 && own.length === 1) lanes(asked.about, { kind: "prediction", atMs: guess, label: said });
  }
}

function mark(row: HTMLElement, said: string, guess: number): void {
  const plot = row.querySelector<HTMLElement>(".plot");
  const longest = Number(row.closest<HTMLElement>(".cmp")?.dataset["longest"]);
  if (plot === null || !(longest > 0) || plot.querySelector(".you-mark") !== null) return;
  const beyond = guess > longest;
  const made = el("span", { class: `you-mark${guess > longest / 2 ? " left" : ""}` }, el("span", {}, beyond ? `${said} →` : said));
  made.style.left = `${Math.min(100, (100 * guess) / longest)}%`;
  plot.append(made);
}
