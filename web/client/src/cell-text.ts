// Cells as text, to be copied to other notebooks and other programs. One cell of code is its text alone; otherwise each begins with
// a line "// %%", as in the percent format of Jupytext, so that Java and other editors still read it.

import type { CellId, CellKind } from "./protocol";

export interface CopiedCell { kind: CellKind; source: string; of: CellId | null }

const marker = /^\/\/ %%(?: \[(markdown|raw)\])?[ \t]*$/;

export function asText(cells: readonly CopiedCell[]): string {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined && only.kind === "code") return only.source;
  return cells.map(cell => `${cell.kind === "code" ? "// %%" : `// %% [${cell.kind}]`}\n${cell.kind === "code" ? cell.source : commented(cell.source)}\n`).join("\n");
}

/// Any text: without a marker it is one cell of code.
export function fromText(text: string): CopiedCell[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  if (!marker.test(lines[0] ?? "")) return text.trim() === "" ? [] : [{ kind: "code", source: trimmed(lines), of: null }];
  const cells: { kind: CellKind; lines: string[] }[] = [];
  for (const line of lines) {
    const found = marker.exec(line);
    if (found !== null) cells.push({ kind: (found[1] as CellKind | undefined) ?? "code", lines: [] });
    else cells.at(-1)?.lines.push(line);
  }
  return cells.map(({ kind, lines: own }) => ({ kind, source: kind === "code" ? trimmed(own) : trimmed(own.map(line => line.replace(/^\/\/ ?/, ""))), of: null }));
}

function commented(text: string): string {
  return text.split("\n").map(line => (line === "" ? "//" : `// ${line}`)).join("\n");
}

function trimmed(lines: string[]): string {
  return lines.join("\n").replace(/^\n+|\n+$/g, "");
}
