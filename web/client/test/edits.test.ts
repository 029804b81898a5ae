import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Edits } from "../src/edits";

describe("a text that was typed", () => {
  test("is sent once, in its latest form", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.typed("a", "12");
    assert.deepEqual(edits.take(), [["a", "12"]]);
    assert.deepEqual(edits.take(), []);
  });

  test("is ahead of the server until the server has exactly this text", () => {
    const edits = new Edits();
    edits.typed("a", "12");
    assert.ok(edits.ahead("a"));
    edits.take();
    edits.confirmed("a", "1");
    assert.ok(edits.ahead("a"));
    edits.confirmed("a", "12");
    assert.ok(!edits.ahead("a"));
  });

  test("stays ahead when an earlier text of it is confirmed while the reader types on", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.take();
    edits.typed("a", "12");
    edits.confirmed("a", "1");
    assert.ok(edits.ahead("a"));
    assert.deepEqual(edits.take(), [["a", "12"]]);
  });

  test("is not sent a second time when it went along with a run", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.sentWith("a", "1");
    assert.deepEqual(edits.take(), []);
    assert.ok(edits.ahead("a"));
  });

  test("is forgotten with its cell", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.forget("a");
    assert.deepEqual(edits.take(), []);
  });
});

describe("after a lost connection", () => {
  test("a text that the server does not have is sent again", () => {
    const edits = new Edits();
    edits.typed("sent", "1");
    edits.take();
    edits.typed("unsent", "2");
    edits.reconcile(new Map([["sent", ""], ["unsent", ""]]), false);
    assert.deepEqual(edits.take(), [["sent", "1"], ["unsent", "2"]]);
  });

  test("a text that arrived although its confirmation did not is left alone", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.take();
    edits.reconcile(new Map([["a", "1"]]), false);
    assert.ok(!edits.ahead("a"));
  });

  test("of a sent and a newer text the newer one wins", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.take();
    edits.typed("a", "12");
    edits.reconcile(new Map([["a", "0"]]), false);
    assert.deepEqual(edits.take(), [["a", "12"]]);
  });

  test("the text of a cell that is gone goes with it", () => {
    const edits = new Edits();
    edits.typed("a", "1");
    edits.reconcile(new Map(), false);
    assert.deepEqual(edits.take(), []);
  });
});
