import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inFlight, packed, tickStep } from "../src/lanes";

describe("packing spans into lanes", () => {
  test("puts one after another into one lane", () => {
    assert.deepEqual(packed([[0, 200.4], [200.6, 401.1], [401.1, 600]]).map(({ lane }) => lane), [0, 0, 0]);
  });

  test("stacks what overlaps", () => {
    assert.deepEqual(packed([[0.4, 203], [0.6, 204], [0.8, 205]]).map(({ lane }) => lane), [0, 1, 2]);
  });

  test("takes the lowest lane that is free, whatever the order of the spans", () => {
    assert.deepEqual(packed([[300, 400], [0, 100], [50, 350], [120, 200]]), [
      { span: [0, 100], lane: 0 }, { span: [50, 350], lane: 1 }, { span: [120, 200], lane: 0 }, { span: [300, 400], lane: 0 },
    ]);
  });
});

describe("counting what is in flight", () => {
  test("goes up at each start and down at each end, ends first", () => {
    assert.deepEqual(inFlight([[0, 100], [50, 150], [100, 200]]).map(({ count }) => count), [1, 2, 1, 2, 1, 0]);
  });
});

describe("ticks of an axis", () => {
  test("are round numbers", () => {
    assert.deepEqual([4.2, 103, 240, 4095, 61_000].map(ms => tickStep(ms, 5)), [1, 50, 50, 1000, 20_000]);
  });
});
