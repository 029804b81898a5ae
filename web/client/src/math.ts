// LaTeX as MathML, which the browser draws and screen readers read. Loaded when the first formula is seen: see prose.ts.

import temml from "temml";

/// What LaTeX does not understand stays as it was written, with the reason.
export function drawFormula(place: HTMLElement): void {
  const latex = place.textContent ?? "";
  try {
    const drawn = document.createElement("span");
    temml.render(latex, drawn, { displayMode: place.classList.contains("display"), throwOnError: true, maxExpand: 1_000, maxSize: [20, 100], trust: false });
    place.replaceChildren(...drawn.childNodes);
    place.querySelector("math")?.setAttribute("alttext", latex);
  } catch (error) {
    place.classList.add("wrong");
    place.title = error instanceof Error ? error.message : String(error);
  }
}
