import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { lineDiff } from "../src/line-diff";
import { fromSlider, toSlider } from "../src/guess-scale";

describe("a guess by slider", () => {
  test("moves by factors: the middle of 10 to 1000 is 100", () => {
    assert.equal(fromSlider(0.5, 10, 1000), 100);
    assert.equal(toSlider(100, 10, 1000), 0.5);
  });

  test("reaches a zero at the low end, and never leaves its range", () => {
    assert.equal(fromSlider(0, 0, 10_000), 0);
    assert.equal(fromSlider(1, 0, 10_000), 10_000);
    assert.equal(toSlider(0, 0, 10_000), 0);
    assert.equal(toSlider(99_999, 0, 10_000), 1);
  });
});

describe("two answers side by side", () => {
  test("keep common lines together and pair what changed between them", () => {
    assert.deepEqual(lineDiff("a\nold\nz", "a\nnew\nmore\nz"), [
      { left: "a", right: "a" },
      { left: "old", right: "new" },
      { left: null, right: "more" },
      { left: "z", right: "z" },
    ]);
  });

  test("differ in nothing if only remarks and indentation differ", () => {
    assert.deepEqual(lineDiff("  get();   // wait", "get();").map(({ left, right }) => left !== null && right !== null), [true]);
  });
});
