// Finding text in a whole notebook: in the sources, and in what the cells have shown.

import type { CellId, Failure, Output } from "./protocol";

export interface Query { text: string; matchCase: boolean; wholeWords: boolean; regexp: boolean; outputs: boolean }

export interface Searched { cell: CellId; source: string; outputs: readonly Output[] }

/// `output` says in which one, null for the source; offsets and lines are in that text. The line is cut to what is near.
export interface Hit { cell: CellId; output: number | null; from: number; to: number; line: number; before: string; found: string; after: string }

export const mostHits = 2_000;
const near = 60;

/// Null for an empty query. What is wrong with a regular expression is thrown.
export function patternOf({ text, matchCase, wholeWords, regexp }: Query): RegExp | null {
  if (text === "") return null;
  const plain = regexp ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(wholeWords ? `(?<![\\p{L}\\p{N}_$])(?:${plain})(?![\\p{L}\\p{N}_$])` : plain, matchCase ? "gmu" : "gimu");
}

export function hitsOf(pattern: RegExp, cells: readonly Searched[], outputs: boolean): Hit[] {
  const hits: Hit[] = [];
  for (const { cell, source, outputs: shown } of cells) {
    search(pattern, source, cell, null, hits);
    if (outputs) shown.forEach((output, i) => search(pattern, textOf(output), cell, i, hits));
    if (hits.length >= mostHits) return hits.slice(0, mostHits);
  }
  return hits;
}

/// With `$1` and its like only for a regular expression.
export function replacedIn(source: string, pattern: RegExp, by: string, regexp: boolean, only: Hit | null = null): string {
  const one = new RegExp(pattern.source, pattern.flags);
  return source.replace(one, (found: string, ...rest: unknown[]) => {
    const groups = typeof rest.at(-1) === "object" ? rest.slice(0, -1) : rest;
    const at = groups.at(-2) as number;
    if (found === "" || (only !== null && at !== only.from)) return found;
    return regexp ? by.replace(/\$(\$|&|\d)/g, (_, what: string) => (what === "$" ? "$" : what === "&" ? found : String(groups[Number(what) - 1] ?? ""))) : by;
  });
}

/// What a reader sees of it.
export function textOf(output: Output): string {
  switch (output.type) {
    case "text":
      return output.text.replace(/\x1b\[[\d;:]*[ -/]*[@-~]/g, "");
    case "display":
      return output.data["text/plain"] ?? "";
    case "failure":
      return failureText(output.failure);
    case "diagnostics":
      return output.diagnostics.map(one => one.message).join("\n");
    case "notice":
      return output.message;
    case "still-running": case "threads": case "deadlock":
      return "";
  }
}

function failureText({ type, message, cause }: Failure): string {
  return `${type}${message === null ? "" : `: ${message}`}${cause === null ? "" : `\n${failureText(cause)}`}`;
}

function search(pattern: RegExp, text: string, cell: CellId, output: number | null, hits: Hit[]): void {
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === "") continue;
    const from = match.index;
    for (let at = text.indexOf("\n", counted); at >= 0 && at < from; at = text.indexOf("\n", at + 1)) {
      line++;
      counted = at + 1;
    }
    const to = from + match[0].length;
    const lineStart = text.lastIndexOf("\n", from - 1) + 1;
    const end = text.indexOf("\n", to);
    const lineEnd = end < 0 ? text.length : end;
    hits.push({
      cell, output, from, to, line, found: match[0],
      before: (from - lineStart > near ? "…" : "") + text.slice(Math.max(lineStart, from - near), from).trimStart(),
      after: text.slice(to, Math.min(lineEnd, to + near)) + (lineEnd - to > near ? "…" : ""),
    });
    if (hits.length >= mostHits) return;
  }
}
