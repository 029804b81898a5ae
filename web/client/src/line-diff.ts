// Two texts side by side, line by line.

/// A line of the left text, of the right one, or of both.
export interface DiffLine { left: string | null; right: string | null }

/// The longest common lines stay beside each other, and what changed between two of them is paired from the top.
export function lineDiff(left: string, right: string): DiffLine[] {
  const a = left.split("\n");
  const b = right.split("\n");
  const common = table(a, b);
  const lines: DiffLine[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) lines.push({ left: removed[i] ?? null, right: added[i] ?? null });
    removed = [];
    added = [];
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const mine = a[i];
    const other = b[j];
    if (mine !== undefined && other !== undefined && same(mine, other)) {
      flush();
      lines.push({ left: mine, right: other });
      i++;
      j++;
    } else if (other === undefined || (mine !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      removed.push(mine ?? "");
      i++;
    } else {
      added.push(other);
      j++;
    }
  }
  flush();
  return lines;
}

/// How many lines the rests from i and j have in common.
function table(a: string[], b: string[]): number[][] {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row !== undefined) row[j] = same(a[i] ?? "", b[j] ?? "") ? at(common, i + 1, j + 1) + 1 : Math.max(at(common, i + 1, j), at(common, i, j + 1));
    }
  }
  return common;
}

function at(common: number[][], i: number, j: number): number {
  return common[i]?.[j] ?? 0;
}

/// How a line is indented and what is remarked behind it is nobody's mistake.
function same(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(line: string): string {
  return line.replace(/\s*\/\/.*$/, "").trim();
}
