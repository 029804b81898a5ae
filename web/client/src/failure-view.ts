// An exception under its cell: what and where first, frames that are not of a cell folded away, causes kept.

import { el, icon } from "./dom";
import { counted } from "./format";
import type { CellId, Failure, FailureOutput, Frame } from "./protocol";

/// What an output needs to know about the other cells.
export interface Cells {
  /// "Cell 4", or null if the cell is gone.
  name(cell: CellId): string | null;
  goTo(cell: CellId, line: number): void;
}

export function failureView(output: FailureOutput, cells: Cells): HTMLElement {
  return el("div", { class: "mistakes" }, el("div", { class: "mistake" }, icon("no", "mark bad"),
    el("div", {}, output.thread !== null && el("p", { class: "where" }, `In thread ${output.thread}:`), ...told(output.failure, cells))));
}

function told(failure: Failure, cells: Cells): HTMLElement[] {
  const parts = [el("p", { title: failure.type }, titleOf(failure)), framesOf(failure.frames, cells)];
  if (failure.cause !== null) parts.push(nested("Caused by:", failure.cause, cells));
  for (const other of failure.suppressed) parts.push(nested("And, while closing:", other, cells));
  return parts;
}

export function titleOf(failure: Failure): string {
  const name = failure.type.slice(failure.type.lastIndexOf(".") + 1);
  return failure.message === null || failure.message === "" ? name : `${name}: ${failure.message}`;
}

function nested(word: string, failure: Failure, cells: Cells): HTMLElement {
  return el("div", { class: "cause" }, el("p", { class: "where" }, word), ...told(failure, cells));
}

function framesOf(frames: Frame[], cells: Cells): HTMLElement {
  const list = el("ol", { class: "frames" });
  let foreign: Frame[] = [];
  const fold = (): void => {
    if (foreign.length > 0) list.append(el("li", {}, foldedFrames(foreign)));
    foreign = [];
  };
  for (const frame of frames) {
    if (frame.cell === null) foreign.push(frame);
    else {
      fold();
      list.append(el("li", {}, frame.method === "" ? "" : `${frame.method}, `, cellLink(frame.cell, frame.line, cells)));
    }
  }
  fold();
  return list;
}

function foldedFrames(frames: Frame[]): HTMLElement {
  return el("details", {}, el("summary", {}, icon("chev", "chev"), `${counted(frames.length, "call")} outside this notebook`),
    el("ol", {}, ...frames.map(frame => el("li", {}, frame.line > 0 ? `${frame.method}, line ${frame.line}` : frame.method))));
}

/// "Cell 4, line 2": jumps to the line.
export function cellLink(cell: CellId, line: number, cells: Cells): Node | string {
  const name = cells.name(cell);
  if (name === null) return `a deleted cell, line ${line}`;
  const link = el("a", { href: `#cell-${cell}` }, line > 0 ? `${name}, line ${line}` : name);
  link.addEventListener("click", event => {
    event.preventDefault();
    cells.goTo(cell, line);
  });
  return link;
}
