// Marks what is wrong with a cell before it runs: asks when the reader pauses, and drops an answer to an older text.

import { setDiagnostics } from "@codemirror/lint";
import type { Diagnostic as Squiggle } from "@codemirror/lint";
import type { EditorState, Extension } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { longestAsked } from "./help";
import type { Help } from "./help";
import type { Diagnostic, Position } from "./protocol";

const pauseMs = 300;

export function liveCheck(check: Help["check"]): Extension {
  return ViewPlugin.fromClass(class {
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(private readonly view: EditorView) {}

    update(update: ViewUpdate): void {
      if (!update.docChanged) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#check(), pauseMs);
    }

    async #check(): Promise<void> {
      const { doc } = this.view.state;
      if (doc.length > longestAsked) return;
      const answer = await check(doc.toString());
      if (answer === null || !this.view.state.doc.eq(doc)) return;
      this.view.dispatch(setDiagnostics(this.view.state, answer.diagnostics.map(one => squiggle(this.view.state, one))));
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }
  });
}

export function squiggle(state: EditorState, diagnostic: Diagnostic): Squiggle {
  let from = offset(state, diagnostic.from);
  let to = Math.max(offset(state, diagnostic.to), from);
  if (from === to) { // a point is too small to be seen: one letter of its line
    const line = state.doc.lineAt(from);
    to = Math.min(to + 1, line.to);
    from = Math.max(Math.min(from, to - 1), line.from);
  }
  return { from, to, severity: diagnostic.severity === "note" ? "info" : diagnostic.severity, message: diagnostic.hint === null ? diagnostic.message : `${diagnostic.message}\n${diagnostic.hint}` };
}

/// Clamped, because the text may have changed since the compiler saw it.
function offset(state: EditorState, { line, column }: Position): number {
  if (line > state.doc.lines) return state.doc.length;
  const at = state.doc.line(Math.max(line, 1));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
}
