// Building elements. Text always goes in as text: nothing here takes HTML.

export type Child = Node | string | null | false;
type Attributes = Record<string, string | number | boolean | null>;

const svgNamespace = "http://www.w3.org/2000/svg";

/// `el("p", { class: "muted" }, "text")`. An attribute that is null or false is left out.
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

/// One of the symbols of icons.svg. Always beside a word, so it is hidden from screen readers.
export function icon(name: string, kind = ""): SVGSVGElement {
  return svg("svg", { class: kind === "" ? null : kind, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("use", { href: `#icon-${name}` }));
}

export function button(kind: string, label: Child[], click: () => void): HTMLButtonElement {
  const made = el("button", { class: `btn ${kind}`, type: "button" }, ...label);
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") click();
  });
  return made;
}

/// Disabled for the reader, yet able to keep the focus: a button that goes grey under the keyboard must not lose it.
export function enable(target: HTMLElement, enabled: boolean): void {
  if (enabled) target.removeAttribute("aria-disabled");
  else target.setAttribute("aria-disabled", "true");
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element with id '${id}'`);
  return found as T;
}

function filled<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(child => child !== null && child !== false));
  return element;
}
