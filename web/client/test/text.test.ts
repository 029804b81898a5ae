// Long and coloured text, and numbers as the page writes them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ansi } from "../src/ansi";
import { folded, LineCount } from "../src/fold";
import type { Slice } from "../src/fold";
import { duration, milliseconds, ofTheLimit, thousands } from "../src/format";
import { overwritten } from "../src/overwritten";
import type { TextOutput } from "../src/protocol";

const output = (text: string): TextOutput => ({ type: "text", stream: "out", thread: null, virtual: false, late: false, text });
const numbered = (count: number, from = 0): string => Array.from({ length: count }, (_, i) => `${from + i}\n`).join("");
const textOf = (slices: Slice[]): string => slices.map(({ output, from, to }) => output.text.slice(from, to)).join("");

describe("folding", () => {
  test("leaves up to 300 lines alone", () => {
    const all = [output(numbered(300))];
    assert.equal(textOf(folded(all, 300, false).head), numbered(300));
    assert.equal(folded(all, 300, false).hidden, 0);
  });

  test("shows the first 200 and the last 100 lines of more, and says how many are between", () => {
    const { head, hidden, tail } = folded([output(numbered(301))], 301, false);
    assert.equal(textOf(head), numbered(200));
    assert.equal(hidden, 1);
    assert.equal(textOf(tail), numbered(100, 201));
  });

  test("counts lines across the outputs of several threads", () => {
    const parts = Array.from({ length: 400 }, (_, i) => output(`${i}\n`));
    const { head, hidden, tail } = folded(parts, 400, false);
    assert.equal(textOf(head), numbered(200));
    assert.equal(hidden, 100);
    assert.equal(textOf(tail), numbered(100, 300));
  });

  test("keeps a last line that is not ended yet", () => {
    const { tail } = folded([output(`${numbered(400)}half`)], 401, false);
    assert.equal(textOf(tail), `${numbered(99, 301)}half`);
  });

  test("keeps empty lines", () => {
    const { head, tail } = folded([output("\n".repeat(1000))], 1000, false);
    assert.equal(textOf(head), "\n".repeat(200));
    assert.equal(textOf(tail), "\n".repeat(100));
  });

  test("shows everything on demand", () => {
    assert.equal(textOf(folded([output(numbered(1000))], 1000, true).head), numbered(1000));
  });
});

describe("counting lines", () => {
  test("counts a line that has begun, and what was appended since", () => {
    const count = new LineCount();
    assert.equal(count.of([output("")]), 0);
    assert.equal(count.of([output("a")]), 1);
    assert.equal(count.of([output("a\nb\n")]), 2);
    assert.equal(count.of([output("a\nb\n"), output("c")]), 3);
  });

  test("counts again what a line was overwritten with", () => {
    const count = new LineCount();
    assert.equal(count.of([output("a\nlong line")]), 2);
    assert.equal(count.of([output("a\nb\nc\n")]), 3);
  });
});

describe("terminal colours", () => {
  const classes = (text: string): [string, string][] => new Ansi().pieces(text).map(piece => [piece.text, piece.classes]);

  test("become classes, until they are reset", () => {
    assert.deepEqual(classes("a\x1b[1;31mb\x1b[0mc"), [["a", ""], ["b", "ansi-red ansi-bold"], ["c", ""]]);
  });

  test("survive the border between two texts, even in the middle of a sequence", () => {
    const ansi = new Ansi();
    assert.deepEqual(ansi.pieces("a\x1b[3"), [{ text: "a", classes: "" }]);
    assert.deepEqual(ansi.pieces("2mb"), [{ text: "b", classes: "ansi-green" }]);
    assert.deepEqual(ansi.pieces("c"), [{ text: "c", classes: "ansi-green" }]);
  });

  test("may be any of 256, or red, green and blue, also behind the text", () => {
    assert.deepEqual(new Ansi().pieces("\x1b[38;5;196mred\x1b[0;48;2;1;2;300mrgb\x1b[49;38;5;12mours"), [
      { text: "red", classes: "", colour: "rgb(255, 0, 0)" },
      { text: "rgb", classes: "", background: "rgb(1, 2, 255)" },
      { text: "ours", classes: "ansi-blue" },
    ]);
    assert.deepEqual(classes("\x1b[41mon\x1b[7minverse\x1b[mplain"), [["on", "ansi-on-red"], ["inverse", "ansi-on-red ansi-inverse"], ["plain", ""]]);
  });

  test("other sequences are skipped without eating text", () => {
    assert.deepEqual(classes("a\x1b[2Kline"), [["a", ""], ["line", ""]]);
  });

  test("a lone escape character is dropped", () => {
    assert.deepEqual(classes("a\x1bb"), [["a", ""], ["b", ""]]);
  });
});

describe("carriage returns", () => {
  test("overwrite the line as a terminal does", () => {
    assert.equal(overwritten("0 %\r50 %\r100 %\ndone\n"), "100 %\ndone\n");
    assert.equal(overwritten("100 %\r5"), "500 %");
    assert.equal(overwritten("ab\bc"), "ac");
  });

  test("at the end of a line, or of what has come so far, overwrite nothing", () => {
    assert.equal(overwritten("a\r\nb\r\n50 %\r"), "a\nb\n50 %");
    assert.equal(overwritten("5%0%\b\b"), "5%0%");
  });
});

describe("numbers", () => {
  test("durations keep to the unit that fits", () => {
    assert.deepEqual([0, 3.21, 9.96, 206.4, 999.6, 4011, 59_960, 125_000].map(duration), ["0.0 ms", "3.2 ms", "10 ms", "206 ms", "1.0 s", "4.0 s", "1 min 0 s", "2 min 5 s"]);
  });

  test("thousands are apart, and a number is never without its unit", () => {
    assert.equal(thousands(1_240_000), "1\u202f240\u202f000");
    assert.equal(milliseconds(4011.2), "4\u202f011 ms");
  });

  test("times of the limit have two digits where the second one matters", () => {
    assert.deepEqual([1.03, 1.9, 5, 20.06].map(ofTheLimit), ["1.03 ×", "1.90 ×", "5.0 ×", "20.1 ×"]);
  });
});
