// What this notebook said earlier, and what its file says after another program has changed it: seen as a difference, taken
// back with one click, and that again with Undo.

import { lineByLine } from "./difference";
import { button, el, icon } from "./dom";
import { counted } from "./format";
import { openDialog } from "./palette";
import type { Cell } from "./protocol";

interface Revision { id: string; at: string; unsaved: boolean }
interface Said { kind: string; source: string }

const around = 3; // lines shown above and below a change

export class Revisions {
  constructor(private readonly name: () => string, private readonly cells: () => Cell[], private readonly say: (text: string, word: string, act: () => void) => void) {}

  async open(): Promise<void> {
    const before = document.activeElement;
    const list = await this.#ask<{ revisions: Revision[] }>("revisions");
    if (list === null) return;
    const shown = el("div", { class: "revision-diff" });
    const items = list.revisions.map(one => this.#item(one, shown, () => dialog.close()));
    const dialog: HTMLDialogElement = this.#dialog("Revisions", items.length === 0
      ? el("p", { class: "muted none" }, "Nothing is kept yet. A copy is kept when you go on writing, every few minutes.")
      : el("ul", { class: "binned" }, ...items), shown);
    openDialog(dialog, before);
    dialog.querySelector<HTMLElement>("ul button")?.focus();
  }

  async showTheirs(): Promise<void> {
    const before = document.activeElement;
    const theirs = await this.#ask<{ cells: Said[] }>("disk");
    if (theirs !== null) openDialog(this.#dialog("From your text to the file’s", el("div", { class: "revision-diff" }, ...this.#difference(text(this.#now()), text(theirs.cells)))), before);
  }

  async choose(whose: "keep-mine" | "take-theirs"): Promise<void> {
    if (!(await this.#tell(`disk/${whose}`))) return;
    this.say(whose === "keep-mine" ? "Yours stays. What the file said is kept under Revisions." : "Theirs is here now. Your text is kept under Revisions.", "Close", () => {});
  }

  #item(one: Revision, shown: HTMLElement, close: () => void): HTMLElement {
    const at = new Date(one.at).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });
    const show = async (): Promise<void> => {
      const said = await this.#ask<{ cells: Said[] }>(`revisions/${one.id}`);
      if (said !== null) shown.replaceChildren(el("h3", {}, `From ${at} to now`), ...this.#difference(text(said.cells), text(this.#now())));
    };
    const restore = async (): Promise<void> => {
      if (!(await this.#tell(`revisions/${one.id}/restore`))) return;
      close();
      this.say(`The notebook is as it was, ${at}. Undo takes that back.`, "Close", () => {});
    };
    const made = el("li", {}, el("div", {}, at, one.unsaved && el("span", { class: "muted" }, ", yours, not in the file")),
      button("quiet small", ["Show"], () => void show()), button("small", ["Restore"], () => void restore()));
    for (const each of made.querySelectorAll("button")) each.setAttribute("aria-label", `${each.textContent} ${at}`);
    return made;
  }

  #dialog(title: string, ...content: HTMLElement[]): HTMLDialogElement {
    const dialog: HTMLDialogElement = el("dialog", { class: "floating revisions", "aria-label": title },
      el("div", { class: "search" }, icon("undo"), el("h2", {}, title), button("quiet small", ["Close"], () => dialog.close())), ...content);
    return dialog;
  }

  #difference(before: string, after: string): HTMLElement[] {
    const all = lineByLine(before, after);
    const near = all.map((_, i) => all.slice(Math.max(0, i - around), i + around + 1).some(({ kind }) => kind !== "same"));
    if (!near.includes(true)) return [el("p", { class: "muted none" }, "Both say the same. Only outputs may differ.")];
    const rows: HTMLElement[] = [];
    for (let i = 0; i < all.length; i++) {
      const line = all[i];
      if (line === undefined) continue;
      if (near[i] === true) rows.push(el("span", { class: line.kind }, `${{ same: "  ", gone: "− ", new: "+ " }[line.kind]}${line.text}\n`));
      else if (near[i - 1] !== false) rows.push(el("span", { class: "left-out" }, "  ⋯\n"));
    }
    const gone = all.filter(({ kind }) => kind === "gone").length;
    const come = all.filter(({ kind }) => kind === "new").length;
    return [el("p", { class: "muted none" }, `${counted(gone, "line")} gone, ${counted(come, "line")} new`), el("pre", { tabindex: 0, "aria-label": "Difference" }, ...rows)];
  }

  #now(): Said[] {
    return this.cells().map(({ kind, source }) => ({ kind: kind === "code" ? "code" : "text", source }));
  }

  async #ask<T>(what: string): Promise<T | null> {
    const answer = await this.#fetch(what, "GET");
    return answer === null ? null : ((await answer.json()) as T);
  }

  async #tell(what: string): Promise<boolean> {
    return (await this.#fetch(what, "POST")) !== null;
  }

  async #fetch(what: string, method: string): Promise<Response | null> {
    try {
      const answer = await fetch(`/api/notebooks/${encodeURIComponent(this.name())}/${what}`, { method, cache: "no-store" });
      if (answer.ok) return answer;
      const words = (answer.headers.get("content-type") ?? "").startsWith("text/plain") ? await answer.text() : "It is not there any more, or it is no notebook.";
      this.say(`Not done: ${words}`, "Close", () => {});
    } catch {
      this.say("Not done: Interleave does not answer.", "Close", () => {});
    }
    return null;
  }
}

function text(cells: Said[]): string {
  return cells.map(({ kind, source }) => `[${kind}]\n${source}\n`).join("\n");
}
