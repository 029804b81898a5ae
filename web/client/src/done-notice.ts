// "Tell me when it is done": while nobody looks at the page, the end of all that was to run is told by the browser's own
// notification if the reader allows it, and by a mark in the title in any case.

import { counted } from "./format";
import type { Notebook } from "./protocol";

/// Null while something runs or waits; otherwise what became of what ran since the notebook was at rest.
export function outcome(cells: Notebook["cells"], ran: ReadonlySet<string>): { done: boolean; words: string } | null {
  const code = cells.filter(cell => cell.kind === "code");
  if (code.some(cell => cell.run.state === "running" || cell.run.state === "queued")) return null;
  const ended = code.filter(cell => ran.has(cell.id));
  const failed = ended.filter(cell => cell.run.state === "threw" || cell.run.state === "rejected" || cell.run.state === "lost").length;
  return failed === 0 ? { done: true, words: `${counted(ended.length, "cell")} ran.` } : { done: false, words: `${counted(failed, "cell")} failed, ${ended.length - failed} ran.` };
}

export class DoneNotice {
  #ran = new Set<string>();
  #wanted = false;
  #mark = "";

  constructor(private readonly changed: () => void) {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#show("");
    });
  }

  /// Before the title of the page.
  get mark(): string {
    return this.#mark;
  }

  get wanted(): boolean {
    return this.#wanted;
  }

  /// Asks the browser for leave, inside of the reader's click. What to tell the reader about it.
  async toggle(): Promise<string> {
    this.#wanted = !this.#wanted;
    this.changed();
    if (!this.#wanted) return "You will not be told when it is done.";
    if (typeof Notification === "undefined") return "You will see it in the title of the page when it is done.";
    const leave = Notification.permission === "default" ? await Notification.requestPermission() : Notification.permission;
    return leave === "granted" ? "You will be told when all that is to run is done." : "The browser does not allow notifications: look at the title of the page when it is done.";
  }

  update({ cells, title }: Notebook): void {
    for (const cell of cells) if (cell.kind === "code" && (cell.run.state === "running" || cell.run.state === "queued")) this.#ran.add(cell.id);
    if (this.#ran.size === 0) return;
    const end = outcome(cells, this.#ran);
    if (end === null) return;
    this.#ran.clear();
    if (document.visibilityState === "visible") return;
    this.#show(end.done ? "✓ " : "✗ ");
    if (this.#wanted && typeof Notification !== "undefined" && Notification.permission === "granted") {
      new Notification(end.done ? `Done: ${title}` : `Failed: ${title}`, { body: end.words, tag: location.pathname }).addEventListener("click", () => focus());
    }
  }

  #show(mark: string): void {
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.changed();
  }
}
