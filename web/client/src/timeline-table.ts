// A timeline's facts as a table, for those who read better than they see. Made when it is opened.

import { el, icon } from "./dom";
import type { Lane, ThreadGroup, Timeline, Totals } from "./protocol";
import { exactly, threadStates } from "./thread-states";

const columns = ["doing", "waiting", "waiting for a task", "blocked", "ready", "pinned"];

export function timelineTable(timeline: Timeline): HTMLElement {
  const details = el("details", { class: "as-table" }, el("summary", {}, icon("chev", "chev"), "The same as a table"));
  details.addEventListener("toggle", () => details.append(el("div", { class: "grid-scroll", tabindex: 0, role: "group", "aria-label": "Table of threads" }, table(timeline))), { once: true });
  return details;
}

function table({ groups }: Timeline): HTMLElement {
  return el("table", { class: "plain" },
    el("thead", {}, el("tr", {}, ...["thread", "from", "to", ...columns].map(name => el("th", { scope: "col" }, name)))),
    ...groups.map(group => el("tbody", {}, groupRow(group), ...group.lanes.map(laneRow))));
}

function groupRow({ name, threads, fromMs, toMs, totals }: ThreadGroup): HTMLElement {
  return el("tr", { class: "group" }, el("th", { scope: "rowgroup" }, `${name} (${threads})`), ...cells(fromMs, exactly(toMs), totals));
}

function laneRow({ name, fromMs, toMs, alive, totals }: Lane): HTMLElement {
  return el("tr", {}, el("th", { scope: "row" }, name), ...cells(fromMs, alive ? "still alive" : exactly(toMs), totals));
}

function cells(fromMs: number, to: string, totals: Totals): HTMLElement[] {
  return [exactly(fromMs), to, ...threadStates.map(state => (totals[state] === 0 ? "0" : exactly(totals[state])))].map(text => el("td", {}, text));
}
