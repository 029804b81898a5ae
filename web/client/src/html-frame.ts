// HTML that a cell made. It lives in a frame with an origin of its own: it can neither see nor change the page, run a script
// or load anything. The one script inside is ours. It carries the page's nonce, which learners' HTML does not know; it tells
// the frame's height, and applies `style` attributes and elements, which the page's content security policy would drop.

import { el } from "./dom";

export const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

const inside = `
for (const e of document.querySelectorAll("[style]")) e.style.cssText = e.getAttribute("style");
for (const e of document.querySelectorAll("style:not([nonce])")) {
  const copy = document.createElement("style");
  copy.nonce = document.currentScript.nonce;
  copy.textContent = e.textContent;
  e.replaceWith(copy);
}
const tell = () => parent.postMessage({ height: document.documentElement.offsetHeight }, "*");
new ResizeObserver(tell).observe(document.documentElement);
tell();
`;

// The frame does not see the page's variables, so it brings the three colours it needs.
const looks = `
:root { color-scheme: light dark; }
body { margin: 0; overflow: auto hidden; color: light-dark(#141821, #e8ebf0); font: 15px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-size: 13px; }
th, td { padding: .25rem .75rem .25rem 0; border-top: 1px solid light-dark(#dbdfe6, #2b323d); text-align: left; }
thead th { border-top: 0; color: light-dark(#596272, #98a2b2); font-weight: 550; }
`;

addEventListener("message", event => {
  const height = (event.data as { height?: unknown } | null)?.height;
  const frame = [...document.querySelectorAll("iframe")].find(one => one.contentWindow === event.source);
  if (frame !== undefined && typeof height === "number") frame.style.height = `${Math.min(Math.max(height, 0), 20_000)}px`;
});

export function htmlFrame(html: string): HTMLElement {
  const frame = el("iframe", { sandbox: "allow-scripts", title: "HTML made by this cell", height: 40 });
  frame.srcdoc = `<!doctype html><html lang="en"><head><meta charset="utf-8"><style nonce="${nonce}">${looks}</style></head><body>${html}<script nonce="${nonce}">${inside}</script></body></html>`;
  return frame;
}
