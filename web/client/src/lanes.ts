// From the spans of single requests to the shape of all of them: who waits above whom, and how many at once.

export type Span = readonly [fromMs: number, toMs: number];

export interface Packed { span: Span; lane: number }

/// Gives every span the lowest lane that is free at its start. Touching spans share a lane: a tenth of a millisecond apart
/// is one request after another.
export function packed(spans: readonly Span[]): Packed[] {
  const ends: number[] = [];
  return [...spans].sort((a, b) => a[0] - b[0]).map(span => {
    const free = ends.findIndex(end => end <= span[0] + 0.1);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span[1];
    return { span, lane };
  });
}

/// How many spans are under way from each moment on; for shapes of so many spans that nobody could see the single one.
export function inFlight(spans: readonly Span[]): { atMs: number; count: number }[] {
  const steps = spans.flatMap(([from, to]) => [{ atMs: from, by: 1 }, { atMs: to, by: -1 }]).sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let count = 0;
  return steps.map(({ atMs, by }) => ({ atMs, count: (count += by) }));
}

/// A round number of milliseconds for the axis, so that it has about `wanted` ticks.
export function tickStep(longestMs: number, wanted: number): number {
  const rough = longestMs / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find(factor => factor * power >= rough) ?? 10);
}
