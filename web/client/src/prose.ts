// Markdown that the server has rendered, so that no script, style or event handler comes out of it.

import { colourJava } from "./java-look";

export function fillProse(prose: HTMLElement, html: string): void {
  prose.innerHTML = html;
  prose.querySelectorAll<HTMLElement>("pre > code.language-java").forEach(colourJava);
  prose.querySelectorAll<HTMLElement>("pre").forEach(pre => (pre.tabIndex = 0)); // it may scroll sideways
  for (const link of prose.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    if (link.origin === location.origin) continue;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  const formulas = prose.querySelectorAll<HTMLElement>(".math");
  if (formulas.length > 0) void import("./math").then(({ drawFormula }) => formulas.forEach(drawFormula), () => {}); // without it, they stay LaTeX
}
