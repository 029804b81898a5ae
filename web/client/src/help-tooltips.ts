// What a call takes, while its arguments are typed, and what a name means, on hover or by Shift-Tab or Ctrl-K.
// One tooltip by key or typing at a time; Esc closes it, and so does whoever leaves the editor.

import { completionStatus } from "@codemirror/autocomplete";
import { Prec, StateEffect, StateField } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { EditorView, ViewPlugin, hoverTooltip, keymap, showTooltip } from "@codemirror/view";
import type { Tooltip, ViewUpdate } from "@codemirror/view";
import { el } from "./dom";
import { longestAsked } from "./help";
import type { Help } from "./help";
import { fillProse } from "./prose";
import type { Documentation, Signatures } from "./protocol";

const pauseMs = 120;
const hoverMs = 400;
const mostOverloads = 4;

const show = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return tooltip !== null && transaction.docChanged ? { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) } : tooltip;
  },
  provide: field => showTooltip.from(field),
});

export function helpTooltips(help: Help): Extension {
  return [shown, calls(help), names(help), Prec.highest(keymap.of([
    { key: "Escape", run: close },
    { key: "Shift-Tab", run: view => inText(view) && explain(view, help) },
    { key: "Mod-k", run: view => explain(view, help) },
  ])), look];
}

/// True if something was open.
function close(view: EditorView): boolean {
  if (view.state.field(shown) === null || completionStatus(view.state) === "active") return false;
  view.dispatch({ effects: show.of(null) });
  return true;
}

// ---- calls

function calls(help: Help): Extension {
  return ViewPlugin.fromClass(class {
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(private readonly view: EditorView) {}

    update(update: ViewUpdate): void {
      if (update.focusChanged && !update.view.hasFocus) this.#later(() => this.#show(null), 0);
      if (!update.docChanged && !update.selectionSet) return;
      const typed = update.docChanged && update.transactions.some(one => one.isUserEvent("input") || one.isUserEvent("delete"));
      if (!typed && update.startState.field(shown) === null) return;
      if (mayBeCall(update.state.sliceDoc(Math.max(0, update.state.selection.main.head - 2_000), update.state.selection.main.head))) this.#later(() => void this.#ask(), pauseMs);
      else if (update.startState.field(shown) !== null) this.#later(() => this.#show(null), 0);
    }

    #later(act: () => void, wait: number): void {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(act, wait);
    }

    async #ask(): Promise<void> {
      const { doc, selection } = this.view.state;
      if (doc.length > longestAsked || !selection.main.empty) return;
      const answer = await help.call(doc.toString(), selection.main.head);
      if (answer === null || !this.view.hasFocus || !this.view.state.doc.eq(doc)) return;
      this.#show(answer.overloads.length === 0 ? null : { pos: this.view.state.selection.main.head, above: true, create: () => ({ dom: signatures(answer) }) });
    }

    #show(tooltip: Tooltip | null): void {
      if (tooltip !== null || this.view.state.field(shown) !== null) this.view.dispatch({ effects: show.of(tooltip) });
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }
  });
}

/// Whether a parenthesis may be open: the server knows it better, and need not be asked with every key.
function mayBeCall(before: string): boolean {
  return before.split("(").length > before.split(")").length;
}

function signatures(answer: Signatures): HTMLElement {
  const active = answer.overloads[answer.active];
  const others = answer.overloads.filter(one => one !== active);
  const listed = (active === undefined ? others : [active, ...others]).slice(0, mostOverloads);
  const more = answer.overloads.length - listed.length;
  return el("div", { class: "cm-help", role: "status" },
    ...listed.map((one, i) => el("p", { class: i === 0 ? "cm-call" : "cm-call cm-other" }, `${one.name}(`, ...parameters(one.parameters, i === 0 ? answer.parameter : -1), one.type === "" ? ")" : `) → ${one.type}`)),
    more > 0 && el("p", { class: "cm-more" }, `and ${more} more`));
}

function parameters(all: string[], current: number): (Node | string)[] {
  const marked = Math.min(current, all.length - 1); // the last one may be repeated
  return all.flatMap((one, i) => [i > 0 ? ", " : "", i === marked && current >= 0 ? el("b", {}, one) : one]);
}

// ---- names

function names(help: Help): Extension {
  return hoverTooltip(async (view, pos) => {
    const answer = isName(view, pos) ? await help.explain(view.state.doc.toString(), pos) : null;
    if (answer === null || answer.found === null) return null;
    const { found } = answer;
    return { pos, above: true, create: () => ({ dom: documentation(found) }) };
  }, { hoverTime: hoverMs, hideOnChange: true });
}

function isName(view: EditorView, pos: number): boolean {
  return view.state.doc.length <= longestAsked && /[\p{L}\p{N}_$]/u.test(view.state.sliceDoc(Math.max(0, pos - 1), pos + 1));
}

/// Anywhere else Shift-Tab moves the line to the left.
function inText(view: EditorView): boolean {
  const { head, empty } = view.state.selection.main;
  return empty && view.state.sliceDoc(view.state.doc.lineAt(head).from, head).trim() !== "";
}

function explain(view: EditorView, help: Help): boolean {
  const { doc, selection } = view.state;
  void help.explain(doc.toString(), selection.main.head).then(answer => {
    if (answer === null || !view.state.doc.eq(doc)) return;
    const { found } = answer;
    const dom = found === null ? el("div", { class: "cm-help", role: "status" }, el("p", { class: "cm-more" }, "Nothing is known about this place.")) : documentation(found);
    view.dispatch({ effects: show.of({ pos: selection.main.head, above: true, create: () => ({ dom }) }) });
  });
  return true;
}

function documentation(found: NonNullable<Documentation["found"]>): HTMLElement {
  const text = el("div", { class: "cm-doc" });
  fillProse(text, found.html);
  return el("div", { class: "cm-help", role: "status" },
    el("p", { class: "cm-call" }, found.signature),
    found.from !== "" && el("p", { class: "cm-more" }, found.from),
    text,
    found.note !== "" && el("p", { class: "cm-more" }, found.note));
}

const look: Extension = EditorView.theme({
  ".cm-help": { font: "var(--text-s)/1.5 var(--font-ui)", padding: "var(--s2) var(--s3)", maxWidth: "min(36rem, 88vw)", maxHeight: "min(22rem, 45vh)", overflow: "auto", overflowWrap: "anywhere" },
  ".cm-help p": { margin: "0" },
  ".cm-call": { fontFamily: "var(--font-code)", fontVariantLigatures: "none" },
  ".cm-call b": { fontWeight: "700", textDecoration: "underline", textUnderlineOffset: "3px" },
  ".cm-other, .cm-more": { color: "var(--ink-3)" },
  ".cm-doc > *": { margin: "var(--s2) 0 0" },
  ".cm-doc pre": { overflowX: "auto", font: "var(--text-s)/1.5 var(--font-code)" },
  ".cm-doc code": { fontFamily: "var(--font-code)" },
  ".cm-doc ul, .cm-doc ol": { paddingLeft: "var(--s4)" },
});
