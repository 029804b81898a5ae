// How one text becomes another: by lines, and within changed lines by words. Where the same letters can be said to be new in
// more than one place ("ab" to "abab"), they are new where a word begins.

/// `[from, to, insert]`: what is replaced in the text before, in UTF-16 units, and by what. In order, none over another.
export type Part = [from: number, to: number, insert: string];

const mostComparisons = 4_000_000; // 2 000 changed lines on both sides; what is more is one part

export function difference(before: string, after: string): Part[] {
  return apart(lines(before), lines(after)).flatMap(([at, old, now]) =>
    apart(words(old), words(now)).map(([from, gone, come]) => moved([at + from, at + from + gone.length, come], before)));
}

export interface Line { kind: "same" | "gone" | "new"; text: string }

/// Every line of both texts, in order: those of the first that the second lacks, and those it has instead.
export function lineByLine(before: string, after: string): Line[] {
  const found: Line[] = [];
  const add = (kind: Line["kind"], text: string): void => void lines(text).forEach(line => found.push({ kind, text: line.replace(/\n$/, "") }));
  let at = 0;
  for (const [from, old, now] of apart(lines(before), lines(after))) {
    add("same", before.slice(at, from));
    add("gone", old);
    add("new", now);
    at = from + old.length;
  }
  add("same", before.slice(at));
  return found;
}

/// One text with the lines that only the other one has, each where it stands there. None is left out, none is there twice.
export function both(one: string, other: string): string {
  const missing = new Map<string, number>();
  const count = (line: string, by: number): unknown => missing.set(line.trimEnd(), (missing.get(line.trimEnd()) ?? 0) + by);
  for (const line of lines(other)) count(line, 1);
  for (const line of lines(one)) count(line, -1);
  let text = "";
  let at = 0;
  for (const [from, old, now] of apart(lines(one), lines(other))) {
    text += one.slice(at, from + old.length);
    at = from + old.length;
    for (const line of lines(now)) {
      if ((missing.get(line.trimEnd()) ?? 0) <= 0) continue;
      count(line, -1);
      text += (text === "" || text.endsWith("\n") ? "" : "\n") + line;
    }
    if (at < one.length && text !== "" && !text.endsWith("\n")) text += "\n";
  }
  return text + one.slice(at);
}

/// Where two lists of pieces differ: at which place of the first text, what stands there and what in the second one.
function apart(a: string[], b: string[]): [at: number, old: string, now: string][] {
  const found: [number, string, string][] = [];
  let at = 0;
  let i = 0;
  let j = 0;
  for (const [k, l] of [...common(a, b), [a.length, b.length] as const]) {
    const old = a.slice(i, k).join("");
    const now = b.slice(j, l).join("");
    if (old !== now) found.push([at, old, now]);
    at += old.length + (a[k]?.length ?? 0);
    i = k + 1;
    j = l + 1;
  }
  return found;
}

function words(text: string): string[] {
  return text.match(/\w+|\s|[^\w\s]/g) ?? [];
}

/// Something new that could as well begin a few letters earlier, since those are the same as its end.
function moved([from, to, insert]: Part, before: string): Part {
  let best = 0;
  for (let back = 1; from === to && back <= from && back <= 200 && before[from - back] === insert.at(-back % insert.length || -insert.length); back++) {
    if (boundary(before, from - back) >= boundary(before, from - best)) best = back;
  }
  const turned = best % insert.length;
  return [from - best, to - best, insert.slice(insert.length - turned) + insert.slice(0, insert.length - turned)];
}

function boundary(text: string, at: number): number {
  const left = text[at - 1];
  return left === undefined || left === "\n" ? 3 : /\s/.test(left) ? 2 : /\W/.test(left) ? 1 : 0;
}

/// With their ends, so that the parts of a text say everything about it.
export function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/// Pairs of places of equal lines, as many as possible, in order.
export function common(a: string[], b: string[]): [number, number][] {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const pairs: [number, number][] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  pairs.push(...longest(a.slice(start, a.length - end), b.slice(start, b.length - end)).map(([i, j]): [number, number] => [i + start, j + start]));
  for (let i = end; i > 0; i--) pairs.push([a.length - i, b.length - i]);
  return pairs;
}

/// The longest common subsequence, by the usual table.
function longest(a: string[], b: string[]): [number, number][] {
  const wide = b.length + 1;
  if (a.length * b.length > mostComparisons || a.length === 0 || b.length === 0) return [];
  const table = new Uint32Array((a.length + 1) * wide);
  const length = (i: number, j: number): number => table[i * wide + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) table[i * wide + j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
