// All keys, by what they do, with a field to look for one.

import { button, el, icon } from "./dom";
import { shown } from "./keys";
import type { Keys, Place } from "./keys";
import type { Group, PageCommand } from "./page-commands";
import { openDialog } from "./palette";

const places: Record<Place, string> = { command: "on the cell", edit: "in the text", cell: "in a cell", page: "everywhere" };

/// A command without keys has no line here; a key that is looked for may be written as it is shown.
export function helpLines(commands: readonly PageCommand[], query: string): PageCommand[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ words, group, keys }) => {
    if (keys === undefined) return false;
    const text = `${words} ${group} ${Object.entries(keys).flatMap(([place, presses]) => [places[place as Place], ...presses.map(one => `${shown(one)} ${one.replaceAll("+", " ")}`)]).join(" ")}`.toLowerCase();
    return wanted.every(word => (word.length === 1 && /[^a-z0-9]/.test(word) ? text.includes(word) : text.split(/\s+/).some(one => one.startsWith(word))));
  });
}

export function openKeyHelp(commands: readonly PageCommand[]): void {
  const before = document.activeElement;
  const box = el("input", { type: "search", placeholder: "Look for a key or for what it does", "aria-label": "Look for a key", autocomplete: "off", spellcheck: "false" });
  const lists = el("div", { class: "key-lists", tabindex: 0, role: "region", "aria-label": "Keys" });
  const dialog = el("dialog", { class: "floating key-help", "aria-label": "All keys" },
    el("div", { class: "search" }, icon("find"), box, button("quiet small", ["Close"], () => dialog.close())),
    el("p", { class: "muted" }, "On the cell: press Esc first, so that the cell itself has the focus. Enter goes back into its text."), lists);
  const draw = (): void => {
    const found = helpLines(commands, box.value);
    const groups = [...new Set(found.map(command => command.group))];
    lists.replaceChildren(...groups.map(group => section(group, found.filter(command => command.group === group))));
    if (found.length === 0) lists.append(el("p", { class: "muted" }, "No key does that. The palette has all commands."));
  };
  box.addEventListener("input", draw);
  draw();
  openDialog(dialog, before);
  box.focus();
}

function section(group: Group, commands: PageCommand[]): HTMLElement {
  return el("section", {}, el("h2", {}, group), el("dl", {}, ...commands.map(({ words, keys }) => el("div", {}, el("dt", {}, words), el("dd", {}, ...listed(keys ?? {}))))));
}

function listed(keys: Keys): (HTMLElement | string)[] {
  return Object.entries(keys).flatMap(([place, presses]) => {
    const own = [...new Set(presses.map(one => shown(one)))];
    return [...own.map(key => el("kbd", {}, key)), el("small", {}, places[place as Place])];
  });
}
