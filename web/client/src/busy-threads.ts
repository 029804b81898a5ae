// Threads that do not listen to a stop: in words for the line under the bar, and as an output under their cell.

import { el, icon } from "./dom";
import { cellLink } from "./failure-view";
import type { Cells } from "./failure-view";
import { thousands } from "./format";
import type { BusyThread, Frame, StillRunningOutput } from "./protocol";

const mostShown = 3;

/// "the platform thread “acceptor”, in ServerSocket.accept, Cell 3, line 4"
export function whereIs(thread: BusyThread, name: (cell: string) => string | null): string {
  const { call, own } = placeOf(thread);
  const cell = own?.cell == null ? "" : `, ${name(own.cell) ?? "a deleted cell"}, line ${own.line}`;
  return `${called(thread)}${call === null ? "" : `, in ${call}`}${cell}`;
}

export function stillRunning({ count, threads, gone }: StillRunningOutput, cells: Cells): HTMLElement {
  const shown = threads.slice(0, mostShown);
  const more = count - shown.length;
  return el("div", { class: "notice" }, icon("alert", "mark soft"),
    el("div", {},
      el("p", {}, heading(count, gone)),
      el("ul", { class: "frames" }, ...shown.map(thread => line(thread, cells)), more > 0 && el("li", {}, `and ${thousands(more)} more`)),
      el("p", {}, remedy(count, gone))));
}

export function heading(count: number, gone: boolean): string {
  const who = count === 1 ? "One thread" : `${thousands(count)} threads`;
  return `${who} ${gone ? "did" : count === 1 ? "does" : "do"} not listen to the stop:`;
}

export function remedy(count: number, gone: boolean): string {
  const next = gone ? `Java was ended since then, and the ${count === 1 ? "thread" : "threads"} with it.` : "Restart does that; the variables are gone then.";
  return `Nothing but ending Java can end such a call. ${next}`;
}

function line(thread: BusyThread, cells: Cells): HTMLElement {
  const { call, own } = placeOf(thread);
  return el("li", {}, called(thread), call !== null && `, in ${call}`, own?.cell != null && ", ", own?.cell != null && cellLink(own.cell, own.line, cells));
}

function called({ name, virtual }: BusyThread): string {
  return `the ${virtual ? "virtual" : "platform"} thread “${name}”`;
}

/// The innermost call of the cell's own, and the call into the JDK that it waits for.
function placeOf(thread: BusyThread): { call: string | null; own: Frame | undefined } {
  const at = thread.frames.findIndex(frame => frame.cell !== null);
  const outside = at < 0 ? thread.frames.at(-1) : thread.frames[at - 1];
  return { call: outside === undefined ? null : short(outside.method), own: thread.frames[at] };
}

/// "ServerSocket.accept" for "java.net.ServerSocket.accept".
function short(method: string): string {
  return method.split(".").slice(-2).join(".");
}
