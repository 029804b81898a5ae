import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { barWords, exactly, inMs, totalsWords } from "../src/thread-states";

describe("a bar in words", () => {
  test("says the state, its length and what the thread waits for", () => {
    assert.equal(barWords(["waiting", 1.6, 201.7, "socket"]), "waiting 200.1 ms: socket");
  });

  test("says nothing of what nobody knows", () => {
    assert.equal(barWords(["doing", 0.9, 1.6, ""]), "doing 0.7 ms");
  });
});

describe("totals in words", () => {
  test("leave out the states that there were not", () => {
    assert.equal(totalsWords({ doing: 0.7, waiting: 4003, task: 0, blocked: 0, ready: 0.4, pinned: 0 }), "doing 0.7 ms, waiting 4\u202f003 ms, ready, no core 0.4 ms");
  });
});

describe("lengths", () => {
  test("have as many digits as matter", () => {
    assert.deepEqual([0.04, 0.8, 201.66, 4011.2].map(exactly), ["0.04 ms", "0.8 ms", "201.7 ms", "4\u202f011 ms"]);
    assert.deepEqual([0, 0.72, 18.2, 3993].map(inMs), ["0", "0.7", "18", "3\u202f993"]);
  });
});
