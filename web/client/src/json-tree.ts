// JSON as a tree that opens and closes. A branch is drawn when it is opened for the first time, so a big value costs what is seen.

import { el, icon } from "./dom";
import { counted, thousands } from "./format";

const most = 1_000; // entries of one branch
const openWithin = 30; // a branch with more entries begins closed
const openLevels = 2;

type Json = string | number | boolean | null | Literal | Json[] | { [key: string]: Json };

/// A number that a double cannot hold, as it was written.
class Literal {
  constructor(readonly text: string) {}
}

export function jsonTree(json: string): HTMLElement {
  const value = JSON.parse(json, exact) as Json;
  return el("div", { class: "json" }, node(null, value, 0));
}

function exact(this: unknown, _: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && !Number.isSafeInteger(value) && String(value) !== source ? new Literal(source) : value;
}

function node(key: string | null, value: Json, depth: number): HTMLElement {
  if (value === null || typeof value !== "object" || value instanceof Literal) return el("div", { class: "leaf" }, ...name(key), leaf(value));
  const entries: [string, Json][] = Array.isArray(value) ? value.map((one, i) => [String(i), one]) : Object.entries(value);
  const size = Array.isArray(value) ? `[${counted(entries.length, "element")}]` : `{${counted(entries.length, "key")}}`;
  if (entries.length === 0) return el("div", { class: "leaf" }, ...name(key), Array.isArray(value) ? "[]" : "{}");
  const branch = el("details", {}, el("summary", {}, icon("chev", "chev"), el("span", {}, ...name(key), el("span", { class: "size" }, size))));
  let drawn = false;
  const draw = (): void => {
    if (drawn) return;
    drawn = true;
    branch.append(el("div", { class: "branch" }, ...entries.slice(0, most).map(([of, one]) => node(of, one, depth + 1)),
      entries.length > most && el("p", { class: "cut" }, `${thousands(most)} of ${thousands(entries.length)} are shown`)));
  };
  branch.addEventListener("toggle", () => branch.open && draw());
  if (depth < openLevels && entries.length <= openWithin) {
    draw();
    branch.open = true;
  }
  return branch;
}

function name(key: string | null): (HTMLElement | string)[] {
  return key === null ? [] : [el("span", { class: "key" }, key), ": "];
}

function leaf(value: string | number | boolean | null | Literal): HTMLElement {
  if (typeof value === "string") return el("span", { class: "s" }, JSON.stringify(value));
  if (typeof value === "number" || value instanceof Literal) return el("span", { class: "n" }, value instanceof Literal ? value.text : String(value));
  return el("span", { class: "k" }, String(value));
}
