// How far something has come: a bar, and the same in words. Updates change what stands there, so a screen reader keeps its place.

import { el, icon } from "./dom";
import { counted, duration, thousands } from "./format";
import type { Rendering } from "./renderers";

export interface Progress {
  label: string;
  done: number;
  total: number | null;
  state: "running" | "done" | "left";
  elapsedMs: number;
  perSecond: number | null;
  remainingMs: number | null;
}

export function progress(json: string): Rendering {
  const fill = el("div", { class: "fill" });
  const bar = el("div", { class: "track", role: "progressbar", "aria-valuemin": 0 }, fill);
  const label = el("b");
  const mark = el("span", { class: "how" });
  const words = el("span", { class: "words" });
  const element = el("div", { class: "progress" }, el("div", { class: "head" }, label, mark), bar, words);
  let state = "";

  function update(next: string): void {
    const facts = JSON.parse(next) as Progress;
    const share = shareOf(facts);
    label.textContent = facts.label;
    if (facts.state !== state) {
      state = facts.state;
      element.className = `progress ${state}`;
      mark.replaceChildren(...(state === "done" ? [icon("ok", "mark good"), "done"] : state === "left" ? [icon("alert", "mark soft"), "left"] : []));
    }
    fill.style.width = share === null ? "100%" : `${(100 * share).toFixed(2)}%`;
    bar.classList.toggle("unknown", share === null && state === "running");
    bar.setAttribute("aria-label", facts.label === "" ? "Progress" : facts.label);
    if (facts.total === null) bar.removeAttribute("aria-valuenow");
    else {
      bar.setAttribute("aria-valuemax", String(facts.total));
      bar.setAttribute("aria-valuenow", String(Math.min(facts.done, facts.total)));
    }
    words.textContent = wordsOf(facts);
    bar.setAttribute("aria-valuetext", `${state === "left" ? "left at " : ""}${wordsOf(facts)}`);
  }

  update(json);
  return { element, update };
}

function shareOf({ done, total }: Progress): number | null {
  if (total === null) return null;
  return total === 0 ? 1 : Math.min(1, done / total);
}

/// 37 of 100, 37 %, 12.3 a second, 5.1 s left.
export function wordsOf(facts: Progress): string {
  const share = shareOf(facts);
  const parts = [facts.total === null ? counted(facts.done, "step") : `${thousands(facts.done)} of ${thousands(facts.total)}`];
  if (share !== null) parts.push(`${Math.floor(100 * share)} %`);
  if (facts.state !== "running") parts.push(duration(facts.elapsedMs));
  if (facts.perSecond !== null) parts.push(`${facts.perSecond < 100 ? facts.perSecond.toFixed(1) : thousands(Math.round(facts.perSecond))} a second`);
  if (facts.remainingMs !== null) parts.push(`${duration(facts.remainingMs)} to go`);
  return parts.join(", ");
}
