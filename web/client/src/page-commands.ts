// Everything that can be done to a notebook, once: the keys, the palette, the help and the menus all come from this table. The
// keys are those of JupyterLab, so who knows them is at home.

import type { Keys } from "./keys";
import { forms } from "./library-api";
import type { Form } from "./library-api";
import type { NotebookView } from "./notebook-view";
import type { LookWish } from "./text-size";

export type Group = "Run" | "Cells" | "Selection" | "Text" | "Output" | "Folding" | "View" | "Notebook";

export interface PageCommand {
  readonly id: string;
  readonly group: Group;
  readonly words: string;
  readonly icon?: string;
  readonly keys?: Keys;
  /// Goes on while the key is held.
  readonly repeats?: boolean;
  /// Without it, it is the editor's own, and told here for the help.
  readonly act?: () => void;
}

/// What the page has besides its cells.
export interface Panels {
  palette(): void;
  help(): void;
  bin(): void;
  revisions(): void;
  find(replace: boolean): void;
  findNext(by: -1 | 1): void;
  findRunning(): void;
  queue(): void;
  tellWhenDone(): void;
  lineNumbers(): void;
  sideBySide(): void;
  wholePage(): void;
  startOver(step: boolean): void;
  contents(): void;
  zen(): void;
  present(): void;
  look(wish: LookWish): void;
  rename(): void;
  download(form: Form): void;
}

export function pageCommands(view: NotebookView, panels: Panels): PageCommand[] {
  const { cells, runs, selection } = view;
  const onCurrent = (act: (cell: string) => void) => () => {
    if (selection.current !== null) act(selection.current);
  };
  return [
    { id: "run", group: "Run", words: "Run, and go on to the next cell", icon: "play", keys: { cell: ["Shift+Enter"] }, act: () => runs.runSelected("advance") },
    { id: "run-here", group: "Run", words: "Run, and stay", icon: "play", keys: { cell: ["Accel+Enter", "Ctrl+Enter"] }, act: () => runs.runSelected("stay") },
    { id: "run-insert", group: "Run", words: "Run, and insert a cell below", icon: "play", keys: { cell: ["Alt+Enter"] }, act: () => runs.runSelected("insert") },
    { id: "run-outdated", group: "Run", words: "Run this and all outdated", icon: "again", keys: { cell: ["Accel+Shift+Enter", "Ctrl+Shift+Enter"] }, act: onCurrent(cell => runs.runOutdated(cell)) },
    { id: "run-all", group: "Run", words: "Run all cells", icon: "play", act: () => runs.all() },
    { id: "run-above", group: "Run", words: "Run the cells above", icon: "play", act: onCurrent(cell => runs.above(cell)) },
    { id: "run-below", group: "Run", words: "Run this and all below", icon: "play", act: onCurrent(cell => runs.below(cell)) },
    { id: "stop", group: "Run", words: "Stop", icon: "stop", keys: { command: ["I I"] }, act: () => view.stop() },
    { id: "restart", group: "Run", words: "Restart Java", icon: "again", keys: { command: ["0 0"] }, act: () => runs.restart() },
    { id: "restart-run-all", group: "Run", words: "Restart Java and run all", icon: "again", act: () => runs.restartAndRunAll() },
    { id: "kill", group: "Run", words: "End Java at once, variables and all", icon: "no", act: () => view.send({ type: "kill" }) },
    { id: "find-running", group: "Run", words: "Go to the cell that runs", icon: "doing", act: () => panels.findRunning() },
    { id: "queue", group: "Run", words: "Show what runs and what waits", icon: "wait", act: () => panels.queue() },
    { id: "tell", group: "Run", words: "Tell me when it is done", icon: "bell", act: () => panels.tellWhenDone() },

    { id: "edit", group: "Selection", words: "Edit the cell", keys: { command: ["Enter"] }, act: () => view.edit() },
    { id: "command-mode", group: "Selection", words: "Leave the text; then Tab leads on", keys: { edit: ["Escape", "Ctrl+M"] }, act: onCurrent(cell => selection.select(cell)) },
    { id: "up", group: "Selection", words: "To the cell above", keys: { command: ["ArrowUp", "K"] }, repeats: true, act: () => selection.move(-1) },
    { id: "down", group: "Selection", words: "To the cell below", keys: { command: ["ArrowDown", "J"] }, repeats: true, act: () => selection.move(1) },
    { id: "extend-up", group: "Selection", words: "Select the cell above too", keys: { command: ["Shift+ArrowUp", "Shift+K"] }, repeats: true, act: () => selection.move(-1, true) },
    { id: "extend-down", group: "Selection", words: "Select the cell below too", keys: { command: ["Shift+ArrowDown", "Shift+J"] }, repeats: true, act: () => selection.move(1, true) },
    { id: "extend-top", group: "Selection", words: "Select up to the first cell", keys: { command: ["Shift+Home"] }, act: () => selection.toEdge(-1, true) },
    { id: "extend-bottom", group: "Selection", words: "Select down to the last cell", keys: { command: ["Shift+End"] }, act: () => selection.toEdge(1, true) },
    { id: "first", group: "Selection", words: "To the first cell", keys: { command: ["Home"] }, act: () => selection.toEdge(-1) },
    { id: "last", group: "Selection", words: "To the last cell", keys: { command: ["End"] }, act: () => selection.toEdge(1) },
    { id: "select-all", group: "Selection", words: "Select all cells", keys: { command: ["Accel+A"] }, act: () => selection.all() },

    { id: "insert-above", group: "Cells", words: "Code above", icon: "plus", keys: { command: ["A"] }, act: () => cells.insertAbove("code") },
    { id: "insert-below", group: "Cells", words: "Code below", icon: "plus", keys: { command: ["B"] }, act: () => cells.insertBelow("code") },
    { id: "text-above", group: "Cells", words: "Text above", icon: "plus", act: () => cells.insertAbove("markdown") },
    { id: "text-below", group: "Cells", words: "Text below", icon: "plus", act: () => cells.insertBelow("markdown") },
    { id: "heading-above", group: "Cells", words: "Heading above", icon: "plus", keys: { command: ["Shift+A"] }, act: () => cells.insertHeading("above") },
    { id: "heading-below", group: "Cells", words: "Heading below", icon: "plus", keys: { command: ["Shift+B"] }, act: () => cells.insertHeading("below") },
    { id: "cut", group: "Cells", words: "Cut", icon: "cut", keys: { command: ["X"] }, act: () => cells.cut() },
    { id: "copy", group: "Cells", words: "Copy", icon: "copy", keys: { command: ["C"] }, act: () => cells.copy() },
    { id: "paste", group: "Cells", words: "Paste below", icon: "paste", keys: { command: ["V"] }, act: () => void cells.pasteLast() },
    { id: "paste-above", group: "Cells", words: "Paste above", icon: "paste", keys: { command: ["Shift+V"] }, act: () => void cells.pasteLast("above") },
    { id: "duplicate", group: "Cells", words: "Duplicate", icon: "copy", act: () => cells.duplicate() },
    { id: "delete", group: "Cells", words: "Delete", icon: "bin", keys: { command: ["D D"] }, act: () => cells.remove() },
    { id: "undo", group: "Cells", words: "Undo what was done to cells", icon: "undo", keys: { command: ["Z", "Accel+Z"] }, act: () => cells.undo() },
    { id: "redo", group: "Cells", words: "Redo what was done to cells", icon: "redo", keys: { command: ["Shift+Z", "Accel+Shift+Z"] }, act: () => cells.redo() },
    { id: "bin", group: "Cells", words: "Show the bin", icon: "bin", act: () => panels.bin() },
    { id: "move-up", group: "Cells", words: "Move up", icon: "up", keys: { cell: ["Ctrl+Shift+ArrowUp"] }, repeats: true, act: () => cells.move(-1) },
    { id: "move-down", group: "Cells", words: "Move down", icon: "down", keys: { cell: ["Ctrl+Shift+ArrowDown"] }, repeats: true, act: () => cells.move(1) },
    { id: "split", group: "Cells", words: "Split at the cursor", icon: "split", keys: { edit: ["Ctrl+Shift+-"] }, act: () => cells.split() },
    { id: "merge", group: "Cells", words: "Merge the selected cells, or with the one below", icon: "merge", keys: { command: ["Shift+M"] }, act: () => cells.merge() },
    { id: "merge-above", group: "Cells", words: "Merge with the cell above", icon: "merge", keys: { command: ["Ctrl+Backspace"] }, act: () => cells.merge(-1) },
    { id: "merge-below", group: "Cells", words: "Merge with the cell below", icon: "merge", keys: { command: ["Ctrl+Shift+M"] }, act: () => cells.merge(1) },
    { id: "to-code", group: "Cells", words: "Make it code", keys: { command: ["Y"] }, act: () => cells.setKind("code") },
    { id: "to-text", group: "Cells", words: "Make it text (Markdown)", keys: { command: ["M"] }, act: () => cells.setKind("markdown") },
    { id: "to-raw", group: "Cells", words: "Make it raw text, shown as it is", keys: { command: ["R"] }, act: () => cells.setKind("raw") },
    ...[1, 2, 3, 4, 5, 6].map((level): PageCommand => ({ id: `heading-${level}`, group: "Cells", words: `Make it a heading of level ${level}`, keys: { command: [String(level)] }, act: () => cells.setKind("markdown", level) })),

    { id: "complete", group: "Text", words: "Complete the word", keys: { edit: ["Tab", "Ctrl+Space"] } },
    { id: "explain", group: "Text", words: "What the name means, what the call takes", keys: { edit: ["Shift+Tab"] } },
    { id: "comment", group: "Text", words: "Comment out, or in again", keys: { edit: ["Accel+/"] } },
    { id: "next-occurrence", group: "Text", words: "One more cursor, at the same word further down", keys: { edit: ["Accel+D"] } },
    { id: "cursor-above", group: "Text", words: "One more cursor, a line above or below", keys: { edit: ["Accel+Alt+ArrowUp", "Accel+Alt+ArrowDown"] } },
    { id: "move-line", group: "Text", words: "Move the line", keys: { edit: ["Alt+ArrowUp", "Alt+ArrowDown"] } },
    { id: "undo-text", group: "Text", words: "Undo typing, redo it", keys: { edit: ["Accel+Z", "Accel+Shift+Z"] } },
    { id: "format", group: "Text", words: "Format the code", icon: "format", keys: { cell: ["Alt+Shift+F"] }, act: () => void cells.format() },
    { id: "find", group: "Text", words: "Find in the notebook", icon: "find", keys: { page: ["Accel+F"] }, act: () => panels.find(false) },
    { id: "replace", group: "Text", words: "Find and replace in the notebook", icon: "find", keys: { page: ["Accel+H"] }, act: () => panels.find(true) },
    { id: "find-next", group: "Text", words: "To the next place found", keys: { page: ["Accel+G", "F3"] }, act: () => panels.findNext(1) },
    { id: "find-previous", group: "Text", words: "To the place found before", keys: { page: ["Accel+Shift+G", "Shift+F3"] }, act: () => panels.findNext(-1) },

    { id: "fold", group: "Folding", words: "Fold the section", icon: "chev", keys: { command: ["ArrowLeft"] }, act: () => cells.foldSection(true) },
    { id: "unfold", group: "Folding", words: "Unfold the section", icon: "chev", keys: { command: ["ArrowRight"] }, act: () => cells.foldSection(false) },
    { id: "fold-all", group: "Folding", words: "Fold all sections", keys: { command: ["Ctrl+Shift+ArrowLeft"] }, act: () => cells.foldAll(true) },
    { id: "unfold-all", group: "Folding", words: "Unfold all sections", keys: { command: ["Ctrl+Shift+ArrowRight"] }, act: () => cells.foldAll(false) },
    { id: "fold-code", group: "Folding", words: "Fold or unfold the code", icon: "chev", act: () => cells.toggleFold("source") },
    { id: "fold-output", group: "Folding", words: "Fold or unfold the output", icon: "chev", keys: { command: ["O"] }, act: () => cells.toggleFold("outputs") },
    { id: "copy-output", group: "Output", words: "Copy the output as text", icon: "copy", act: onCurrent(cell => view.output(cell)?.copyOutput()) },
    { id: "save-output", group: "Output", words: "Save the output as text", icon: "down", act: onCurrent(cell => view.output(cell)?.saveOutput()) },
    { id: "clear-output", group: "Output", words: "Clear the output", act: () => cells.clearOutputs() },
    { id: "clear-all", group: "Output", words: "Clear all outputs", act: () => cells.clearOutputs([...view.views.order]) },

    { id: "line-numbers", group: "View", words: "Show or hide line numbers", keys: { command: ["Shift+L"] }, act: () => panels.lineNumbers() },
    { id: "side-by-side", group: "View", words: "Output beside the code, or below it", keys: { command: ["Shift+R"] }, act: () => panels.sideBySide() },
    { id: "steps", group: "View", words: "A lesson step by step, or its whole page", icon: "chev", keys: { command: ["W"] }, act: () => panels.wholePage() },
    { id: "contents", group: "View", words: "Table of contents", icon: "find", keys: { command: ["T"] }, act: () => panels.contents() },
    { id: "zen", group: "View", words: "Zen mode: only the cells, or all again", keys: { command: ["Shift+D"] }, act: () => panels.zen() },
    { id: "present", group: "View", words: "Presentation mode, for a projector", keys: { command: ["Shift+P"] }, act: () => panels.present() },
    { id: "larger", group: "View", words: "Larger text", keys: { command: ["+", "Shift++"] }, repeats: true, act: () => panels.look("larger") },
    { id: "smaller", group: "View", words: "Smaller text", keys: { command: ["-"] }, repeats: true, act: () => panels.look("smaller") },
    { id: "usual-size", group: "View", words: "Text in its usual size", keys: { command: ["="] }, act: () => panels.look("usual") },
    { id: "theme-light", group: "View", words: "Theme: light", icon: "sun", act: () => panels.look("light") },
    { id: "theme-dark", group: "View", words: "Theme: dark", icon: "sun", act: () => panels.look("dark") },
    { id: "theme-system", group: "View", words: "Theme: as the system", icon: "sun", act: () => panels.look("system") },
    { id: "print", group: "View", words: "Print", keys: { page: ["Accel+P"] }, act: () => print() },
    { id: "start-over", group: "Cells", words: "Start over with this cell of a lesson", icon: "again", act: () => panels.startOver(false) },
    { id: "start-step-over", group: "Cells", words: "Start over with this step of a lesson", icon: "again", act: () => panels.startOver(true) },
    { id: "palette", group: "Notebook", words: "All commands", icon: "dots", keys: { page: ["Accel+Shift+C", "Accel+Shift+P"], command: ["P"] }, act: () => panels.palette() },
    { id: "help", group: "Notebook", words: "All keys", icon: "help", keys: { page: ["Accel+Shift+H"], command: ["H"] }, act: () => panels.help() },
    { id: "revisions", group: "Notebook", words: "Revisions: what this notebook said earlier", icon: "undo", act: () => panels.revisions() },
    { id: "rename", group: "Notebook", words: "Rename the notebook", icon: "edit", act: () => panels.rename() },
    ...forms.map(({ form, words }): PageCommand => ({ id: `download-${form}`, group: "Notebook", words, icon: "down", act: () => panels.download(form) })),
    { id: "save", group: "Notebook", words: "Save (it saves by itself)", keys: { page: ["Accel+S"], command: ["S"] }, act: () => view.save() },
  ];
}
