// What floats over the page: a menu, which is a sheet on a phone, and the way back after a deletion.

import { button, el, icon } from "./dom";

export interface Item { icon: string; word: string; key: string; act: () => void }

/// Opens at a button and closes by itself: Esc, a click elsewhere, a choice. The focus goes back to where it was.
export function openMenu(at: HTMLElement, items: (Item | null)[], extra: HTMLElement | null = null): void {
  const menu = el("div");
  const close = openPopover(at, at.getAttribute("aria-label") ?? "More", menu, () => {});
  if (extra !== null) {
    extra.addEventListener("click", close);
    menu.append(extra);
  }
  for (const item of items) {
    if (item === null) {
      menu.append(el("hr"));
      continue;
    }
    const choice = el("button", { type: "button" }, icon(item.icon), item.word, item.key !== "" && el("kbd", { class: "narrow-hide" }, item.key));
    choice.addEventListener("click", () => {
      close();
      item.act();
    });
    menu.append(choice);
  }
  place(menu.parentElement ?? menu, at);
  menu.querySelector<HTMLElement>("a, button")?.focus();
}

/// Anything that floats at a button, on a phone at the bottom. What closes it is returned.
export function openPopover(at: HTMLElement, name: string, content: HTMLElement, closed: () => void): () => void {
  const menu = el("div", { class: "menu", popover: "auto", role: "dialog", "aria-label": name }, content);
  menu.addEventListener("toggle", event => {
    if ((event as ToggleEvent).newState !== "closed") return;
    menu.remove();
    closed();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, at);
  return () => menu.hidePopover();
}

function place(menu: HTMLElement, at: HTMLElement): void {
  if (matchMedia("(max-width: 760px)").matches) {
    menu.classList.add("sheet");
    return;
  }
  const near = at.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = near.bottom + 4 + size.height < innerHeight;
  menu.style.maxHeight = `${innerHeight - 16}px`;
  menu.style.top = `${below ? near.bottom + 4 : Math.max(8, near.top - 4 - size.height)}px`;
  menu.style.left = `${Math.max(8, near.right - size.width)}px`;
}

let offered: { element: HTMLElement; timer: ReturnType<typeof setTimeout> } | null = null;

/// What was offered is done, or undone, otherwise.
export function withdraw(): void {
  clearTimeout(offered?.timer);
  offered?.element.remove();
  offered = null;
}

/// Stays long enough to be read and reached, and as long as it has the focus.
export function offer(text: string, word: string, act: () => void): void {
  const close = (): void => {
    if (offered?.element !== toast) return toast.remove();
    clearTimeout(offered.timer);
    offered = null;
    toast.remove();
  };
  const toast = el("section", { class: "toast", "aria-label": "Done just now" }, el("span", {}, text), button("small", [word], () => {
    close();
    act();
  }));
  const later = (): void => {
    if (toast.contains(document.activeElement)) offered = { element: toast, timer: setTimeout(later, 5_000) };
    else close();
  };
  offered?.element.remove();
  clearTimeout(offered?.timer);
  offered = { element: toast, timer: setTimeout(later, 20_000) };
  document.body.append(toast);
}
