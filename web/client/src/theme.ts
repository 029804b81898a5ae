// Runs in the head of every page before anything is drawn, so that a chosen theme never flashes.
// The button goes round: as the system, light, dark.

type Theme = "system" | "light" | "dark";

const key = "interleave.theme";
const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const words: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system"; // storage can be switched off in the browser
  }
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  const button = document.querySelector<HTMLButtonElement>("#theme");
  if (button === null) return;
  const name = `Theme: ${words[theme]}. Switch to ${words[next[theme]]}`;
  button.setAttribute("aria-label", name);
  button.title = name;
}

function choose(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
  current = theme;
  show(theme);
}

let current = stored();
show(current);
addEventListener("DOMContentLoaded", () => {
  show(current);
  document.querySelector("#theme")?.addEventListener("click", () => choose(next[current]));
});
addEventListener("storage", event => {
  if (event.key !== key) return;
  current = stored();
  show(current);
});
