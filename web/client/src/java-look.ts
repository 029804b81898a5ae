// The colours of Java code, from tokens.css: the editor's and those of code in the prose are the same.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { javaLanguage } from "@codemirror/lang-java";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";

const keywords = [tags.keyword, tags.modifier, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword, tags.moduleKeyword, tags.self];
const types = [tags.typeName, tags.className, tags.annotation, tags.meta];
const strings = [tags.string, tags.character, tags.docString];
const numbers = [tags.number, tags.bool, tags.null, tags.literal];
const comments = [tags.comment, tags.lineComment, tags.blockComment];

export const javaColours: Extension = syntaxHighlighting(HighlightStyle.define([
  { tag: keywords, color: "var(--code-keyword)" },
  { tag: types, color: "var(--code-type)" },
  { tag: strings, color: "var(--code-string)" },
  { tag: numbers, color: "var(--code-number)" },
  { tag: comments, color: "var(--code-comment)", fontStyle: "italic" },
]));

export const editorLook: Extension = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--ink)", fontSize: ".84375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", lineHeight: "1.62", fontVariantLigatures: "none", overflowX: "auto" },
  ".cm-content": { padding: "var(--s3) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--s4) 0 5px" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", border: "none", color: "var(--ink-3)", fontSize: "var(--text-xs)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "3.2rem", padding: "0 .6rem 0 0", lineHeight: "1.3665rem" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--doing) 24%, transparent)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  "& ::selection": { backgroundColor: "color-mix(in srgb, var(--doing) 24%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--doing) 16%, transparent)", outline: "1px solid var(--line-strong)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--bad)" },
  ".cm-found": { backgroundColor: "color-mix(in srgb, var(--ink) 20%, transparent)" },
  ".cm-found-here": { outline: "2px solid var(--ink)" },
  ".cm-hot": { backgroundColor: "color-mix(in srgb, var(--bad) 11%, transparent)", boxShadow: "inset 3px 0 0 var(--bad)" },
  ".cm-lintRange-error, .cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--bad) 1.5px", textUnderlineOffset: "4px", textDecorationSkipInk: "none" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--ink-3)" },
  ".cm-lintPoint::after": { borderBottomColor: "var(--bad)" },
  "&.cm-tooltip, .cm-tooltip": { backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "var(--r2)", color: "var(--ink)", boxShadow: "var(--lift)", maxWidth: "min(40rem, 92vw)" },
  ".cm-diagnostic": { font: "var(--text-s)/1.5 var(--font-ui)", whiteSpace: "pre-wrap", padding: "var(--s2) var(--s3)", borderLeft: "none" },
  "@media (max-width: 760px)": {
    "&": { fontSize: "var(--text-s)" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "1.8rem", padding: "0 .4rem 0 0", lineHeight: "1.3165rem" },
  },
});

const classes = tagHighlighter([
  { tag: keywords, class: "k" }, { tag: types, class: "t" }, { tag: strings, class: "s" }, { tag: numbers, class: "n" }, { tag: comments, class: "c" },
]);

/// Colours the Java in a rendered text.
export function colourJava(code: HTMLElement): void {
  const source = code.textContent ?? "";
  const parts: Node[] = [];
  highlightCode(source, javaLanguage.parser.parse(source), classes, (text, kind) => {
    const span = document.createElement("span");
    if (kind !== "") span.className = kind;
    span.textContent = text;
    parts.push(span);
  }, () => parts.push(document.createTextNode("\n")));
  code.replaceChildren(...parts);
}
