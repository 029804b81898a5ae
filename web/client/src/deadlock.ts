// Threads that wait for each other for ever: who has what, and who waits for whom.

import { el } from "./dom";
import { cellLink } from "./failure-view";
import type { Cells } from "./failure-view";
import { counted } from "./format";
import type { DeadlockOutput, DeadlockedThread, SourceLine } from "./protocol";
import { swatch } from "./thread-states";

export function deadlockView({ threads }: DeadlockOutput, cells: Cells): HTMLElement {
  const rows = threads.map((thread, i) => row(thread, threads[(i + 1) % threads.length] ?? thread, cells));
  return el("div", { class: "notice deadlock", role: "alert" }, swatch("blocked"),
    el("div", {},
      el("p", { class: "head" }, `Deadlock: ${counted(threads.length, "thread")} wait for each other, for ever`),
      el("ul", { class: "circle" }, ...rows),
      el("p", {}, "None of them can go on. Stop the cell; then let every thread take the locks in the same order.")));
}

function row(thread: DeadlockedThread, holder: DeadlockedThread, cells: Cells): HTMLElement {
  return el("li", {},
    el("b", {}, thread.name), " has ", el("code", {}, thread.has), ...place(thread.tookIn, cells),
    " and waits for ", el("code", {}, thread.wants), ...place(thread.waitsIn, cells),
    ", which ", el("b", {}, holder.name), " has");
}

function place(line: SourceLine | null, cells: Cells): (Node | string)[] {
  return line === null ? [] : [" (", cellLink(line.cell, line.line, cells), ")"];
}
