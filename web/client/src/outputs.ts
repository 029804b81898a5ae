// What stands under a code cell. Groups the outputs, and draws again only what has changed.

import { el, icon } from "./dom";
import { cellLink, failureView } from "./failure-view";
import type { CellId, Diagnostic, DisplayOutput, Mark, Output, TextOutput, ThreadsOutput } from "./protocol";
import { plainText, saidBy } from "./output-text";
import { OutputTools } from "./output-tools";
import { render } from "./renderers";
import { stillRunning } from "./busy-threads";
import { TextBlock } from "./text-output";
import { TimelineView } from "./timeline";
import type { TimelineActions } from "./timeline";
import { deadlockView } from "./deadlock";

type SingleOutput = Exclude<Output, TextOutput | ThreadsOutput>;

/// Neighbouring text outputs belong together; every other output stands alone.
type Group = { texts: TextOutput[] } | { single: SingleOutput };

interface Drawn { group: Group; block: TextBlock | null; element: HTMLElement; update?: (data: Record<string, string>) => boolean }

/// What a cell's output may ask for.
export interface OutputActions extends TimelineActions {
  copyText(text: string): void;
  /// As a file named after the cell.
  saveText(cell: CellId, text: string): void;
}

export class Outputs {
  readonly element = el("div", { class: "outputs", role: "group" });
  #tools: OutputTools;
  #drawn: Drawn[] = [];
  #outputs: Output[] = [];
  #threads: TimelineView | null = null;
  #marks: readonly Mark[] = [];

  constructor(private readonly cell: CellId, private readonly cells: OutputActions) {
    this.#tools = new OutputTools(`cell ${cell}`, { only: () => this.#filtered(), copy: () => this.copy(), save: () => this.save() });
    this.element.append(this.#tools.element);
  }

  copy(): void {
    this.cells.copyText(plainText(this.#shown));
  }

  save(): void {
    this.cells.saveText(this.cell, plainText(this.#shown));
  }

  update(outputs: Output[]): void {
    if (outputs === this.#outputs) return;
    this.#outputs = outputs;
    this.#tools.update(outputs);
    this.#draw();
  }

  /// The chosen thread's, or all.
  get #shown(): Output[] {
    const { chosen } = this.#tools;
    return chosen === null ? this.#outputs : saidBy(this.#outputs, chosen, `cell ${this.cell}`);
  }

  #filtered(): void {
    for (const drawn of this.#drawn.splice(0)) drawn.element.remove();
    this.#draw();
  }

  #draw(): void {
    const outputs = this.#shown;
    this.#drawThreads(outputs.findLast(output => output.type === "threads") ?? null);
    const groups = grouped(outputs);
    groups.forEach((group, i) => {
      const old = this.#drawn[i];
      if (old !== undefined && same(old.group, group)) {
        if ("texts" in group) old.block?.update(group.texts);
        old.group = group;
        return;
      }
      if (old !== undefined && replaced(old, group)) return;
      const drawn = this.#drawGroup(group);
      if (old === undefined) this.element.insertBefore(drawn.element, this.#threads?.element ?? null);
      else old.element.replaceWith(drawn.element);
      this.#drawn[i] = drawn;
    });
    for (const extra of this.#drawn.splice(groups.length)) extra.element.remove();
  }

  /// For the lanes, now and when there will be some.
  mark(marks: readonly Mark[]): void {
    this.#marks = marks;
    this.#threads?.mark(marks);
  }

  /// What the threads did stands below everything else, also below what late threads print.
  #drawThreads(output: ThreadsOutput | null): void {
    if (output !== null && this.#threads !== null) {
      this.#threads.update(output.timeline);
      return;
    }
    this.#threads?.element.remove();
    this.#threads = output === null ? null : new TimelineView(output.timeline, this.cell, this.cells);
    if (this.#threads === null) return;
    if (this.#marks.length > 0) this.#threads.mark(this.#marks);
    this.element.append(this.#threads.element);
  }

  #drawGroup(group: Group): Drawn {
    if ("texts" in group) {
      const block = new TextBlock(`cell ${this.cell}`);
      block.update(group.texts);
      return { group, block, element: block.element };
    }
    const single = group.single;
    return single.type === "display" ? { group, block: null, ...display(single) } : { group, block: null, element: this.#single(single) };
  }

  #single(output: Exclude<SingleOutput, DisplayOutput>): HTMLElement {
    switch (output.type) {
      case "failure":
        return failureView(output, this.cells);
      case "diagnostics":
        return el("div", { class: output.diagnostics.some(one => one.severity === "error") ? "mistakes" : "remarks" }, ...output.diagnostics.map(one => this.#diagnostic(one)));
      case "still-running":
        return stillRunning(output, this.cells);
      case "deadlock":
        return deadlockView(output, this.cells);
      case "notice":
        return el("div", { class: "notice" }, icon("alert", "mark soft"), el("p", {}, output.message));
    }
  }

  #diagnostic(diagnostic: Diagnostic): HTMLElement {
    const [first = "", ...rest] = diagnostic.message.split("\n");
    const error = diagnostic.severity === "error";
    return el("div", { class: "mistake" }, icon(error ? "no" : "alert", `mark ${error ? "bad" : "soft"}`),
      el("div", {},
        el("p", {}, first),
        rest.length > 0 && el("pre", {}, rest.join("\n")),
        diagnostic.hint !== null && el("p", { class: "hint" }, diagnostic.hint),
        el("p", { class: "where" }, cellLink(this.cell, diagnostic.from.line, this.cells))));
  }
}

function display(output: DisplayOutput): Pick<Drawn, "element" | "update"> {
  const { element, update } = render(output.data);
  if (element.tagName === "FIGURE") return { element, update };
  const shown = output.result && element.tagName === "PRE" ? el("div", { class: "value" }, el("span", { "aria-hidden": "true" }, "="), element) : element;
  return { element: el("div", { class: "out" }, output.result && el("span", { class: "vh" }, "Value:"), shown), update };
}

/// Another value in an old place, drawn there if it is of the same kind: so a bar or a table keeps its reader's focus.
function replaced(old: Drawn, group: Group): boolean {
  if ("texts" in group || "texts" in old.group || group.single.type !== "display" || old.group.single.type !== "display") return false;
  if (group.single.result !== old.group.single.result || old.update?.(group.single.data) !== true) return false;
  old.group = group;
  return true;
}

function grouped(outputs: Output[]): Group[] {
  const groups: Group[] = [];
  for (const output of outputs) {
    if (output.type === "threads") continue;
    const before = groups.at(-1);
    if (output.type !== "text") groups.push({ single: output });
    else if (before !== undefined && "texts" in before) before.texts.push(output);
    else groups.push({ texts: [output] });
  }
  return groups;
}

/// Whether what is drawn for the one can be kept for the other. A cleared and refilled text starts a block of its own,
/// because the block remembers what its reader has unfolded.
function same(before: Group, now: Group): boolean {
  if ("single" in before) return "single" in now && before.single === now.single;
  return "texts" in now && before.texts.length <= now.texts.length && before.texts.every((text, i) => now.texts[i]?.text.startsWith(fixed(text.text)));
}

/// A last line may still be overwritten.
function fixed(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}
