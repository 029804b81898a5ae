// The words for threads that go on after a stop.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { heading, remedy, whereIs } from "../src/busy-threads";

const name = (cell: string): string | null => (cell === "pow" ? "Cell 3" : null);
const pow = { cell: null, line: 2620, method: "java.math.BigInteger.pow" };
const square = { cell: null, line: 100, method: "java.math.BigInteger.square" };

describe("a thread that does not listen to a stop", () => {
  test("is told by name, kind, the call from the cell, and the cell's line", () => {
    const thread = { name: "cell pow", virtual: false, frames: [square, pow, { cell: "pow", line: 2, method: "top level" }] };
    assert.equal(whereIs(thread, name), "the platform thread “cell pow”, in BigInteger.pow, Cell 3, line 2");
  });

  test("may have none of the cell's code on its stack", () => {
    assert.equal(whereIs({ name: "power", virtual: true, frames: [square, pow] }, name), "the virtual thread “power”, in BigInteger.pow");
  });

  test("may belong to a cell that is gone", () => {
    assert.equal(whereIs({ name: "t", virtual: true, frames: [{ cell: "x", line: 1, method: "f" }] }, name), "the virtual thread “t”, a deleted cell, line 1");
  });
});

describe("threads that did not listen to a stop", () => {
  test("are counted, also those that are not named", () => {
    assert.equal(heading(1, false), "One thread does not listen to the stop:");
    assert.equal(heading(60, false), "60 threads do not listen to the stop:");
  });

  test("need an end of Java, unless it has ended", () => {
    assert.match(remedy(1, false), /Restart does that; the variables are gone then\.$/);
    assert.match(remedy(1, true), /Java was ended since then, and the thread with it\.$/);
    assert.equal(heading(2, true), "2 threads did not listen to the stop:");
  });
});
