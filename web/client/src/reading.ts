// How the page is shown to a reader: without anything around it (zen), to a room (presentation), with larger or smaller text.
// Both ways of showing it can be left by Esc and by a button that stays in sight.

import { button, el, icon } from "./dom";

type Way = "zen" | "presenting";
const leave: Record<Way, string> = { zen: "Leave zen mode", presenting: "End the presentation" };

export interface Readable {
  announce(text: string): void;
  /// One step of a lesson on or back; false if the page does not show steps.
  step(by: -1 | 1): boolean;
  /// To a cell of text, in command mode.
  find(cell: string): void;
}

export class Reading {
  #way: Way | null = null;
  #out = button("small leave", [], () => this.turn(null));

  constructor(private readonly column: HTMLElement, private readonly page: Readable) {
    this.#out.hidden = true;
    document.body.append(this.#out);
    document.addEventListener("keydown", event => this.#pressed(event));
    document.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement === null && this.#way === "presenting") this.turn(null); // the browser's own Esc
    });
  }

  toggle(way: Way): void {
    this.turn(this.#way === way ? null : way);
  }

  turn(way: Way | null): void {
    const before = this.#way;
    if (before === way) return;
    this.#way = way;
    document.body.classList.toggle("zen", way !== null);
    document.documentElement.classList.toggle("presenting", way === "presenting");
    this.#out.hidden = way === null;
    if (way !== null) this.#out.replaceChildren(icon("no"), leave[way], el("kbd", { "aria-hidden": "true" }, "Esc"));
    if (way === "presenting") document.documentElement.requestFullscreen?.().catch(() => {}); // then in the window
    else if (before === "presenting" && document.fullscreenElement !== null) void document.exitFullscreen();
    this.page.announce(way === "presenting" ? "Presentation. Page Down and Page Up lead through the sections, Escape ends it." : way === "zen" ? "Zen mode: only the cells. Escape leaves it." : "Everything is shown again.");
    document.querySelector(".cell.current")?.scrollIntoView({ block: "nearest" });
  }

  /// Page Down and Page Up are what a presenter's clicker sends. Esc first leaves what it leaves elsewhere, such as the text.
  #pressed(event: KeyboardEvent): void {
    if (this.#way === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest("dialog, .menu, .find-bar, input, select, .cm-content") !== null) return;
    const by = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : 0;
    if (event.key === "Escape") this.turn(null);
    else if (by !== 0 && this.#way === "presenting") this.#section(by);
    else return;
    event.preventDefault();
  }

  #section(by: -1 | 1): void {
    if (this.page.step(by)) return;
    const headings = [...this.column.querySelectorAll<HTMLElement>(".cell.text:has(h1, h2)")].filter(cell => cell.offsetParent !== null);
    // The last sections may be too short to reach the top of the window, so the current cell counts while it is in sight.
    const current = this.column.querySelector<HTMLElement>(".cell.current");
    const here = headings.findLastIndex(cell =>
      current !== null && inSight(current) ? cell === current || follows(current, cell) : cell.getBoundingClientRect().top < innerHeight / 3);
    const next = headings[here + by];
    if (next === undefined) return;
    this.page.find(next.id.slice("cell-".length));
    next.scrollIntoView({ block: "start" });
  }
}

function inSight(cell: Element): boolean {
  const { top, bottom } = cell.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function follows(later: Node, earlier: Node): boolean {
  return (earlier.compareDocumentPosition(later) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
