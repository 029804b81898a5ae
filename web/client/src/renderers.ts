// How a value is drawn: a table from MIME type to function, in the order of preference. What is not in it shows as text.

import { comparison } from "./comparison";
import { el } from "./dom";
import { htmlFrame } from "./html-frame";

type Renderer = (data: string) => HTMLElement;

const renderers: ReadonlyMap<string, Renderer> = new Map([
  ["application/vnd.interleave.comparison+json", comparison],
  ["text/html", htmlFrame],
  ["image/svg+xml", data => image(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(data)}`)],
  ["image/png", data => image(`data:image/png;base64,${data}`)],
  ["application/json", data => text(JSON.stringify(JSON.parse(data), null, 2))],
  ["text/plain", text],
]);

export function render(data: Record<string, string>): HTMLElement {
  for (const [type, renderer] of renderers) {
    const form = data[type];
    if (form === undefined) continue;
    try {
      return renderer(form);
    } catch {
      // A form that cannot be drawn is no reason to show nothing: the next one may do.
    }
  }
  return text(data["text/plain"] ?? `a value of the type ${Object.keys(data).join(", ")}, which this page cannot draw`);
}

function text(data: string): HTMLElement {
  return el("pre", {}, data);
}

/// As an image, SVG cannot run scripts or load anything.
function image(source: string): HTMLElement {
  return el("img", { src: source, alt: "Picture made by this cell" });
}
