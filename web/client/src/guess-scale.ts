// From the place of a slider to a number and back, by factors: what learners guess differs by orders of magnitude.

/// A logarithm has no zero: the lowest thousandth of a range that begins there is drawn as one step.
export function fromSlider(at: number, low: number, high: number): number {
  const least = low > 0 ? low : high / 1000;
  if (low <= 0 && at <= 0) return low;
  return rounded(least * (high / least) ** at);
}

export function toSlider(value: number, low: number, high: number): number {
  const least = low > 0 ? low : high / 1000;
  return Math.min(1, Math.max(0, Math.log(Math.max(value, least) / least) / Math.log(high / least)));
}

/// To two figures: nobody guesses more.
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
