// The places found, marked: in an editor by decorations, in rendered text and outputs by the browser's own highlights.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";

export interface Place { from: number; to: number; here: boolean }

export const setFound = StateEffect.define<readonly Place[]>();

const one = Decoration.mark({ class: "cm-found" });
const here = Decoration.mark({ class: "cm-found cm-found-here" });

export const foundPlaces = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setFound)) continue;
      const inside = effect.value.filter(place => place.to <= transaction.newDoc.length);
      next = Decoration.set(inside.map(place => (place.here ? here : one).range(place.from, place.to)), true);
    }
    return next;
  },
  provide: field => EditorView.decorations.from(field),
});

const mostRanges = 2_000;

/// Where the pattern is in the text on the page. A word that is drawn in two colours is not found here, yet it is in the list.
export function rangesIn(element: Element, pattern: RegExp): Range[] {
  const ranges: Range[] = [];
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node !== null && ranges.length < mostRanges; node = nodes.nextNode()) {
    for (const match of (node.textContent ?? "").matchAll(pattern)) {
      if (match[0] === "") continue;
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}

/// A browser without highlights shows the list of places alone.
export function highlight(ranges: Range[]): void {
  if (!("highlights" in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete("found");
  else CSS.highlights.set("found", new Highlight(...ranges));
}
