// A cell of Java on the page: head with its state, editor, outputs.

import type { ChangeSet } from "@codemirror/state";
import { grip, passOver } from "./cell-view";
import type { Actions, CellView } from "./cell-view";
import { button, el, icon } from "./dom";
import type { Place } from "./find-marks";
import { counted } from "./format";
import { LazyEditor } from "./lazy-editor";
import { InputFields } from "./input-fields";
import { Outputs } from "./outputs";
import type { CodeCell, Input, Mark, Output } from "./protocol";
import { nameOf, outdatedWords, wordsOf } from "./run-words";

export class CodeCellView implements CellView<CodeCell> {
  readonly kind = "code";
  readonly element: HTMLElement;
  #cell: CodeCell;
  #name = "";
  #title = el("strong");
  #mark = icon("wait", "mark soft");
  #words = el("span");
  #state = el("span", { class: "state" }, this.#mark, this.#words);
  #outdated = el("button", { class: "tag outdated", type: "button", hidden: true });
  #remedy: HTMLElement;
  #act: HTMLButtonElement;
  #foldedSource: HTMLButtonElement;
  #foldedOutputs: HTMLButtonElement;
  #more: HTMLButtonElement;
  #editor: LazyEditor;
  #outputs: Outputs;
  #fields: InputFields;
  #inputs: Input[] = [];
  #markedFor: Output[] | null = null;

  constructor(cell: CodeCell, private readonly actions: Actions) {
    this.#cell = cell;
    this.#outdated.addEventListener("click", () => actions.runOutdated(cell.id));
    this.#remedy = el("div", { class: "remedy", hidden: true }, button("small", [icon("again"), "Run the cells above again"], () => actions.runAbove(cell.id)));
    this.#foldedSource = button("folded", [], () => actions.fold(cell.id, "source", false));
    this.#foldedOutputs = button("folded", [], () => actions.fold(cell.id, "outputs", false));
    this.#act = button("small act", [], () => this.#acted());
    this.#more = button("quiet small", [icon("dots")], () => actions.menu(cell.id, this.#more));
    this.#editor = new LazyEditor({
      help: actions.help(cell.id),
      lineNumbers: actions.lineNumbers,
      typed: (source, changes) => actions.typed(cell.id, source, changes),
      left: () => actions.select(cell.id),
      overEdge: by => actions.over(cell.id, by),
    }, () => actions.text(this.#cell.id) ?? this.#cell.source);
    this.#outputs = new Outputs(cell.id, actions);
    this.#fields = new InputFields(`cell ${cell.id}`, { answer: (input, line) => actions.answer(input, line), leave: () => actions.select(cell.id) });
    this.element = el("section", { class: "cell code", id: `cell-${cell.id}`, tabindex: -1 },
      el("div", { class: "cell-head" }, grip(cell.id, actions), this.#title, this.#state, this.#outdated, el("span", { class: "end" }, this.#act, this.#more)),
      this.#foldedSource,
      el("div", { class: "source" }, this.#editor.element),
      this.#foldedOutputs,
      this.#outputs.element,
      this.#fields.element,
      this.#remedy);
    passOver(this.element, () => this.#editor.made?.view.contentDOM);
    this.#editor.watch(this.element);
  }

  get source(): string {
    return this.#editor.source;
  }

  copyOutput(): void {
    this.#outputs.copy();
  }

  saveOutput(): void {
    this.#outputs.save();
  }

  /// Marks on the lanes that are not the run's own: what a reader has predicted.
  markLanes(marks: readonly Mark[]): void {
    this.#outputs.mark(marks);
  }

  update(cell: CodeCell, name: string): void {
    this.#cell = cell;
    if (name !== this.#name) this.#renamed(name);
    this.#outputs.update(cell.outputs);
    this.#fold(cell);
    this.#remedy.hidden = cell.run.state !== "lost";
    this.#markOutdated(cell);
    if (this.#markedFor !== cell.outputs) this.#marked(); // else what the live check has marked since would go
    this.element.classList.toggle("queued", cell.run.state === "queued");
    this.element.setAttribute("aria-label", nameOf(name, cell));
    this.#acts();
    this.tick(Date.now());
  }

  /// The threads of this cell that wait for the reader to type, after each `update`.
  ask(inputs: Input[]): void {
    this.#inputs = inputs;
    const attended = this.actions.attends(this.#cell.id);
    if (this.#fields.update(inputs, this.#cell.run.state === "running") && attended && !this.#fields.focused) this.#fields.focus();
    this.tick(Date.now());
  }

  tick(now: number): void {
    const { text: words, mark, bad } = wordsOf(this.#cell, now);
    const text = this.#inputs.length > 0 && this.#cell.run.state === "running" ? `${words}, waits for you to type` : words;
    if (this.#words.textContent === text) return;
    this.#words.textContent = text;
    this.#state.classList.toggle("bad", bad);
    this.#mark.setAttribute("class", `mark ${bad ? "bad" : "soft"}`);
    this.#mark.setAttribute("viewBox", mark === "doing" ? "0 0 36 16" : "0 0 16 16");
    this.#mark.firstElementChild?.setAttribute("href", `#icon-${mark}`);
  }

  changeText(changes: ChangeSet | null): void {
    this.#editor.change(changes);
  }

  edit(line?: number | "last" | "end"): void {
    if (this.#cell.folds.includes("source")) this.actions.fold(this.#cell.id, "source", false);
    this.element.classList.remove("source-folded"); // at once: what is not shown cannot have the focus
    this.#editor.make().focus(line);
  }

  cursors(): number[] {
    return this.#editor.made?.cursors() ?? [];
  }

  lineNumbers(shown: boolean): void {
    this.#editor.lineNumbers(shown);
  }

  settle(): void {
    this.#editor.made?.closeList(); // apart from that, code looks the same in both modes
  }

  destroy(): void {
    this.#editor.destroy();
    this.element.remove();
  }

  found(places: readonly Place[]): void {
    this.#editor.found(places);
  }

  show(from: number, to: number): void {
    this.#editor.make().show(from, to);
  }

  rewrite(source: string): void {
    this.#editor.make().rewrite(source);
  }

  #fold({ folds, source, outputs }: CodeCell): void {
    const code = folds.includes("source");
    const shown = folds.includes("outputs") && outputs.length > 0;
    this.element.classList.toggle("source-folded", code);
    this.element.classList.toggle("outputs-folded", shown);
    this.#foldedSource.hidden = !code;
    this.#foldedOutputs.hidden = !shown;
    if (code) this.#foldedSource.replaceChildren(icon("chev"), `Show ${counted(source.split("\n").length, "line")} of code`);
    if (shown) this.#foldedOutputs.replaceChildren(icon("chev"), "Show the output");
  }

  #renamed(name: string): void {
    this.#name = name;
    this.#title.textContent = name;
    this.#editor.label(`Java source of ${name.toLowerCase()}`);
    this.#outputs.element.setAttribute("aria-label", `Output of ${name.toLowerCase()}`);
    this.#more.setAttribute("aria-label", `More for ${name.toLowerCase()}`);
  }

  /// A mark and a button: what it says is the reason, what it does is the remedy.
  #markOutdated(cell: CodeCell): void {
    const why = outdatedWords(cell);
    this.element.classList.toggle("is-outdated", why !== null);
    this.#outdated.hidden = why === null;
    const text = why === null ? "" : `outdated: ${why}`;
    if (this.#outdated.textContent === text) return;
    this.#outdated.replaceChildren(icon("again"), text);
    this.#outdated.title = "Run this cell and all that are outdated, from top to bottom";
  }

  #marked(): void {
    this.#markedFor = this.#cell.outputs;
    const diagnostics = this.#cell.outputs.flatMap(output => (output.type === "diagnostics" ? output.diagnostics.filter(one => one.severity !== "note") : []));
    const failure = this.#cell.outputs.findLast(output => output.type === "failure")?.failure;
    const frame = failure?.frames.find(one => one.cell === this.#cell.id);
    this.#editor.mark(diagnostics, frame?.line ?? null);
  }

  /// The one button keeps its place while its verb changes, so the focus stays where it is.
  #acts(): void {
    const { state } = this.#cell.run;
    const [name, verb] = state === "running" ? ["stop", "Stop"] : state === "queued" ? ["no", "Take it out"] : ["play", state === "idle" ? "Run" : "Run again"];
    if (this.#act.textContent === verb) return;
    this.#act.replaceChildren(icon(name), verb);
  }

  #acted(): void {
    const { id, run } = this.#cell;
    if (run.state === "running") this.actions.stop();
    else if (run.state === "queued") this.actions.cancel(id);
    else this.actions.run(id);
  }
}
