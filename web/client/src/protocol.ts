// The messages between a page and the server, as web/protocol/ shows them by example. No other file knows their JSON.

import type { Part } from "./difference";

export type CellId = string;
export type CellKind = "code" | "markdown" | "raw";
/// What of a cell is folded away; `section` is all below a heading.
export type Fold = "source" | "outputs" | "section";

/// What a page may send.
export type Command =
  | { type: "run-cell"; cell: CellId; source: string }
  | { type: "run-all" }
  | { type: "run-above"; cell: CellId }
  | { type: "run-below"; cell: CellId }
  | { type: "run-cells"; cells: CellId[] }
  | { type: "run-outdated"; cell: CellId; source: string }
  | { type: "stop" }
  | { type: "stop-leftovers"; cell: CellId }
  | { type: "kill" }
  | { type: "restart" }
  | { type: "answer-input"; input: number; line: string | null } // null: the end of the input
  | { type: "cancel-cell"; cell: CellId }
  | { type: "edit-cell"; cell: CellId; source: string }
  | { type: "change-text"; cell: CellId; version: number; parts: Part[] }
  | { type: "ping" }
  | { type: "insert-cells"; cells: NewCell[]; after: CellId | null }
  | { type: "delete-cells"; cells: CellId[] }
  | { type: "restore-cells"; cells: CellId[]; to: { after: CellId | null } | null } // null: where they were
  | { type: "empty-bin" }
  | { type: "move-cells"; cells: CellId[]; after: CellId | null }
  | { type: "split-cell"; cell: CellId; source: string; at: number[]; into: CellId[] }
  | { type: "merge-cells"; cells: CellId[] }
  | { type: "set-kind"; cells: CellId[]; kind: CellKind; heading: number | null }
  | { type: "fold-cells"; cells: CellId[]; part: Fold; folded: boolean }
  | { type: "replace-sources"; cells: Replacement[] }
  | { type: "clear-outputs"; cells: CellId[] }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "predict"; cell: CellId; answer: string[] } // empty: go on without a guess
  | { type: "check-exercise"; cell: CellId; source: string }
  | { type: "open-hint"; cell: CellId }
  | { type: "open-solution"; cell: CellId }
  | { type: "go-to-step"; step: CellId }
  | { type: "show-as"; view: Study["view"] }
  | { type: "reset-cell"; cell: CellId }
  | { type: "reset-step"; step: CellId }
  | { type: "undo-reset" }
  | { type: "renew-lesson" }
  | Question;

/// `of` is the cell that it is a copy of.
export interface NewCell { cell: CellId; kind: CellKind; source: string; of: CellId | null }
/// A cell that does not say `before` any more keeps what it says.
export interface Replacement { cell: CellId; before: string; after: string }

/// What a page may ask while its reader types; of each kind the newest question wins.
export type Question =
  | { type: "complete"; request: number; source: string; cursor: number }
  | { type: "call"; request: number; source: string; cursor: number }
  | { type: "explain"; request: number; source: string; cursor: number }
  | { type: "check"; request: number; cell: CellId; source: string }
  | { type: "format"; request: number; source: string };

/// What a page receives: a snapshot first, then changes, and what concerns this page alone.
export type ServerMessage = Snapshot | Change | Answer | Refused | Pong | Deleted;

/// Another `session` than before: the notebook was read from its file again.
export interface Snapshot { type: "snapshot"; session: string; seq: number; notebook: Notebook }
/// The answer to a `ping`.
export interface Pong { type: "pong" }
/// The notebook was deleted; the socket closes.
export interface Deleted { type: "deleted" }
/// The answer to a `complete`. An item replaces the text from `anchor` to the cursor.
export interface Completions { type: "completions"; request: number; anchor: number; items: CompletionItem[] }
export interface CompletionItem { text: string; fits: boolean; kind: CompletionKind; takes: string; type: string }
export type CompletionKind = "method" | "constructor" | "field" | "variable" | "class" | "interface" | "record" | "enum" | "package" | "keyword" | "snippet" | "unknown";
/// The answer to a `call`: no overloads if the cursor is not among arguments.
export interface Signatures { type: "signatures"; request: number; active: number; parameter: number; overloads: { name: string; type: string; parameters: string[] }[] }
/// The answer to an `explain`. The server has made `html` of Markdown, so that nothing in it acts.
export interface Documentation { type: "documentation"; request: number; found: { signature: string; from: string; html: string; note: string } | null }
/// The answer to a `check`.
export interface Checked { type: "checked"; request: number; diagnostics: Diagnostic[] }
/// The answer to a `format`: without a source there is a problem.
export interface Formatted { type: "formatted"; request: number; source: string | null; problem: string | null }
export type Answer = Completions | Signatures | Documentation | Checked | Formatted;
export interface Refused { type: "refused"; message: string }

export type Change =
  | { type: "cell-inserted"; seq: number; index: number; cell: Cell }
  | { type: "cell-deleted"; seq: number; cell: CellId }
  | { type: "cell-moved"; seq: number; cell: CellId; index: number }
  | { type: "cell-replaced"; seq: number; cell: Cell }
  | { type: "folds-changed"; seq: number; cell: CellId; folds: Fold[] }
  | { type: "bin-changed"; seq: number; bin: Binned[] }
  | { type: "history-changed"; seq: number; history: History }
  | { type: "source-changed"; seq: number; cell: CellId; source: string; version: number; parts: Part[]; html?: string; by: string }
  | { type: "run-changed"; seq: number; cell: CellId; run: Run }
  | { type: "outdated-changed"; seq: number; cell: CellId; outdated: Outdated }
  | { type: "outputs-cleared"; seq: number; cell: CellId }
  | { type: "output-added"; seq: number; cell: CellId; output: Output }
  | { type: "output-replaced"; seq: number; cell: CellId; index: number; output: Output }
  | { type: "text-appended"; seq: number; cell: CellId; index: number; from: number; text: string }
  | { type: "kernel-changed"; seq: number; kernel: Kernel }
  | { type: "leftovers-stopped"; seq: number; threads: number }
  | { type: "saved-changed"; seq: number; saved: Saved }
  | { type: "name-changed"; seq: number; name: string; title: string }
  | { type: "study-changed"; seq: number; study: Study }
  | { type: "inputs-changed"; seq: number; inputs: Input[] };

export interface Notebook {
  name: string;
  title: string;
  lesson: string | null;
  kernel: Kernel;
  saved: Saved;
  inputs: Input[];
  bin: Binned[];
  history: History;
  study: Study | null;
  cells: Cell[];
}

/// What the reader has done with the lesson.
export interface Study {
  view: "steps" | "page";
  place: CellId | null; // the first cell of the step that is shown
  updated: boolean;
  undo: string | null;
  sections: Section[];
  predictions: Prediction[];
  exercises: Exercise[];
}
/// A step, and what it asks for.
export interface Section { step: CellId; title: string; done: boolean; cells: CellId[]; todos: Todo[] }
export interface Todo { kind: "predict" | "run" | "check"; cell: CellId; done: boolean }
export type Prediction = RangePrediction | ItemsPrediction;
interface Asked { cell: CellId; about: CellId; measured: string; unit: string; answer: string[]; result: string[]; skipped: boolean; says: string }
export interface RangePrediction extends Asked { kind: "range"; low: number; high: number }
/// A ranking has the smallest first.
export interface ItemsPrediction extends Asked { kind: "choices" | "ranking"; items: string[] }
export interface Exercise {
  cell: CellId;
  checking: boolean;
  attempts: number;
  hints: number; // open ones, of so many rungs
  rungs: number;
  solution: "closed" | "earned" | "open";
  passed: string | null;
  verdict: Verdict | null;
}
/// `cell` and `line` say where the reader's code failed, if it did.
export interface Verdict { end: "passed" | "failed" | "threw" | "stopped" | "rejected" | "lost"; message: string; cell: CellId | null; line: number; checks: Check[] }
/// `machine` is HTML that the server has made: for which machine the answer would be right.
export interface Check { name: string; status: "passed" | "failed" | "not-reached"; message: string; machine: string }

export type Cell = CodeCell | TextCell;
/// `version` counts the changes of the text; `recent` are the last of them, oldest first.
interface Versioned { version: number; recent: { by: string; parts: Part[] }[] }
export interface CodeCell extends Versioned { id: CellId; kind: "code"; source: string; folds: Fold[]; run: Run; outdated: Outdated; outputs: Output[] }
export interface TextCell extends Versioned { id: CellId; kind: "markdown" | "raw"; source: string; folds: Fold[]; html: string }

/// A deleted cell; `start` is the beginning of its text.
export interface Binned { id: CellId; kind: CellKind; start: string; lines: number }
/// What undo and redo would do to the cells.
export interface History { undo: Done | null; redo: Done | null }
export type Done = "insert" | "delete" | "restore" | "move" | "split" | "merge" | "kind" | "replace" | "revision";

export interface Kernel { state: "none" | "starting" | "ready" | "running" | "stopping" | "resting" | "lost"; message: string | null; waitsFor: BusyThreads }
export interface Saved { state: "saved" | "unsaved" | "failed" | "changed"; at: string | null; message: string | null }

/// A thread of the cell that waits for the reader to type a line.
export interface Input { number: number; cell: CellId; thread: string; virtual: boolean; prompt: string }

export interface Run {
  state: "idle" | "queued" | "running" | "completed" | "rejected" | "threw" | "stopped" | "lost";
  count: number | null;
  startedAt: string | null;
  /// From the wish to the start.
  waitedMs: number | null;
  elapsedMs: number | null;
  place: number | null;
}

/// Why a cell that was run might show something else now: its text is another, or names that it uses were declared anew.
export interface Outdated { edited: boolean; changed: string[] }

export type Output = TextOutput | DisplayOutput | FailureOutput | DiagnosticsOutput | StillRunningOutput | ThreadsOutput | DeadlockOutput | NoticeOutput;
export interface TextOutput { type: "text"; stream: "out" | "err"; thread: string | null; virtual: boolean; late: boolean; text: string }
export interface DisplayOutput { type: "display"; result: boolean; data: Record<string, string> }
export interface FailureOutput { type: "failure"; thread: string | null; failure: Failure }
export interface DiagnosticsOutput { type: "diagnostics"; diagnostics: Diagnostic[] }
/// `gone`: Java has ended since, and the threads with it.
export interface StillRunningOutput extends BusyThreads { type: "still-running"; gone: boolean }
export interface NoticeOutput { type: "notice"; message: string }

/// Threads that wait for each other's locks for ever: each for a lock of the next one, the last for one of the first.
export interface DeadlockOutput { type: "deadlock"; threads: DeadlockedThread[] }
export interface DeadlockedThread { name: string; virtual: boolean; wants: string; has: string; waitsIn: SourceLine | null; tookIn: SourceLine | null }
export interface SourceLine { cell: CellId; line: number }

export interface ThreadsOutput { type: "threads"; timeline: Timeline }

/// What the threads of a run did. A pool's thread without a task, and the cell's own between two statements, has no bar.
/// `running`: the cell goes on, and this is how it looked a moment ago. Groups may reach beyond the end of the cell at
/// `wallMs`: threads that outlive it are followed. `mostInFlight` requests were at a slow service at one moment, if any.
export interface Timeline {
  running: boolean;
  wallMs: number;
  cores: number;
  started: number;
  alive: number;
  mostInFlight: number;
  verdict: string;
  advice: string;
  note: string;
  totals: Totals;
  marks: Mark[];
  groups: ThreadGroup[];
}
/// A moment that all lanes are compared with.
export interface Mark { kind: "limit" | "prediction"; atMs: number; label: string }
export type ThreadState = "doing" | "waiting" | "task" | "blocked" | "ready" | "pinned";
/// Milliseconds in each state, all threads together.
export type Totals = Record<ThreadState, number>;
/// No lanes if there are too many; a band if there are more than a few.
export interface ThreadGroup { name: string; machinery: boolean; threads: number; fromMs: number; toMs: number; totals: Totals; lanes: Lane[]; band: BandStep[] }
export interface Lane {
  name: string;
  virtual: boolean;
  precision: "exact" | "waits_exact" | "sampled";
  fromMs: number;
  toMs: number;
  alive: boolean;
  totals: Totals;
  bars: Bar[];
}
/// What the thread waits for, empty if that is not known; and in which line of which cell, if somebody has looked.
export type Bar = [state: ThreadState, fromMs: number, toMs: number, what: string, line?: number, cell?: CellId];
/// From here to the next step, so many threads are in each state, on average.
export type BandStep = [fromMs: number, doing: number, waiting: number, task: number, blocked: number, ready: number, pinned: number];

export interface Failure { type: string; message: string | null; frames: Frame[]; cause: Failure | null; suppressed: Failure[] }
export interface Frame { cell: CellId | null; line: number; method: string }

/// Threads that did not listen to a stop: how many, and the first of them.
export interface BusyThreads { count: number; threads: BusyThread[] }
/// Frames innermost first.
export interface BusyThread { name: string; virtual: boolean; frames: Frame[] }

export interface Diagnostic { severity: "error" | "warning" | "note"; code: string; message: string; hint: string | null; from: Position; to: Position }
export interface Position { line: number; column: number }

/// What GET /api/library answers.
export interface Library { lessons: Lesson[]; notebooks: NotebookFile[]; deleted: DeletedFile[]; workspace: string }
export interface Lesson { id: string; number: number; title: string; description: string; minutes: number; steps: number; opened: boolean; progress: Progress | null }
/// How far the reader is; `at` is the title of the step that was shown last.
export interface Progress { done: number; steps: number; at: string; updated: boolean }
/// What GET /api/running answers: a figure that the system does not tell is null. The threads are those of its Java, all of them.
export interface RunningNotebook { name: string; title: string; kernel: Kernel["state"]; since: string; memoryBytes: number | null; threads: number | null }
/// What GET /api/search answers; `more`: there are more places than these. A place without a cell is the title.
export interface Found { more: boolean; notebooks: { name: string; title: string; lesson: boolean; places: FoundPlace[] }[] }
export interface FoundPlace { cell: CellId | null; kind: "title" | "code" | "text"; parts: { text: string; hit: boolean }[] }
export interface DeletedFile { id: string; name: string; at: string }
export interface NotebookFile { name: string; title: string; modified: string; cells: number; kernel: Kernel["state"] }

const serverTypes: Record<ServerMessage["type"], true> = {
  "snapshot": true, "completions": true, "signatures": true, "documentation": true, "checked": true, "formatted": true, "refused": true, "pong": true, "deleted": true, "name-changed": true, "cell-inserted": true, "cell-deleted": true, "cell-moved": true, "cell-replaced": true, "folds-changed": true, "bin-changed": true, "history-changed": true, "source-changed": true, "run-changed": true,
  "outdated-changed": true,
  "outputs-cleared": true, "output-added": true, "output-replaced": true, "text-appended": true, "kernel-changed": true, "leftovers-stopped": true, "saved-changed": true, "inputs-changed": true, "study-changed": true,
};

export function decode(json: string): ServerMessage {
  const message = JSON.parse(json) as { type?: unknown };
  if (typeof message.type !== "string" || !Object.hasOwn(serverTypes, message.type)) {
    throw new Error(`unknown message type '${String(message.type)}': the page and the server are not of the same version, load the page again`);
  }
  return message as ServerMessage;
}

/// Whether this tells something to the reader who asked, and nothing about the notebook.
export function isAnswer(message: ServerMessage): message is Answer {
  return message.type === "completions" || message.type === "signatures" || message.type === "documentation" || message.type === "checked" || message.type === "formatted";
}

export function encode(command: Command): string {
  return JSON.stringify(command);
}

/// Names of new cells are made by the page, so that it knows which cell to put the cursor into.
export function newCellId(): CellId {
  return "c-" + Array.from(crypto.getRandomValues(new Uint8Array(4)), byte => byte.toString(16).padStart(2, "0")).join("");
}
