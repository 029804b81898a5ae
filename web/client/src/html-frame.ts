// HTML that a cell made. It lives in a frame with an origin of its own: it can neither see nor change the page, run a script
// or load anything. The one script inside is ours and carries the page's nonce, which learners' HTML does not know: it stands
// before that HTML, so that no tag left open there can swallow it. It tells the frame's height, and sets the styles that the
// page's content security policy would drop.

import { el } from "./dom";

export const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

const inside = `
addEventListener("DOMContentLoaded", () => {
  for (const e of document.querySelectorAll("[data-style]")) e.style.cssText = e.dataset.style;
  for (const e of document.querySelectorAll("style[type='text/x-style']")) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(e.textContent);
    document.adoptedStyleSheets.push(sheet);
  }
  const tell = () => parent.postMessage({ height: document.documentElement.offsetHeight }, "*");
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
});
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
  const theme = document.documentElement.dataset["theme"];
  if (theme !== undefined) frame.style.colorScheme = theme;
  frame.srcdoc = `<!doctype html><html lang="en"><head><meta charset="utf-8"><style nonce="${nonce}">${looks}</style><script nonce="${nonce}">${inside}</script></head><body>${prepared(html)}</body></html>`;
  return frame;
}

/// The policy of the page holds in the frame as well, and would drop and report every style. So styles get a name under which
/// our script finds them, not the nonce. What else the policy refuses, scripts and handlers, needs no help from here.
function prepared(html: string): string {
  return html.replaceAll(/<[a-z][^>]*>/gi, tag => tag.replace(/^<style\b/i, `<style type="text/x-style"`).replaceAll(/\sstyle\s*=/gi, " data-style="));
}
