// The reader's guess on the chart of a comparison or timing, where its row is as long as what was measured.

import { el } from "./dom";
import { words } from "./prediction";
import type { Prediction } from "./protocol";

/// Puts a mark into every row of the column that a prediction in milliseconds was about.
export function drawMarks(column: HTMLElement, predictions: Prediction[]): void {
  for (const asked of predictions) {
    const guess = Number(asked.answer[0]);
    if (asked.unit !== "ms" || asked.kind === "ranking" || !(guess >= 0)) continue;
    for (const row of document.querySelectorAll<HTMLElement>(`#${CSS.escape(`cell-${asked.about}`)} .cmp tbody tr`)) {
      if (row.querySelector("th b")?.textContent === asked.measured && column.contains(row)) mark(row, asked, guess);
    }
  }
}

function mark(row: HTMLElement, asked: Prediction, guess: number): void {
  const plot = row.querySelector<HTMLElement>(".plot");
  const longest = Number(row.closest<HTMLElement>(".cmp")?.dataset["longest"]);
  if (plot === null || !(longest > 0) || plot.querySelector(".you-mark") !== null) return;
  const beyond = guess > longest;
  const said = `you said ${words(asked, asked.answer)}`;
  const made = el("span", { class: `you-mark${guess > longest / 2 ? " left" : ""}` }, el("span", {}, beyond ? `${said} →` : said));
  made.style.left = `${Math.min(100, (100 * guess) / longest)}%`;
  plot.append(made);
}
