// Which command a key is for. Commands name their keys themselves, such as "Accel+Shift+C" or "D D"; Accel is Cmd on a Mac
// and Ctrl elsewhere. Single letters count only in command mode, which is when the cell itself has the focus.

import type { PageCommand } from "./page-commands";

/// Where a key counts: in command mode, in the text, anywhere in a cell, anywhere on the page.
export type Place = "command" | "edit" | "cell" | "page";
export type Keys = { readonly [P in Place]?: readonly string[] };

const twiceMs = 800;

export const onMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

export interface Press { key: string; code: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }

/// The names under which a press may be looked up. The second is by the place of the key on the keyboard, for where Alt or
/// Shift makes another character of it.
export function namesOf(press: Press, mac: boolean): string[] {
  const letter = /^[a-z]$/i.test(press.key);
  const digit = /^[0-9]$/.test(press.key);
  const accel = mac ? press.metaKey : press.ctrlKey;
  const modifiers = (shift: boolean): string =>
    `${accel ? "Accel+" : ""}${mac && press.ctrlKey ? "Ctrl+" : ""}${!mac && press.metaKey ? "Meta+" : ""}${press.altKey ? "Alt+" : ""}${shift && press.shiftKey ? "Shift+" : ""}`;
  const names = [modifiers(!digit || accel || press.altKey) + (press.key === " " ? "Space" : letter ? press.key.toUpperCase() : press.key === "_" ? "-" : press.key)];
  const place = /^(?:Key([A-Z])|Digit([0-9])|(Minus)|(Slash))$/.exec(press.code);
  const byPlace = place === null ? undefined : place[1] ?? place[2] ?? (place[3] !== undefined ? "-" : "/");
  if (byPlace !== undefined && (!letter || press.altKey) && !digit) names.push(modifiers(true) + byPlace);
  return names;
}

/// "Ctrl+…" is the Ctrl key on every machine, so elsewhere than on a Mac it is the same as "Accel+…".
export function normal(keys: string, mac: boolean): string {
  return mac ? keys : keys.replaceAll("Ctrl+", "Accel+");
}

const signs: Record<string, string> = { Enter: "↵", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Shift: "⇧", Escape: "Esc", Backspace: "⌫" };

/// As a reader sees it: "Ctrl ⇧ ↵", on a Mac "⌘ ⇧ ↵".
export function shown(keys: string, mac = onMac): string {
  return normal(keys, mac).split(" ").map(press => press.split(/\+(?!$)/).map(part => (part === "Accel" ? (mac ? "⌘" : "Ctrl") : signs[part] ?? part)).join(" ")).join(" ");
}

function scopes(target: Element): Place[] {
  if (target.closest("dialog, .menu") !== null) return [];
  const cell = target.closest(".cell");
  if (cell === null) return ["page"];
  return target === cell ? ["command", "cell", "page"] : target.closest(".cm-content") !== null ? ["edit", "cell", "page"] : ["cell", "page"];
}

export function keyboard(commands: readonly PageCommand[], mac = onMac): (event: KeyboardEvent) => void {
  const table = new Map<string, PageCommand>();
  const beginnings = new Set<string>();
  for (const command of commands) {
    for (const [place, presses] of Object.entries(command.keys ?? {})) {
      for (const press of presses.map(one => normal(one, mac))) {
        if (command.act === undefined || press === "Escape") continue; // the editor's own, told for the help
        table.set(`${place} ${press}`, command);
        if (press.includes(" ")) beginnings.add(`${place} ${press.split(" ")[0]}`);
      }
    }
  }
  let first: { name: string; at: number } | null = null;

  return event => {
    if (event.isComposing || !(event.target instanceof Element) || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    const places = scopes(event.target);
    const names = namesOf(event, mac);
    const before = first !== null && performance.now() - first.at < twiceMs && !event.repeat ? first.name : null;
    first = null;
    for (const place of places) {
      for (const name of names) {
        const command = (before === null ? undefined : table.get(`${place} ${before} ${name}`)) ?? table.get(`${place} ${name}`);
        const begins = command === undefined && beginnings.has(`${place} ${name}`);
        if (command === undefined && !begins) continue;
        event.preventDefault();
        event.stopPropagation(); // the editor must not see the key as well
        if (begins) first = { name, at: performance.now() };
        else if (!event.repeat || command?.repeats === true) command?.act?.();
        return;
      }
    }
  };
}
