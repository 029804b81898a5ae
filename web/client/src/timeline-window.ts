// The part of the time that a timeline shows. All of it at first; closer by buttons and keys.

import { button, el } from "./dom";
import { duration } from "./format";
import type { Timeline } from "./protocol";

export interface Window { fromMs: number; toMs: number }

const closest = 0.05; // milliseconds: below, a bar is the noise of a clock

/// Up to the end of the cell, or to a mark not far behind it; threads that outlive it have a window of their own.
export function cellWindow({ wallMs, marks }: Timeline): Window {
  return { fromMs: 0, toMs: Math.max(wallMs, ...marks.map(mark => mark.atMs).filter(at => at <= 3 * wallMs), closest) * 1.02 };
}

export function wholeWindow(timeline: Timeline): Window {
  const whole = Math.max(cellWindow(timeline).toMs, ...timeline.groups.map(group => group.toMs * 1.02));
  return { fromMs: 0, toMs: whole };
}

/// The windows worth a button: the cell, what goes on after it, and the quickest group where that is much quicker.
export function choices(timeline: Timeline): { label: string; window: Window }[] {
  const cell = cellWindow(timeline);
  const whole = wholeWindow(timeline);
  const quick = Math.min(...timeline.groups.filter(group => !group.machinery && group.fromMs < cell.toMs * 0.1).map(group => group.toMs));
  return [
    ...(quick * 1.15 < cell.toMs / 3 ? [{ label: duration(quick * 1.15), window: { fromMs: 0, toMs: quick * 1.15 } }] : []),
    { label: timeline.running ? "all" : duration(timeline.wallMs), window: cell },
    ...(whole.toMs > cell.toMs * 1.05 ? [{ label: "with what goes on", window: whole }] : []),
  ];
}

/// Half of it, or twice of it, with `aroundMs` at its place; never beyond the whole.
export function zoomed(window: Window, factor: number, aroundMs: number, whole: Window): Window {
  const length = Math.max(closest, (window.toMs - window.fromMs) * factor);
  const share = (aroundMs - window.fromMs) / (window.toMs - window.fromMs);
  return moved({ fromMs: aroundMs - length * share, toMs: aroundMs + length * (1 - share) }, 0, whole);
}

/// Along the time, by a share of its length.
export function moved(window: Window, share: number, whole: Window): Window {
  const length = Math.min(window.toMs - window.fromMs, whole.toMs);
  const fromMs = Math.min(Math.max(0, window.fromMs + share * length), whole.toMs - length);
  return { fromMs, toMs: fromMs + length };
}

export function same(one: Window, other: Window): boolean {
  return Math.abs(one.fromMs - other.fromMs) < 1e-6 && Math.abs(one.toMs - other.toMs) < 1e-6;
}

export function windowButtons(timeline: Timeline, now: Window, show: (next: Window | null) => void): HTMLElement {
  const all = choices(timeline);
  const whole = wholeWindow(timeline);
  const middle = (now.fromMs + now.toMs) / 2;
  const pressed = ({ label, window }: { label: string; window: Window }, i: number): HTMLElement => {
    const made = button("small", [label], () => show(i === all.findIndex(one => same(one.window, cellWindow(timeline))) ? null : window));
    made.setAttribute("aria-pressed", String(same(window, now)));
    made.setAttribute("aria-label", `Show ${label}`);
    return made;
  };
  const zoom = (label: string, name: string, factor: number): HTMLElement => {
    const made = button("small quiet", [label], () => show(zoomed(now, factor, middle, whole)));
    made.setAttribute("aria-label", name);
    made.title = `${name}; in the lanes: ${label}`;
    return made;
  };
  return el("span", { class: "tl-windows" },
    all.length > 1 && el("span", { class: "seg", role: "group", "aria-label": "Part of the time" }, ...all.map(pressed)),
    zoom("−", "Zoom out", 2), zoom("+", "Zoom in", 0.5));
}
