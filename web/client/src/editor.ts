// An editor of one cell's source. Everything it needs from the outside is in `EditorOptions`.

import { closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { java } from "@codemirror/lang-java";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { diagnosticCount, setDiagnostics } from "@codemirror/lint";
import { selectNextOccurrence } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Prec, StateEffect, StateField, Transaction } from "@codemirror/state";
import type { ChangeSet, Extension } from "@codemirror/state";
import { Decoration, EditorView, crosshairCursor, drawSelection, keymap, lineNumbers, rectangularSelection, tooltips } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import { javaCompletion } from "./completion";
import { foundPlaces, setFound } from "./find-marks";
import type { Place } from "./find-marks";
import type { Help } from "./help";
import { helpTooltips } from "./help-tooltips";
import { nonce } from "./html-frame";
import { editorLook, javaColours } from "./java-look";
import { liveCheck, squiggle } from "./live-check";
import type { Diagnostic } from "./protocol";
import { changeSet, textOf } from "./shared-text";

export interface EditorOptions {
  source: string;
  /// Its accessible name.
  label: string;
  /// For Java; null in an editor of text.
  help: Help | null;
  lineNumbers: boolean;
  typed(source: string, changes: ChangeSet): void;
  /// Esc: the reader wants out.
  left(): void;
  /// An arrow key at the first or last line; `by` is -1 or 1. False if there is no cell there.
  overEdge(by: -1 | 1): boolean;
}

const fromElsewhere = Annotation.define<true>();
const setHot = StateEffect.define<number | null>();

const hotLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let next = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setHot)) continue;
      next = effect.value === null ? Decoration.none : Decoration.set(Decoration.line({ class: "cm-hot" }).range(effect.value));
    }
    return next;
  },
  provide: field => EditorView.decorations.from(field),
});

/// By Ctrl-click, Ctrl-D, Ctrl-Alt-arrows, or a drag with Alt.
const severalCursors: Extension = [EditorState.allowMultipleSelections.of(true), drawSelection(), rectangularSelection(), crosshairCursor()];

/// Typing over a selection. Chromium would keep the looks of the old text in a style attribute of the new one, which the
/// content security policy refuses with an error in the console.
const replacedByUs = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || event.data === null || event.isComposing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

export class Editor {
  readonly view: EditorView;
  #label = new Compartment();
  #numbers = new Compartment();

  constructor(options: EditorOptions) {
    this.view = new EditorView({
      state: EditorState.create({
        doc: textOf(options.source),
        extensions: [
          history(),
          EditorState.tabSize.of(4),
          severalCursors,
          foundPlaces,
          indentUnit.of("    "),
          Prec.high(keymap.of(leaving(options))),
          keymap.of([{ key: "Mod-d", run: selectNextOccurrence, preventDefault: true }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
          this.#label.of(labelled(options.label)),
          this.#numbers.of(options.lineNumbers ? lineNumbers() : []),
          EditorView.cspNonce.of(nonce),
          replacedByUs,
          editorLook,
          tooltips({ parent: document.body }), // a cell clips what is in it
          options.help === null ? EditorView.lineWrapping : javaEditing(options.help),
          EditorView.updateListener.of(update => {
            if (update.docChanged && !update.transactions.some(one => one.annotation(fromElsewhere))) options.typed(update.state.doc.toString(), update.changes);
          }),
        ],
      }),
    });
    this.view.contentDOM.tabIndex = 0; // said aloud, because not every tool knows that editable text takes the focus
  }

  get source(): string {
    return this.view.state.doc.toString();
  }

  label(name: string): void {
    this.view.dispatch({ effects: this.#label.reconfigure(labelled(name)) });
  }

  /// What another page has changed, for the text that stands here.
  change(changes: ChangeSet): void {
    this.view.dispatch({ changes, annotations: [fromElsewhere.of(true), Transaction.addToHistory.of(false)] });
  }

  /// Takes over a text from the server. Only the middle that differs is replaced, so cursor and selection stay where they are.
  replace(source: string): void {
    this.#put(source, [fromElsewhere.of(true), Transaction.addToHistory.of(false)]);
  }

  #put(source: string, annotations: Annotation<unknown>[]): void {
    const old = this.source;
    if (old === source) return;
    let start = 0;
    const shorter = Math.min(old.length, source.length);
    while (start < shorter && old[start] === source[start]) start++;
    let end = 0;
    while (end < shorter - start && old[old.length - 1 - end] === source[source.length - 1 - end]) end++;
    this.view.dispatch({ changes: changeSet([[start, old.length - end, source.slice(start, source.length - end)]], old.length), annotations });
  }

  /// Waves under the places, and the line at which an exception came out of this cell.
  mark(diagnostics: Diagnostic[], hot: number | null): void {
    const state = this.view.state;
    const nothing = diagnostics.length === 0 && hot === null;
    if (nothing && diagnosticCount(state) === 0 && (state.field(hotLine, false)?.size ?? 0) === 0) return; // the usual case, and each dispatch has its price
    this.view.dispatch(setDiagnostics(state, diagnostics.map(one => squiggle(state, one))));
    const line = hot !== null && hot >= 1 && hot <= state.doc.lines ? state.doc.line(hot).from : null;
    if (state.field(hotLine, false) !== undefined) this.view.dispatch({ effects: setHot.of(line) });
  }

  /// Where a reader would cut: at every cursor, and at both ends of what is selected.
  cursors(): number[] {
    const { ranges } = this.view.state.selection;
    return [...new Set(ranges.flatMap(range => [range.from, range.to]))].sort((a, b) => a - b);
  }

  found(places: readonly Place[]): void {
    if (places.length === 0 && this.view.state.field(foundPlaces).size === 0) return;
    this.view.dispatch({ effects: setFound.of(places) });
  }

  show(from: number, to: number): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) }, scrollIntoView: true });
  }

  lineNumbers(shown: boolean): void {
    this.view.dispatch({ effects: this.#numbers.reconfigure(shown ? lineNumbers() : []) });
  }

  /// Another text, as if the reader had typed it: the editor's undo takes it back.
  rewrite(source: string): void {
    this.#put(source, []);
  }

  /// Puts the cursor into the text: where it was, or at the start of a line, or into the last line, or behind it.
  focus(line?: number | "last" | "end"): void {
    const { doc } = this.view.state;
    if (line === "end") this.view.dispatch({ selection: { anchor: doc.length } });
    else if (line !== undefined) {
      const to = doc.line(line === "last" ? doc.lines : Math.min(Math.max(line, 1), doc.lines));
      this.view.dispatch({ selection: { anchor: to.from }, scrollIntoView: true });
    }
    this.view.focus();
  }

  /// The reader has gone on to something else.
  closeList(): void {
    closeCompletion(this.view);
  }

  destroy(): void {
    this.view.destroy();
  }
}

function labelled(name: string): Extension {
  return EditorView.contentAttributes.of({ "aria-label": name });
}

function javaEditing(help: Help): Extension {
  return [javaCompletion((source, cursor) => help.complete(source, cursor)), helpTooltips(help), liveCheck(source => help.check(source)), java(), javaColours, bracketMatching(), indentOnInput(), hotLine];
}

function leaving(options: EditorOptions) {
  const over = (view: EditorView, by: -1 | 1): boolean => {
    const { main } = view.state.selection;
    const edge = view.coordsAtPos(by < 0 ? 0 : view.state.doc.length);
    const here = view.coordsAtPos(main.head);
    return main.empty && edge !== null && here !== null && Math.abs(edge.top - here.top) < 2 && options.overEdge(by);
  };
  return [
    { key: "Escape", run: () => (options.left(), true) },
    { key: "ArrowUp", run: (view: EditorView) => over(view, -1) },
    { key: "ArrowDown", run: (view: EditorView) => over(view, 1) },
  ];
}
