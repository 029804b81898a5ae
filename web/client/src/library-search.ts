// Search over all lessons and notebooks: what is found takes the place of the lists while there is something to look for.

import { byId, el } from "./dom";
import { counted } from "./format";
import { ask } from "./library-api";
import type { Found } from "./protocol";

const quietMs = 200;

export class LibrarySearch {
  readonly element = el("section", { class: "found", "aria-labelledby": "found-title", hidden: true });
  #box = byId<HTMLInputElement>("search");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = "";

  /// `shown` is told whether the lists have to give way; `announce` tells who cannot see it.
  constructor(private readonly shown: (instead: boolean) => void, private readonly announce: (text: string) => void) {
    this.#box.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#search(), quietMs);
    });
    this.#box.form?.addEventListener("submit", event => {
      event.preventDefault();
      clearTimeout(this.#timer);
      void this.#search();
    });
    this.#box.addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      this.#box.value = "";
      void this.#search();
    });
    document.addEventListener("keydown", event => {
      const typing = (event.target as HTMLElement).closest("input, textarea, dialog, [popover]") !== null;
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#box.focus();
    });
  }

  async #search(): Promise<void> {
    const query = this.#box.value.trim();
    if (query === this.#asked) return;
    this.#asked = query;
    if (query === "") return this.#show(null);
    try {
      const found = await ask<Found>("GET", `/api/search?q=${encodeURIComponent(query)}`);
      if (query === this.#asked) this.#show(found);
    } catch (error) {
      this.announce(error instanceof Error ? error.message : String(error));
      this.#asked = "";
    }
  }

  #show(found: Found | null): void {
    this.element.hidden = found === null;
    this.shown(found !== null);
    if (found === null) return;
    const places = found.notebooks.reduce((sum, one) => sum + one.places.length, 0);
    const words = places === 0 ? "Nothing was found" : `${found.more ? "The first " : ""}${counted(places, "place")} in ${counted(found.notebooks.length, "notebook")}`;
    this.element.replaceChildren(
      el("div", { class: "section-head" }, el("h1", { id: "found-title" }, "Found"), el("p", {}, words)),
      places === 0 ? el("p", { class: "none" }, "No lesson and no notebook has a cell with all of these words.") : el("ul", { class: "hits" }, ...found.notebooks.map(book)));
    this.announce(words);
  }
}

function book({ name, title, lesson, places }: Found["notebooks"][number]): HTMLElement {
  return el("li", {}, el("h2", {}, title, el("span", { class: "muted" }, lesson ? "lesson" : title === name ? "" : name)),
    el("ul", {}, ...places.map(place => el("li", {}, el("a", { href: `/notebooks/${encodeURIComponent(name)}${place.cell === null ? "" : `#cell-${place.cell}`}`, class: place.kind === "code" ? "mono" : false },
      ...place.parts.map(({ text, hit }) => (hit ? el("mark", {}, text) : text)))))));
}
