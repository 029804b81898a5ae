// The reader's own notebooks: the list, what can be done to one, new ones, files that are dropped, and what was deleted.

import { button, el, icon } from "./dom";
import { openMenu } from "./floats";
import { counted, day } from "./format";
import { ask, download, forms, named, notebookApi, Problem } from "./library-api";
import { kernelMark } from "./library-running";
import { askName } from "./name-dialog";
import { openDialog } from "./palette";
import type { DeletedFile, NotebookFile } from "./protocol";

const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf("/")));

/// `say` is seen and heard; `load` draws the lists anew.
export interface Around {
  say(text: string, word: string, act: () => void): void;
  load(): Promise<void>;
}

export class Books {
  readonly element = el("section", { "aria-labelledby": "mine-title" });
  #deleted: DeletedFile[] = [];
  readonly #closed = new Set<string>();

  constructor(private readonly around: Around) {}

  draw(books: NotebookFile[], deleted: DeletedFile[]): void {
    this.#deleted = deleted;
    this.element.replaceChildren(
      el("div", { class: "section-head" }, el("h2", { id: "mine-title" }, "My notebooks"), el("span", { class: "end" },
        deleted.length > 0 && button("quiet small", [icon("bin"), "Deleted"], () => this.#showDeleted()),
        button("small", [icon("plus"), "New"], () => this.#new()))),
      ...this.#lists(books),
      this.#drop());
  }

  /// Those in no folder, then the folders by name, each with what is directly in it.
  #lists(books: NotebookFile[]): HTMLElement[] {
    if (books.length === 0) return [el("p", { class: "none" }, "No notebooks yet. New, or drop a file here.")];
    const folders = new Map<string, NotebookFile[]>();
    for (const book of books) folders.set(folderOf(book.name), [...(folders.get(folderOf(book.name)) ?? []), book]);
    const list = (in_: NotebookFile[]): HTMLElement => el("ul", { class: "books" }, ...in_.map(book => this.#row(book)));
    return [...folders].sort(([one], [other]) => one.localeCompare(other)).map(([folder, in_]) => {
      if (folder === "") return list(in_);
      const drawn = el("details", { class: "folder" }, el("summary", {}, icon("chev", "chev"), el("h3", {}, folder), el("span", { class: "muted" }, counted(in_.length, "notebook"))), list(in_));
      drawn.open = !this.#closed.has(folder);
      drawn.addEventListener("toggle", () => {
        if (drawn.open) this.#closed.delete(folder);
        else this.#closed.add(folder);
      });
      return drawn;
    });
  }

  #row(book: NotebookFile): HTMLElement {
    const more = button("quiet small", [icon("dots")], () => this.#menu(book, more));
    more.setAttribute("aria-label", `More for ${book.name}`);
    more.dataset["of"] = book.name;
    const name = book.name.slice(folderOf(book.name).length).replace(/^\//, "");
    const heading = book.title === name ? "" : `${book.title}, `;
    return el("li", { class: "book" },
      el("a", { href: `/notebooks/${encodeURIComponent(book.name)}` }, name),
      el("p", {}, `${heading}${day(book.modified)}, ${counted(book.cells, "cell")}`),
      kernelMark(book.kernel), more);
  }

  #menu({ name }: NotebookFile, at: HTMLElement): void {
    openMenu(at, [
      { icon: "edit", word: "Rename or move …", key: "", act: () => this.#rename(name) },
      { icon: "copy", word: "Duplicate", key: "", act: () => void this.#do(async () => {
        const copy = await ask<{ name: string }>("POST", notebookApi(name, "/duplicate"));
        await this.#shows(copy.name);
        this.around.say(`“${copy.name}” is a copy of “${name}”.`, "Close", () => {});
      }) },
      null,
      ...forms.map(({ form, words }) => ({ icon: "down", word: words, key: "", act: () => download(name, form) })),
      null,
      { icon: "bin", word: "Delete", key: "", act: () => void this.#do(() => this.#delete(name)) },
    ]);
  }

  #new(): void {
    askName("New notebook", "Make it", "", async name => {
      const made = await ask<{ name: string }>("POST", "/api/notebooks", named(name));
      return () => location.assign(`/notebooks/${encodeURIComponent(made.name)}`);
    });
  }

  #rename(name: string): void {
    askName(`Rename or move “${name}”`, "Rename", name, async to => {
      const now = await ask<{ name: string }>("POST", notebookApi(name, "/rename"), named(to));
      return async () => {
        await this.#shows(now.name);
        this.around.say(`“${name}” is called “${now.name}” now.`, "Close", () => {});
      };
    });
  }

  async #delete(name: string): Promise<void> {
    const names = [...this.element.querySelectorAll<HTMLElement>("[data-of]")].map(one => one.dataset["of"]);
    const next = names[names.indexOf(name) + 1] ?? names[names.indexOf(name) - 1];
    const gone = await ask<DeletedFile>("DELETE", notebookApi(name));
    await this.#shows(next ?? "");
    this.around.say(`“${name}” was deleted.`, "Undo", () => void this.#do(() => this.#restore(gone)));
  }

  async #restore({ id }: DeletedFile): Promise<void> {
    const back = await ask<{ name: string }>("POST", `/api/deleted/${id}/restore`);
    await this.#shows(back.name);
    this.around.say(`“${back.name}” is back.`, "Close", () => {});
  }

  #showDeleted(): void {
    const before = document.activeElement;
    const dialog: HTMLDialogElement = el("dialog", { class: "floating bin", "aria-label": "Deleted notebooks" },
      el("div", { class: "search" }, icon("bin"), el("h2", {}, "Deleted notebooks"), button("quiet small", ["Close"], () => dialog.close())),
      el("ul", { class: "binned" }, ...this.#deleted.map(one => el("li", {},
        el("div", {}, one.name, el("span", { class: "muted" }, `, deleted ${day(one.at)}`)),
        button("small", ["Put back", el("span", { class: "vh" }, one.name)], () => {
          dialog.close();
          void this.#do(() => this.#restore(one));
        })))));
    openDialog(dialog, before);
    dialog.querySelector<HTMLElement>("ul button")?.focus();
  }

  // ---- files

  #drop(): HTMLElement {
    const file = el("input", { type: "file", id: "choose-file", class: "vh", accept: ".ipynb,.md", multiple: true });
    file.addEventListener("change", () => {
      void this.take([...(file.files ?? [])]);
      file.value = "";
    });
    return el("div", { class: "drop" }, el("p", {}, "Drop an ", el("code", {}, ".ipynb"), " or ", el("code", {}, ".md"), " notebook here, or ", file,
      el("label", { for: "choose-file", class: "choose" }, "choose a file"), ". Its outputs and notes come along, and nothing runs by itself."),
      el("p", { class: "problem", role: "alert" }));
  }

  /// Files that the reader has chosen or dropped, one after the other.
  async take(files: File[]): Promise<void> {
    const taken: string[] = [];
    const wrong: string[] = [];
    for (const file of files) {
      try {
        taken.push((await ask<{ name: string }>("POST", `/api/uploads?file=${encodeURIComponent(file.name)}`, file)).name);
      } catch (error) {
        wrong.push(error instanceof Problem ? error.message : `${file.name} could not be read.`);
      }
    }
    if (taken.length > 0) {
      await this.#shows(taken.at(-1) ?? "");
      this.around.say(taken.length === 1 ? `“${taken[0] ?? ""}” is here now.` : `${taken.length} notebooks are here now.`, "Close", () => {});
    }
    const place = this.element.querySelector(".drop .problem");
    if (place !== null) place.textContent = wrong.join("\n");
  }

  /// The list anew, with the focus on what was done something to.
  async #shows(name: string): Promise<void> {
    await this.around.load();
    (this.element.querySelector<HTMLElement>(`[data-of="${CSS.escape(name)}"]`) ?? this.element.querySelector<HTMLElement>(".section-head .end button:last-child"))?.focus();
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.around.say(`Not done: ${error instanceof Error ? error.message : String(error)}`, "Close", () => {});
      await this.around.load();
    }
  }
}
