// All commands in one list, to be found by what they are called. Enter runs the marked one.

import { el, icon } from "./dom";
import { shown } from "./keys";
import type { Keys } from "./keys";
import type { PageCommand } from "./page-commands";

/// Every word of the query begins a word of the command, in any order; what was chosen last comes first.
export function matching(commands: readonly PageCommand[], query: string, last: readonly string[]): PageCommand[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ words, group }: PageCommand): boolean => {
    const found = `${words} ${group}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return wanted.every(one => found.some(word => word.startsWith(one)));
  };
  const age = ({ id }: PageCommand): number => (last.includes(id) ? last.indexOf(id) : last.length);
  return commands.filter(command => command.act !== undefined && fits(command)).sort((a, b) => age(a) - age(b));
}

export function allKeys(keys: Keys | undefined): string[] {
  return [...new Set(Object.values(keys ?? {}).flat().map(one => shown(one)))];
}

export class Palette {
  #last: string[] = [];

  constructor(private readonly commands: readonly PageCommand[]) {}

  open(): void {
    const before = document.activeElement;
    const list = el("ul", { class: "choices", id: "palette-list", role: "listbox", "aria-label": "Commands" });
    const box = el("input", { type: "text", role: "combobox", placeholder: "What do you want to do?", "aria-label": "Command", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
    const dialog = el("dialog", { class: "floating palette", "aria-label": "All commands" }, el("div", { class: "search" }, icon("find"), box), list);
    let found: PageCommand[] = [];
    let at = 0;

    const mark = (index: number): void => {
      at = index;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      const marked = list.children[at];
      box.setAttribute("aria-activedescendant", marked?.id ?? "");
      marked?.scrollIntoView({ block: "nearest" });
    };
    const draw = (): void => {
      found = matching(this.commands, box.value, this.#last);
      list.replaceChildren(...found.map((command, i) => this.#item(command, i, () => choose(command))));
      if (found.length === 0) list.append(el("li", { class: "nothing", role: "option", "aria-disabled": "true" }, "No command is called so."));
      mark(0);
    };
    const choose = (command: PageCommand | undefined): void => {
      if (command === undefined) return;
      this.#last = [command.id, ...this.#last.filter(id => id !== command.id)].slice(0, 5);
      dialog.close();
      command.act?.();
    };
    box.addEventListener("input", draw);
    dialog.addEventListener("keydown", event => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
      if (step !== undefined) mark(Math.abs(step) === 1 ? (at + step + found.length) % Math.max(found.length, 1) : Math.min(Math.max(at + step, 0), found.length - 1));
      else if (event.key === "Enter") choose(found[at]);
      else return;
      event.preventDefault();
    });
    draw();
    openDialog(dialog, before);
    box.focus();
  }

  #item(command: PageCommand, index: number, choose: () => void): HTMLElement {
    const item = el("li", { role: "option", id: `palette-${index}`, "aria-selected": "false" },
      command.icon === undefined ? el("span", { class: "no-icon" }) : icon(command.icon), el("span", { class: "words" }, command.words), el("span", { class: "group" }, command.group),
      ...allKeys(command.keys).slice(0, 1).map(key => el("kbd", {}, key)));
    item.addEventListener("click", choose);
    return item;
  }
}

/// Over the page, with the focus kept inside; a click beside it or Esc closes it, and the focus goes back.
export function openDialog(dialog: HTMLDialogElement, before: Element | null): void {
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The browser tells of the end later: whoever has taken the focus meanwhile keeps it.
    if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  });
  dialog.addEventListener("pointerdown", event => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // which in a field of kind search only empties the field
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
