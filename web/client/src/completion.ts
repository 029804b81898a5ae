// What could come next, while the reader types Java. Asks the server; the list itself is CodeMirror's.

import { acceptCompletion, autocompletion, closeCompletion, completionKeymap, completionStatus, insertCompletionText, pickedCompletion, selectedCompletion, startCompletion } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { Prec } from "@codemirror/state";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { KeyBinding } from "@codemirror/view";
import { el } from "./dom";
import type { CompletionKind, Completions } from "./protocol";

/// Null if nobody can answer now, or the reader has typed on.
export type Ask = (source: string, cursor: number) => Promise<Completions | null>;

const longestSource = 1_000_000;
const mostItems = 200; // of an answer: one with so many may have been cut off
const word = /[\p{L}_$][\p{L}\p{N}_$]*$/u;
const wordOrNothing = /^[\p{L}\p{N}_$]*$/u;

export function javaCompletion(ask: Ask): Extension {
  return [
    autocompletion({ override: [source(ask)], defaultKeymap: false, icons: false, optionClass: one => one.type ?? "", addToOptions: [{ position: 20, render: kindMark }] }),
    Prec.highest(keymap.of([...completionKeymap.filter(({ key }) => key !== "Enter" && key !== "Escape"), ...keys])),
    look,
  ];
}

/// One letter, as editors do; the name beside it says the same to who cannot see it.
function kindMark(completion: Completion): HTMLElement {
  const kind = (completion as Completion & { kind?: CompletionKind }).kind ?? "unknown";
  return el("span", { class: `cm-kind cm-kind-${kind}`, "aria-hidden": "true", title: kind === "unknown" ? "" : kind }, letters[kind]);
}

const letters: Record<CompletionKind, string> = {
  method: "m", constructor: "n", field: "f", variable: "v", class: "C", interface: "I", record: "R", enum: "E", package: "p", keyword: "k", snippet: "…", unknown: " ",
};

/// Exported for its tests.
export function source(ask: Ask): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async ({ state, pos, explicit }) => {
    if (state.doc.length > longestSource || !wanted(state, pos, explicit)) return null;
    const answer = await ask(state.doc.toString(), pos);
    if (answer === null || answer.items.length === 0) return null;
    const someFit = answer.items.some(item => item.fits);
    return {
      from: answer.anchor,
      options: answer.items.map((item, i) => ({
        label: item.text,
        ...(item.text.endsWith("(") && { displayLabel: `${item.text}${item.takes === "" ? "…)" : item.takes.slice(1)}` }),
        ...(item.type !== "" && { detail: item.type }),
        kind: item.kind,
        sortText: String(i).padStart(3, "0"), // among equally good matches, the server's order
        ...(someFit && !item.fits && { type: "cm-other-type" }),
        apply,
      })),
      getMatch: (_, matched) => matched ?? [],
      ...(answer.items.length < mostItems && { validFor: wordOrNothing }),
    };
  };
}

/// Not in a comment, a string or a number, nor where the reader makes up a new name; without being asked for, only behind a
/// dot or in a word that is not a keyword.
function wanted(state: EditorState, pos: number, explicit: boolean): boolean {
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  if (insideText(before)) return false;
  const typed = word.exec(before)?.[0] ?? "";
  const node = syntaxTree(state).resolveInner(pos, -1);
  switch (node.name) {
    case "LineComment": case "BlockComment": case "StringLiteral": case "TextBlock": case "CharacterLiteral":
    case "IntegerLiteral": case "FloatingPointLiteral":
      return false;
    case "Definition":
      return /^\s*$/.test(before.slice(0, before.length - typed.length)); // else the line above lacks only its semicolon
  }
  if (explicit) return true;
  return typed === "" ? before.endsWith(".") : node.name !== typed && node.name !== "PrimitiveType";
}

/// Whether the line ends in a string or a comment, also in a string that is not closed yet.
function insideText(line: string): boolean {
  return /["]|\/\//.test(line.replace(/"""/g, "").replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, ""));
}

/// Parentheses that stand there already are not written again.
function apply(view: EditorView, completion: Completion, from: number, to: number): void {
  const open = view.state.sliceDoc(to, to + 1) === "(" ? completion.label.indexOf("(") : -1;
  const text = open < 0 ? completion.label : completion.label.slice(0, open);
  view.dispatch({ ...insertCompletionText(view.state, text, from, to), annotations: pickedCompletion.of(completion) });
}

const keys: KeyBinding[] = [
  { key: "Enter", run: view => (typedInFull(view.state) ? close(view) && false : acceptCompletion(view)) },
  { key: "Tab", run: view => acceptCompletion(view) || (behindWord(view.state) && startCompletion(view)) },
  { key: "Escape", run: close },
];

/// While the list is only on its way, Esc means what it means without one.
function close(view: EditorView): boolean {
  const seen = completionStatus(view.state) === "active";
  return closeCompletion(view) && seen;
}

/// Enter behind a whole word is a new line.
function typedInFull(state: EditorState): boolean {
  const label = selectedCompletion(state)?.label;
  return label !== undefined && word.exec(lineBefore(state))?.[0] === label;
}

function behindWord(state: EditorState): boolean {
  return state.selection.main.empty && /[\p{L}\p{N}_$.]$/u.test(lineBefore(state));
}

function lineBefore(state: EditorState): string {
  const { head } = state.selection.main;
  return state.sliceDoc(state.doc.lineAt(head).from, head);
}

const look: Extension = EditorView.theme({
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { font: "var(--text-s)/1.5 var(--font-code)", fontVariantLigatures: "none", minWidth: "12rem", maxWidth: "min(32rem, 88vw)", maxHeight: "14em", borderRadius: "var(--r2)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "1px var(--s3)", lineHeight: "1.6" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--ink)", color: "var(--on-ink)" },
  ".cm-tooltip-autocomplete ul li.cm-other-type:not([aria-selected])": { color: "var(--ink-3)" },
  ".cm-kind": { display: "inline-block", width: "1.4em", color: "var(--ink-3)" },
  "li[aria-selected] .cm-kind, li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionDetail": { marginLeft: "var(--s3)", fontStyle: "normal", color: "var(--ink-3)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  "@media (pointer: coarse)": { ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "var(--s2) var(--s3)" } },
});
