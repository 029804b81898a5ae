// Printed text under a cell. Neighbouring text outputs are one block, so that folding counts the lines a reader sees.

import { Ansi } from "./ansi";
import { button, el } from "./dom";
import { overwritten } from "./overwritten";
import { folded, LineCount } from "./fold";
import type { Slice } from "./fold";
import { counted } from "./format";
import type { TextOutput } from "./protocol";

export class TextBlock {
  readonly element = el("div", { class: "out" });
  #head = new Slices();
  #tail = new Slices();
  #count = new LineCount();
  #showAll = false;
  #outputs: readonly TextOutput[] = [];
  #more = button("small more", [], () => {
    this.#showAll = true;
    this.update(this.#outputs);
    this.element.tabIndex = -1; // the button is gone, the focus must go somewhere near
    this.element.focus({ preventScroll: true });
  });

  /// `own` is the name of the thread that runs the cell: only other threads are named beside their text.
  constructor(private readonly own: string) {
    this.#more.hidden = true;
    this.element.append(this.#head.element, this.#more, this.#tail.element);
  }

  update(outputs: readonly TextOutput[]): void {
    this.#outputs = outputs;
    const { head, hidden, tail } = folded(outputs, this.#count.of(outputs), this.#showAll);
    this.#head.draw(head, this.own);
    this.#tail.draw(tail, this.own);
    this.#more.hidden = hidden === 0;
    this.#more.textContent = hidden === 0 ? "" : `Show all, ${counted(hidden, "line")} hidden`;
  }
}

/// A row of slices on the page. Drawing appends where a slice has only grown, and draws again where it is another one.
class Slices {
  readonly element = el("div");
  #drawn: { slice: Slice; pre: AnsiPre; row: HTMLElement }[] = [];

  draw(slices: Slice[], own: string): void {
    slices.forEach((slice, i) => {
      const old = this.#drawn[i];
      if (old !== undefined && grown(old.slice, slice)) {
        old.pre.append(slice.output.text.slice(old.slice.to, slice.to));
        old.slice = slice;
        return;
      }
      const pre = new AnsiPre(slice.output);
      pre.append(slice.output.text.slice(slice.from, slice.to));
      const row = rowOf(slice.output, pre.element, own);
      if (old === undefined) this.element.append(row);
      else old.row.replaceWith(row);
      this.#drawn[i] = { slice, pre, row };
    });
    for (const extra of this.#drawn.splice(slices.length)) extra.row.remove();
  }
}

function grown(before: Slice, now: Slice): boolean {
  const a = before.output;
  const b = now.output;
  return before.from === now.from && before.to <= now.to && a.stream === b.stream && a.thread === b.thread && a.late === b.late
    && (a === b || b.text.startsWith(a.text.slice(0, before.to)));
}

function rowOf(output: TextOutput, pre: HTMLElement, own: string): HTMLElement {
  const named = output.thread !== null && output.thread !== own;
  if (!named && !output.late) return pre;
  const who = el("div", { class: "who", title: output.virtual ? "a virtual thread" : "a platform thread" },
    named && el("b", {}, output.thread), named && output.late && " ", output.late && el("span", { class: "late" }, "late"));
  return el("div", { class: "from" }, who, pre);
}

/// A `pre` that understands colours and is written to in pieces.
class AnsiPre {
  readonly element: HTMLPreElement;
  #ansi = new Ansi();

  constructor(output: TextOutput) {
    this.element = el("pre", { class: output.stream === "err" && "err" });
  }

  append(text: string): void {
    for (const piece of this.#ansi.pieces(overwritten(text))) {
      const { classes, colour, background } = piece;
      if (classes === "" && colour === undefined && background === undefined) this.element.append(piece.text);
      else {
        const span = el("span", { class: classes }, piece.text);
        span.style.color = colour ?? "";
        span.style.backgroundColor = background ?? "";
        this.element.append(span);
      }
    }
  }
}
