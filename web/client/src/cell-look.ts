// How this reader wants cells to look, in this browser: line numbers, and the output beside the code or below it.

import type { NotebookView } from "./notebook-view";

const keys = { numbers: "interleave.line-numbers", beside: "interleave.side-by-side" };

export class CellLook {
  constructor(private readonly view: NotebookView) {
    view.lineNumbers = !kept(keys.numbers, "off");
    document.body.classList.toggle("side-by-side", kept(keys.beside, "on"));
  }

  turnLineNumbers(): void {
    this.view.showLineNumbers(!this.view.lineNumbers);
    keep(keys.numbers, this.view.lineNumbers ? null : "off");
  }

  turnSideBySide(): void {
    keep(keys.beside, document.body.classList.toggle("side-by-side") ? "on" : null);
  }
}

function kept(key: string, value: string): boolean {
  try {
    return localStorage.getItem(key) === value;
  } catch {
    return false; // storage can be switched off in the browser
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}
