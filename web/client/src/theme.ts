// Runs in the head of every page before anything is drawn, so that a chosen theme or size of text never flashes.
// The button goes round: as the system, light, dark. The page's commands ask by an event.

import { largerText, shownSize } from "./text-size";
import type { LookWish } from "./text-size";

type Theme = "system" | "light" | "dark";

const keys = { theme: "interleave.theme", size: "interleave.text-size" };
const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const words: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage can be switched off in the browser
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

function themeOf(value: string | null): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

function show(): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  root.style.setProperty("--text-size", `${size}%`);
  const button = document.querySelector<HTMLButtonElement>("#theme");
  if (button === null) return;
  const name = `Theme: ${words[theme]}. Switch to ${words[next[theme]]}`;
  button.setAttribute("aria-label", name);
  button.title = name;
}

function wished(wish: LookWish): string {
  if (wish === "system" || wish === "light" || wish === "dark") {
    theme = wish;
    keep(keys.theme, theme);
    show();
    return `Theme: ${words[theme]}`;
  }
  size = largerText(size, wish);
  keep(keys.size, String(size));
  show();
  return `Text: ${size} %`;
}

let theme = themeOf(stored(keys.theme));
let size = shownSize(stored(keys.size));
show();
addEventListener("DOMContentLoaded", () => {
  show();
  document.querySelector("#theme")?.addEventListener("click", () => wished(next[theme]));
});
document.addEventListener("look-wished", event => {
  const asked = (event as CustomEvent<{ wish: LookWish; said: string }>).detail;
  asked.said = wished(asked.wish);
});
addEventListener("storage", event => {
  if (event.key !== keys.theme && event.key !== keys.size) return;
  theme = themeOf(stored(keys.theme));
  size = shownSize(stored(keys.size));
  show();
});
