// How a value is drawn: a table from MIME type to function, in the order of preference. What is not in it shows as text.

import { comparison } from "./comparison";
import { el, icon } from "./dom";
import { htmlFrame } from "./html-frame";
import { jsonTree } from "./json-tree";
import { progress } from "./progress";
import { fillProse } from "./prose";
import { table } from "./table";

/// What is drawn. `update` draws another form of the same type in the same place; without it the place is drawn anew.
export interface Rendering { element: HTMLElement; update?: (form: string) => void }

type Renderer = (form: string, data: Record<string, string>) => Rendering;

const renderers: ReadonlyMap<string, Renderer> = new Map<string, Renderer>([
  ["application/vnd.interleave.comparison+json", form => ({ element: comparison(form) })],
  ["application/vnd.interleave.progress+json", progress],
  ["application/vnd.interleave.table+json", table],
  ["text/vnd.interleave.prose", prose],
  ["text/html", form => ({ element: htmlFrame(form) })],
  ["text/vnd.interleave.warning", warning],
  ["image/svg+xml", (form, data) => image(form, svgSource, drawingName(data), stretches(form) && "wide")],
  ["image/png", (form, data) => image(form, base64("png"), pictureName(data))],
  ["image/jpeg", (form, data) => image(form, base64("jpeg"), pictureName(data))],
  ["application/json", form => ({ element: jsonTree(form) })],
  ["text/plain", text],
]);

/// The value in the best form that can be drawn; `update` is told another value for the same place and says whether it fits there.
export function render(data: Record<string, string>): { element: HTMLElement; update: (next: Record<string, string>) => boolean } {
  for (const [type, renderer] of renderers) {
    const form = data[type];
    if (form === undefined) continue;
    try {
      const { element, update } = renderer(form, data);
      return { element: withNotice(element, data), update: next => updated(type, data, next, update) };
    } catch {
      // A form that cannot be drawn is no reason to show nothing: the next one may do.
    }
  }
  const types = Object.keys(data).join(", ");
  return { element: text(`a value of the type ${types}, which this page cannot draw`).element, update: () => false };
}

const noticeType = "text/vnd.interleave.notice";

function updated(type: string, data: Record<string, string>, next: Record<string, string>, update: Rendering["update"]): boolean {
  const form = next[type];
  if (form === undefined || update === undefined || best(next) !== type || noticeType in data || noticeType in next) return false;
  try {
    update(form);
    return true;
  } catch {
    return false;
  }
}

function best(data: Record<string, string>): string | undefined {
  return [...renderers.keys()].find(type => type in data);
}

function withNotice(element: HTMLElement, data: Record<string, string>): HTMLElement {
  const notice = data[noticeType];
  return notice === undefined ? element : el("div", {}, element, el("p", { class: "cut" }, notice));
}

function text(form: string): Rendering {
  const element = el("pre", {}, form);
  return { element, update: next => (element.textContent = next) };
}

function prose(html: string): Rendering {
  const element = el("div", { class: "prose" });
  fillProse(element, html);
  return { element };
}

/// As an image, SVG cannot run scripts or load anything.
function image(form: string, source: (form: string) => string, alt: string, kind: string | false = false): Rendering {
  const element = el("img", { src: source(form), alt, class: kind });
  return { element, update: next => (element.src = source(next)) };
}

/// A sentence of the lab's own, such as that an event loop stands still.
function warning(form: string): Rendering {
  const sentence = el("p", {}, form);
  return { element: el("div", { class: "notice", role: "status" }, icon("alert", "mark soft"), sentence), update: next => (sentence.textContent = next) };
}

/// Drawn as wide as its place, where another would be as wide as it says.
function stretches(svg: string): boolean {
  return /^<svg[^>]* width="100%"/.test(svg);
}

/// A chart tells its numbers in words, too.
function drawingName(data: Record<string, string>): string {
  const said = data["text/plain"] ?? "";
  return said === "" || said === "a drawing, SVG" ? "Drawing made by this cell" : said;
}

function svgSource(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function base64(type: string): (form: string) => string {
  return form => `data:image/${type};base64,${form}`;
}

function pictureName(data: Record<string, string>): string {
  const said = data["text/plain"] ?? "";
  return said.startsWith("image, ") ? `Picture made by this cell, ${said.slice("image, ".length)}` : "Picture made by this cell";
}
