// Which lines of a long output are drawn: all of them, or the first and the last with a button between.

import type { TextOutput } from "./protocol";

const most = 300;
const first = 200;
const last = 100;

/// A part of one text output, from one index to another.
export interface Slice { output: TextOutput; from: number; to: number }

export interface Folded {
  head: Slice[];
  hidden: number; // lines between head and tail
  tail: Slice[];
}

/// Counts lines once. Only the last line of an output ever changes, so it is counted from where that line begins.
export class LineCount {
  #counted = new Map<number, { to: number; lines: number }>();

  of(outputs: readonly TextOutput[]): number {
    return outputs.reduce((sum, output, i) => {
      const known = this.#counted.get(i) ?? { to: 0, lines: 0 };
      const lines = known.lines + newlines(output.text, known.to);
      this.#counted.set(i, { to: output.text.lastIndexOf("\n") + 1, lines });
      return sum + lines + (output.text.endsWith("\n") || output.text === "" ? 0 : 1);
    }, 0);
  }
}

export function folded(outputs: readonly TextOutput[], lines: number, showAll: boolean): Folded {
  if (showAll || lines <= most) return { head: outputs.map(output => ({ output, from: 0, to: output.text.length })), hidden: 0, tail: [] };
  return { head: headOf(outputs, first), hidden: lines - first - last, tail: tailOf(outputs, last) };
}

function headOf(outputs: readonly TextOutput[], lines: number): Slice[] {
  const slices: Slice[] = [];
  let left = lines;
  for (const output of outputs) {
    let to = 0;
    while (left > 0 && to < output.text.length) {
      const end = output.text.indexOf("\n", to);
      to = end < 0 ? output.text.length : end + 1;
      left--;
    }
    if (to > 0) slices.push({ output, from: 0, to });
    if (left === 0) break;
  }
  return slices;
}

function tailOf(outputs: readonly TextOutput[], lines: number): Slice[] {
  const slices: Slice[] = [];
  let left = lines;
  for (const output of outputs.toReversed()) {
    let from = output.text.length;
    while (left > 0 && from > 0) {
      from = output.text.lastIndexOf("\n", from - 2) + 1;
      if (from === 1 && output.text[0] !== "\n") from = 0;
      left--;
    }
    if (from < output.text.length) slices.unshift({ output, from, to: output.text.length });
    if (left === 0) break;
  }
  return slices;
}

function newlines(text: string, from: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
