// Asks for the name of a notebook. What is wrong with it is said in place, and what was typed stays.

import { Problem } from "./library-api";
import { button, el } from "./dom";
import { openDialog } from "./palette";

/// `act` tries the name; what it returns is done when the dialog has closed, so that the focus can go to what has changed.
export function askName(title: string, word: string, name: string, act: (name: string) => Promise<() => unknown>): void {
  const before = document.activeElement;
  const box = el("input", { type: "text", id: "new-name", "aria-describedby": "name-hint name-problem", autocomplete: "off", spellcheck: "false", maxlength: 180 });
  const problem = el("p", { class: "problem", id: "name-problem", role: "alert" });
  const dialog: HTMLDialogElement = el("dialog", { class: "floating name", "aria-label": title });
  const form = el("form", { method: "dialog" }, el("h2", {}, title), el("label", { for: "new-name" }, "Name"), box,
    el("p", { class: "muted", id: "name-hint" }, "What is before a / is a folder: ", el("code", {}, "week 1/loops")), problem,
    el("div", { class: "acts" }, button("", ["Cancel"], () => dialog.close()), el("button", { class: "btn primary", type: "submit" }, word)));
  form.addEventListener("submit", event => {
    event.preventDefault();
    problem.textContent = "";
    act(box.value).then(then => {
      dialog.close();
      then();
    }, (error: unknown) => {
      problem.textContent = error instanceof Problem ? error.message : String(error);
      box.setAttribute("aria-invalid", "true");
      box.focus();
    });
  });
  box.value = name;
  dialog.append(form);
  openDialog(dialog, before);
  box.select();
}
