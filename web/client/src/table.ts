// A value as rows and columns, sorted by whoever reads it. Sorting is the page's alone: the notebook keeps the order it was given.

import { el } from "./dom";
import { thousands } from "./format";
import type { Rendering } from "./renderers";

interface Table { columns: Column[]; rows: string[][]; missingRows: number; missingColumns: number; keyed: boolean }
interface Column { name: string; number: boolean }
interface Order { column: number; descending: boolean }

export function table(json: string): Rendering {
  const view = new TableView();
  view.update(json);
  return { element: view.element, update: next => view.update(next) };
}

/// Sorted order of rows; what is missing comes last either way. Rows that are alike keep their order.
export function sorted(rows: string[][], { column, descending }: Order, number: boolean): string[][] {
  const missing = (row: string[]): boolean => row[column] === "" || row[column] === "null";
  return rows.toSorted((a, b) => {
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    const [x = "", y = ""] = [a[column], b[column]];
    const order = number ? Number(x) - Number(y) : x.localeCompare(y, "en", { numeric: true });
    return descending ? -order : order;
  });
}

class TableView {
  readonly element = el("div", { class: "table" });
  #facts: Table = { columns: [], rows: [], missingRows: 0, missingColumns: 0, keyed: false };
  #order: Order | null = null;
  #heads: HTMLElement[] = [];
  #body = el("tbody");
  #notice = el("p", { class: "cut" });

  /// Another value in the same place keeps the order that its reader has chosen, if it has the same columns.
  update(json: string): void {
    const before = this.#facts.columns.map(column => column.name).join("\n");
    this.#facts = JSON.parse(json) as Table;
    const same = this.#heads.length > 0 && before === this.#facts.columns.map(column => column.name).join("\n");
    if (!same) this.#frame();
    this.#fill();
  }

  #frame(): void {
    this.#order = null;
    this.#heads = this.#facts.columns.map((column, i) => this.#head(column, i));
    const box = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table made by this cell" },
      el("table", {}, el("thead", {}, el("tr", {}, ...this.#heads)), this.#body));
    this.element.replaceChildren(box, this.#notice);
  }

  #head(column: Column, index: number): HTMLElement {
    const sort = el("button", { type: "button", title: "Sort by this column" }, column.name, el("span", { class: "arrow", "aria-hidden": "true" }));
    sort.addEventListener("click", () => this.#sort(index));
    return el("th", { scope: "col", class: column.number && "num" }, sort);
  }

  /// Ascending, descending, as it was.
  #sort(column: number): void {
    const order = this.#order;
    if (order?.column !== column) this.#order = { column, descending: false };
    else this.#order = order.descending ? null : { column, descending: true };
    this.#fill();
  }

  #fill(): void {
    const { columns, rows, keyed } = this.#facts;
    const order = this.#order;
    this.#heads.forEach((head, i) => {
      if (order?.column === i) head.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const shown = order === null ? rows : sorted(rows, order, columns[order.column]?.number ?? false);
    const notice = noticeOf(this.#facts);
    this.#notice.hidden = notice === "";
    this.#notice.textContent = order !== null && this.#facts.missingRows > 0 ? `${notice}; only these are sorted` : notice;
    this.#body.replaceChildren(...shown.map(row => el("tr", {}, ...row.map((text, i) => cell(text, columns[i]?.number ?? false, keyed && i === 0)))));
  }
}

function cell(text: string, number: boolean, names: boolean): HTMLElement {
  const kind = [number && "num", text === "null" && "null"].filter(one => one !== false).join(" ");
  return names ? el("th", { scope: "row", class: kind === "" ? null : kind }, text) : el("td", { class: kind === "" ? null : kind }, text);
}

function noticeOf({ columns, rows, missingRows, missingColumns }: Table): string {
  const parts = [];
  if (missingRows > 0) parts.push(`${thousands(rows.length)} of ${thousands(rows.length + missingRows)} rows`);
  if (missingColumns > 0) parts.push(`${thousands(columns.length)} of ${thousands(columns.length + missingColumns)} columns`);
  return parts.length === 0 ? "" : `${parts.join(", ")} are shown`;
}
