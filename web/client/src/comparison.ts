// Several ways to do the same waiting, one row each. Both axes start at 0 and are the same in every row, so the area of a
// shape is the waiting that was done, and its length is what the reader waited for it.

import { el, svg } from "./dom";
import type { Child } from "./dom";
import { counted, duration, milliseconds, ofTheLimit, speedUp, thousands } from "./format";
import { inFlight, packed, tickStep } from "./lanes";
import type { Span } from "./lanes";

interface Comparison { limitMs: number | null; requests: number; note: string | null; ways: Way[]; winner: string | null }

interface Way {
  label: string;
  medianMs: number;
  lowMs: number;
  highMs: number;
  runs: number;
  predictedMs?: number | null; // notebooks that were saved earlier have none
  timesTheLimit: number | null;
  speedUp: number;
  mostInFlight: number;
  spans: Span[];
}

const lanePx = 3;
const tallest = 300; // px: beyond 100 lanes every row is scaled down alike
const drawnOneByOne = 400;

let figures = 0;

export function comparison(json: string): HTMLElement {
  const facts = JSON.parse(json) as Comparison;
  const id = `comparison-${++figures}`;
  const columns = columnsOf(facts);
  const longest = Math.max(...facts.ways.map(way => Math.max(way.medianMs, lastEnd(way), way.predictedMs ?? 0)), facts.limitMs ?? 0) * 1.02;
  const lanes = Math.max(...facts.ways.map(way => way.mostInFlight), 1);
  const scale: Scale = { longest, lane: Math.min(lanePx, tallest / lanes), limitMs: facts.limitMs };
  const fetched = facts.requests > 0;
  return el("figure", { class: `cmp columns-${columns.length}`, "aria-labelledby": id, "data-longest": longest },
    el("figcaption", { class: "fig-head", id }, el("b", {}, titleOf(facts)), fetched && el("span", {}, "height: requests in flight, length: time")),
    el("table", { role: "table" },
      el("thead", { role: "rowgroup" }, row(false,
        head("way", el("span", { class: "vh" }, "Way")),
        head("plot", el("span", { class: "vh" }, fetched ? "Requests in flight over time" : "Time"), axis(scale)),
        ...columns.map(({ name }) => head("num", name)))),
      el("tbody", { role: "rowgroup" }, ...facts.ways.map(way => wayRow(way, scale, columns, way.label === facts.winner)))),
    facts.note !== null && el("p", { class: "note" }, facts.note));
}

interface Scale { longest: number; lane: number; limitMs: number | null }
interface Column { name: string; of(way: Way): string }

/// Only columns that say something: a single way is not faster than itself, and what fetches nothing has no limit.
function columnsOf(facts: Comparison): Column[] {
  const columns: Column[] = [{ name: "time", of: way => milliseconds(way.medianMs) }];
  if (facts.limitMs !== null) columns.push({ name: "of the limit", of: way => (way.timesTheLimit === null ? "–" : ofTheLimit(way.timesTheLimit)) });
  if (facts.ways.length > 1) columns.push({ name: "speed-up", of: way => speedUp(way.speedUp) });
  return columns;
}

function titleOf({ requests, ways }: Comparison): string {
  const label = ways[0]?.label ?? "";
  if (requests === 0) return ways.length === 1 ? `Time: ${label}` : "How long each way took";
  if (ways.length === 1) return `${counted(requests, "wait")}, ${label}`;
  return requests === 1 ? "The same wait, in different ways" : `The same ${counted(requests, "wait")}, stacked differently`;
}

function wayRow(way: Way, scale: Scale, columns: Column[], best: boolean): HTMLElement {
  return row(best,
    el("th", { role: "rowheader", scope: "row", class: "way" }, el("b", {}, way.label), el("span", {}, detail(way)), el("span", { class: "said" }, saidOf(way))),
    el("td", { role: "cell", class: "plot" }, shape(way, scale)),
    ...columns.map(column => el("td", { role: "cell", class: "num" }, column.of(way))));
}

function detail(way: Way): string {
  const together = way.mostInFlight > 0 ? [`${thousands(way.mostInFlight)} at once`] : [];
  const runs = way.runs > 1 ? [`${way.runs} runs, ${milliseconds(way.lowMs)} to ${milliseconds(way.highMs)}`] : [];
  return [...together, ...runs].join(", ");
}

function saidOf(way: Way): string {
  const said = way.predictedMs ?? null;
  return said === null ? "" : `you said ${milliseconds(said)}`;
}

function shape(way: Way, scale: Scale): SVGSVGElement {
  const height = Math.max(26, way.mostInFlight * scale.lane + 10);
  const top = (height - way.mostInFlight * scale.lane) / 2;
  const said = way.predictedMs ?? null;
  const inFlight = way.mostInFlight > 0 ? `at most ${counted(way.mostInFlight, "request")} in flight, for ` : "";
  return svg("svg", { height, role: "img", "aria-label": inFlight + milliseconds(way.medianMs) + (said === null ? "" : `; ${saidOf(way)}`) },
    ...drawn(way, scale, top, height),
    said !== null && svg("line", { class: "you-line", x1: percent(said, scale), x2: percent(said, scale), y1: 0, y2: height }),
    scale.limitMs !== null && svg("line", { class: "lim-line", x1: percent(scale.limitMs, scale), x2: percent(scale.limitMs, scale), y1: 0, y2: height }));
}

function drawn(way: Way, scale: Scale, top: number, height: number): Element[] {
  if (way.spans.length === 0) return [svg("rect", { class: "time-bar", x: 0, width: percent(way.medianMs, scale), y: height / 2 - 2, height: 4 })];
  return way.spans.length > drawnOneByOne ? [outline(way, scale, top, height)] : bars(way, scale, top);
}

function bars(way: Way, scale: Scale, top: number): Element[] {
  const lanes = packed(way.spans);
  const waits = lanes.map(({ span: [from, to], lane }) => svg("rect", {
    class: "wait-bar", x: percent(from, scale), width: percent(to - from, scale), y: top + lane * scale.lane, height: scale.lane * 0.8,
  }));
  return [...waits, ...knots(lanes, way, scale, top)];
}

/// Where a lane has more than one wait, a knot marks the moment of doing between them.
function knots(lanes: ReturnType<typeof packed>, way: Way, scale: Scale, top: number): Element[] {
  if (lanes.length <= way.mostInFlight) return [];
  const drawn = new Set<string>();
  return lanes.flatMap(({ span: [from] }) => {
    const x = percent(from, scale, 1);
    if (drawn.has(x)) return [];
    drawn.add(x);
    return [svg("rect", { class: "knot", x, width: 2, y: top - 3, height: way.mostInFlight * scale.lane + 6 })];
  });
}

/// Of very many requests the server sends a sample, so the shape is scaled to what was really in flight.
function outline(way: Way, scale: Scale, top: number, height: number): Element {
  const shape = inFlight(way.spans);
  const lane = (scale.lane * way.mostInFlight) / Math.max(...shape.map(step => step.count), 1);
  const base = height - top;
  const steps = shape.map(({ atMs, count }) => `H${atMs.toFixed(2)}V${(base - count * lane).toFixed(2)}`);
  return svg("svg", { width: "100%", height, viewBox: `0 0 ${scale.longest} ${height}`, preserveAspectRatio: "none" },
    svg("path", { class: "wait-shape", d: `M0 ${base}${steps.join("")}V${base}Z` }));
}

function axis(scale: Scale): HTMLElement {
  const step = tickStep(scale.longest, 5);
  const inSeconds = step >= 1000;
  const axis = el("span", { class: scale.limitMs === null ? "axis low" : "axis", "aria-hidden": "true" }, at("", "0", 0, scale));
  for (let ms = step; ms < scale.longest * 0.88; ms += step) axis.append(at("", inSeconds ? `${ms / 1000} s` : duration(ms), ms, scale));
  axis.append(at("last", duration(scale.longest), scale.longest, scale));
  if (scale.limitMs !== null) {
    axis.append(at(scale.limitMs > scale.longest / 2 ? "lim right" : "lim", `limit ${duration(scale.limitMs)}`, scale.limitMs, scale));
  }
  return axis;
}

function at(kind: string, text: string, ms: number, scale: Scale): HTMLElement {
  const tick = el("span", { class: kind === "" ? null : kind }, text);
  tick.style.left = percent(ms, scale);
  return tick;
}

function percent(ms: number, scale: Scale, digits = 2): string {
  return `${((100 * ms) / scale.longest).toFixed(digits)}%`;
}

function lastEnd(way: Way): number {
  return way.spans.reduce((latest, [, to]) => Math.max(latest, to), 0);
}

function row(best: boolean, ...cells: Child[]): HTMLElement {
  return el("tr", { role: "row", class: best && "best" }, ...cells);
}

function head(kind: string, ...children: Child[]): HTMLElement {
  return el("th", { role: "columnheader", scope: "col", class: kind }, ...children);
}
