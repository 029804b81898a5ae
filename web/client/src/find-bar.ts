// Find and replace over the whole notebook: two fields under the top bar, and a list of all places with what stands around them.

import { byId, button, el, enable, icon } from "./dom";
import { highlight, rangesIn } from "./find-marks";
import type { Place } from "./find-marks";
import { hitsOf, mostHits, patternOf, replacedIn } from "./find";
import type { Hit, Query } from "./find";
import { counted, thousands } from "./format";
import type { NotebookView } from "./notebook-view";
import type { CellId, Replacement } from "./protocol";
import type { Store } from "./store";

const pauseMs = 120;
const listed = 200;

export class FindBar {
  #bar = byId("find-bar");
  #find = el("input", { type: "text", placeholder: "Find", "aria-label": "Find", autocomplete: "off", spellcheck: "false" });
  #by = el("input", { type: "text", placeholder: "Replace by", "aria-label": "Replace by", autocomplete: "off", spellcheck: "false" });
  #count = el("span", { class: "muted count", role: "status" });
  #list = el("ol", { class: "hits", "aria-label": "Places found" });
  #options: Record<Exclude<keyof Query, "text">, HTMLButtonElement>;
  #one = button("small", ["Replace"], () => this.#replace(true));
  #all = button("small", ["Replace all"], () => this.#replace(false));
  #hits: Hit[] = [];
  #at = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: NotebookView, private readonly store: Store, private readonly say: (text: string, word: string, act: () => void) => void) {
    this.#options = {
      matchCase: this.#option("Aa", "Match upper and lower case", false), wholeWords: this.#option("Word", "Whole words only", false),
      regexp: this.#option(".*", "A regular expression", false), outputs: this.#option("Outputs", "Look in outputs too", true),
    };
    this.#bar.append(
      el("div", { class: "fields" }, el("label", {}, icon("find"), this.#find), el("label", { class: "by" }, icon("format"), this.#by)),
      el("div", { class: "row" }, ...Object.values(this.#options), this.#count,
        el("span", { class: "end" }, button("quiet small", [icon("up"), el("span", { class: "vh" }, "The place before")], () => this.step(-1)), button("quiet small", [icon("down"), el("span", { class: "vh" }, "The next place")], () => this.step(1)),
          this.#one, this.#all, button("quiet small", ["Close"], () => this.close()))),
      this.#list);
    this.#find.addEventListener("input", () => this.#soon());
    this.#bar.addEventListener("keydown", event => this.#key(event));
  }

  get open(): boolean {
    return !this.#bar.hidden;
  }

  /// With what is selected in the text as the thing to find.
  show(replace: boolean): void {
    const chosen = getSelection()?.toString() ?? "";
    if (chosen !== "" && !chosen.includes("\n") && !this.#bar.contains(document.activeElement)) this.#find.value = chosen;
    this.#bar.hidden = false;
    this.#bar.classList.toggle("replacing", replace || (this.#bar.classList.contains("replacing") && this.open));
    this.#search();
    this.#find.focus();
    this.#find.select();
  }

  close(): void {
    const hit = this.#hits[this.#at];
    this.#bar.hidden = true;
    this.#hits = [];
    this.#mark();
    if (hit !== undefined && hit.output === null && this.store.cell(hit.cell)?.kind === "code") this.view.views.get(hit.cell)?.edit();
    else this.view.select(hit?.cell ?? this.view.current ?? "");
  }

  /// The notebook has changed while the bar is open.
  update(): void {
    if (this.open) this.#soon();
  }

  step(by: -1 | 1): void {
    if (!this.open) return this.show(false);
    if (this.#hits.length === 0) return;
    this.#go((this.#at + by + this.#hits.length) % this.#hits.length);
  }

  #option(word: string, name: string, on: boolean): HTMLButtonElement {
    const made = button("small toggle", [word], () => {
      made.setAttribute("aria-pressed", String(made.getAttribute("aria-pressed") !== "true"));
      this.#search();
    });
    made.setAttribute("aria-pressed", String(on));
    made.setAttribute("aria-label", `${word}: ${name}`);
    made.title = name;
    return made;
  }

  #query(): Query {
    const on = (name: Exclude<keyof Query, "text">): boolean => this.#options[name].getAttribute("aria-pressed") === "true";
    return { text: this.#find.value, matchCase: on("matchCase"), wholeWords: on("wholeWords"), regexp: on("regexp"), outputs: on("outputs") };
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), pauseMs);
  }

  #pattern(): RegExp | null {
    try {
      return patternOf(this.#query());
    } catch {
      return null;
    }
  }

  #search(): void {
    clearTimeout(this.#timer);
    if (!this.open) return;
    const before = this.#hits[this.#at];
    const pattern = this.#pattern();
    const cells = (this.store.state.notebook?.cells ?? []).map(cell => ({ cell: cell.id, source: this.view.views.get(cell.id)?.source ?? cell.source, outputs: cell.kind === "code" ? cell.outputs : [] }));
    this.#hits = pattern === null ? [] : hitsOf(pattern, cells, this.#query().outputs);
    this.#at = this.#nearest(before);
    this.#draw(pattern);
    this.#mark(pattern);
  }

  /// The place as before, or the first from the current cell on.
  #nearest(before: Hit | undefined): number {
    if (before !== undefined) {
      const same = this.#hits.findIndex(hit => hit.cell === before.cell && hit.output === before.output && hit.from >= before.from);
      if (same >= 0) return same;
    }
    const { order } = this.view.views;
    const from = order.indexOf(this.view.current ?? "");
    const next = this.#hits.findIndex(hit => order.indexOf(hit.cell) >= from);
    return next >= 0 ? next : this.#hits.length - 1;
  }

  #draw(pattern: RegExp | null): void {
    const { text } = this.#query();
    const some = this.#hits.length > 0;
    const places = `${this.#hits.length >= mostHits ? "more than " : ""}${thousands(this.#hits.length)}`;
    this.#count.textContent = text === "" ? "" : pattern === null ? "This regular expression is not complete." : some ? `${this.#at + 1} of ${places}` : "Not found";
    enable(this.#one, this.#hits[this.#at]?.output === null);
    enable(this.#all, this.#hits.some(hit => hit.output === null));
    this.#list.hidden = !some;
    this.#list.replaceChildren(...this.#hits.slice(0, listed).map((hit, i) => this.#item(hit, i)));
    if (this.#hits.length > listed) this.#list.append(el("li", { class: "muted" }, `and ${thousands(this.#hits.length - listed)} more`));
    this.#show();
  }

  #item(hit: Hit, index: number): HTMLElement {
    const where = `${this.view.name(hit.cell) ?? ""}, ${hit.output === null ? "" : "output, "}line ${hit.line}`;
    const made = button("quiet small", [el("span", { class: "where" }, where), el("span", { class: "text" }, hit.before, el("mark", {}, hit.found), hit.after)], () => this.#go(index));
    return el("li", {}, made);
  }

  /// Which one is the current one, in the list and in words.
  #show(): void {
    [...this.#list.children].forEach((item, i) => (i === this.#at ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current")));
    this.#list.children[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  #go(index: number): void {
    this.#at = index;
    const hit = this.#hits[index];
    if (hit === undefined) return;
    this.#draw(this.#pattern());
    const { views, selection } = this.view;
    views.whenSeen(hit.cell, () => {
      selection.makeCurrent(hit.cell);
      if (hit.output !== null && this.store.cell(hit.cell)?.folds.includes("outputs") === true) this.view.fold(hit.cell, "outputs", false);
      if (hit.output === null && this.store.cell(hit.cell)?.folds.includes("source") === true) this.view.fold(hit.cell, "source", false);
      const element = views.get(hit.cell)?.element;
      (hit.output === null ? element : element?.querySelector(".outputs") ?? element)?.scrollIntoView({ block: "nearest" });
      this.#mark();
      if (hit.output === null) views.get(hit.cell)?.show(hit.from, hit.to);
    });
  }

  #mark(pattern = this.#pattern()): void {
    const here = this.#hits[this.#at];
    const places = new Map<CellId, Place[]>();
    for (const hit of this.#hits.filter(one => one.output === null)) places.set(hit.cell, [...places.get(hit.cell) ?? [], { from: hit.from, to: hit.to, here: hit === here }]);
    const ranges: Range[] = [];
    const any = new Set(this.#hits.map(hit => hit.cell));
    for (const [id, view] of this.view.views.all) {
      view.found(places.get(id) ?? []);
      if (pattern !== null && any.has(id)) for (const part of view.element.querySelectorAll(":scope > .prose, :scope > .outputs")) ranges.push(...rangesIn(part, pattern));
    }
    highlight(this.open ? ranges : []);
  }

  #replace(onlyOne: boolean): void {
    const pattern = this.#pattern();
    const here = this.#hits[this.#at];
    if (pattern === null || (onlyOne && here?.output !== null)) return;
    const wanted = onlyOne && here !== undefined ? [here] : this.#hits.filter(hit => hit.output === null);
    const cells = [...new Set(wanted.map(hit => hit.cell))];
    const { regexp } = this.#query();
    const made = cells.flatMap((cell: CellId): Replacement[] => {
      const before = this.view.views.get(cell)?.source ?? "";
      const after = replacedIn(before, pattern, this.#by.value, regexp, onlyOne ? here ?? null : null);
      return before === after ? [] : [{ cell, before, after }];
    });
    if (made.length === 0 || !this.view.send({ type: "replace-sources", cells: made })) return;
    if (!onlyOne) this.say(`Replaced in ${counted(made.length, "cell")}`, "Undo", () => this.view.cells.undo());
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && event.target === this.#find) this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === this.#by) this.#replace(!event.altKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
