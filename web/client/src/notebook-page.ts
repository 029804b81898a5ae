// The notebook page: makes the parts and connects them.

import "./notebook.css";
import { BinView } from "./bin-view";
import { doneWords } from "./cell-actions";
import { CellLook } from "./cell-look";
import { copyEvents } from "./copy-events";
import { Connection } from "./connection";
import { byId, el, enable } from "./dom";
import { DoneNotice } from "./done-notice";
import { FindBar } from "./find-bar";
import { drawer } from "./drawer";
import { offer, openMenu } from "./floats";
import type { Item } from "./floats";
import { counted } from "./format";
import { openKeyHelp } from "./key-help";
import { keyboard } from "./keys";
import { ask, download, named, notebookApi } from "./library-api";
import { LessonView, viewSwitch } from "./lesson-view";
import { askName } from "./name-dialog";
import { NotebookView } from "./notebook-view";
import { Outline } from "./outline";
import { pageCommands } from "./page-commands";
import { Palette, allKeys } from "./palette";
import type { Cell, CellId, CodeCell, Notebook, ServerMessage } from "./protocol";
import { Reading } from "./reading";
import { Revisions } from "./revisions";
import { QueueView } from "./run-queue";
import { announcement } from "./run-words";
import { StepOutline, viewKey } from "./step-outline";
import { Store } from "./store";
import type { State } from "./store";
import { wishLook } from "./text-size";
import { TopBar } from "./top-bar";

let name = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
const store = new Store(draw => requestAnimationFrame(draw));

const tab = `tab-${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ""}`;
const socketOf = (notebook: string): string => `${location.origin.replace(/^http/, "ws")}/api/notebooks/${encodeURIComponent(notebook)}/socket`;
const connection = new Connection(
  socketOf(name),
  tab,
  {
    received,
    linked: link => store.linked(link),
    text: (cell, changes) => view.changeText(cell, changes),
    homeless: (cell, startedAgain) => view.takeIn(cell, startedAgain),
  },
  {
    open: url => new WebSocket(url),
    drawer: drawer(name, tab),
    refuses: async () => {
      try {
        const { status } = await fetch("/api/library", { cache: "no-store" });
        return status === 401 || status === 403;
      } catch {
        return false; // nobody there: the usual case, the countdown goes on
      }
    },
  });

let lastChosen = 1;
const done = new DoneNotice(() => bar.draw(store.state));
const view = new NotebookView(byId("cells"), store, connection, () => name, { announce, offer: say, menu: cellMenu, chosen, locked: cell => lesson.locked(cell) });
const lesson = new LessonView(byId("cells"), byId("next"), {
  send: command => view.send(command),
  run: cell => void view.runs.run(cell),
  check: cell => view.runs.check(cell),
  goTo: (cell, line) => view.goTo(cell, line),
  name: cell => view.name(cell) ?? "",
  markLanes: (cell, mark) => view.markLanes(cell, mark),
  announce,
  offer: say,
});
const views = viewSwitch(lesson);
byId("view-switch").replaceWith(views.element);
const steps = new StepOutline(byId("shell"), byId("outline"), step => lesson.show(step));
const outline = new Outline(byId("shell"), byId("outline"), cell => view.name(cell));
const bar = new TopBar(cell => view.name(cell), () => done.mark);
const bin = new BinView(view.cells);
const queue = new QueueView({ name: cell => view.name(cell), find: cell => view.find(cell), cancel: cell => view.cancel(cell), stop: () => view.stop() });
const asShown = (cell: Cell): Cell => ({ ...cell, source: connection.edits.text(cell.id) ?? cell.source });
const revisions = new Revisions(() => name, () => (store.state.notebook?.cells ?? []).map(asShown), say);
const find = new FindBar(view, store, say);
const look = new CellLook(view);
const reading = new Reading(byId("cells"), { announce, step, find: cell => view.find(cell) });
const commands = pageCommands(view, {
  palette: () => palette.open(),
  help: () => openKeyHelp(commands),
  bin: () => bin.open(),
  revisions: () => void revisions.open(),
  find: replace => find.show(replace),
  findNext: by => find.step(by),
  findRunning: () => {
    const cell = view.runs.underWay();
    if (cell === null) announce("No cell runs.");
    else view.find(cell);
  },
  queue: () => queue.open(byId(byId("queue").hidden ? "more" : "queue")),
  tellWhenDone: () => void done.toggle().then(words => say(words, "Close", () => {})),
  lineNumbers: () => look.turnLineNumbers(),
  sideBySide: () => look.turnSideBySide(),
  wholePage: () => lesson.toggleView(),
  startOver: step => {
    if (view.selection.current !== null) lesson.startOver(view.selection.current, step);
  },
  contents,
  zen: () => reading.toggle("zen"),
  present: () => reading.toggle("presenting"),
  look: wish => announce(wishLook(wish)),
  rename: () => askName(`Rename or move “${name}”`, "Rename", name, async to => {
    await ask("POST", notebookApi(name, "/rename"), named(to));
    return () => {}; // the notebook tells every page of it
  }),
  download: form => {
    connection.flush();
    download(name, form);
  },
});
const palette = new Palette(commands);

function received(message: ServerMessage): void {
  if (message.type === "refused") say(`Not done: ${message.message}`, "Close", () => {});
  else store.receive(message);
  if (message.type === "leftovers-stopped") say(leftovers(message.threads), "Close", () => {});
}

/// The notebook was renamed, here or elsewhere: the address follows, and nothing else changes.
function follow(renamed: string): void {
  name = renamed;
  history.replaceState(null, "", `/notebooks/${encodeURIComponent(name)}${location.hash}`);
  connection.moved(socketOf(name), drawer(name, tab));
  say(`This notebook is called “${name}” now.`, "Close", () => {});
}

/// While no cell runs, Stop is for threads that cells have left behind; only the worker knows whether there are any.
function canStop({ kernel, cells }: Notebook): boolean {
  return kernel.state === "ready" || kernel.state === "running" || cells.some(cell => cell.kind === "code" && (cell.run.state === "running" || cell.run.state === "queued"));
}

function leftovers(threads: number): string {
  return threads === 0 ? "Nothing was left to stop." : `Stopped ${counted(threads, "thread")} that had gone on after ${threads === 1 ? "its cell" : "their cells"}.`;
}

/// All that shows which step of a lesson one is at.
function redraw(notebook: Notebook): void {
  const { study, title } = notebook;
  lesson.draw(notebook);
  views.draw(study);
  if (study === null) outline.update(notebook, byId("cells"));
  else steps.draw(study, lesson.current, cell => view.name(cell) ?? "");
  byId("updated").hidden = study?.updated !== true;
  byId("where").hidden = study?.view !== "steps";
  if (study !== null) byId("where").textContent = `${title}, step ${lesson.current + 1} of ${study.sections.length}`;
}

store.watch((now, before) => {
  if (now.notebook !== null && now.notebook !== before.notebook) {
    if (before.notebook !== null && now.notebook.name !== before.notebook.name) follow(now.notebook.name);
    view.draw(now.notebook);
    bin.update(now.notebook.bin);
    queue.update(now.notebook);
    done.update(now.notebook);
    find.update();
    redraw(now.notebook);
    enable(byId("stop"), canStop(now.notebook));
    byId("loading").hidden = true;
    byId("no-heading").hidden = byId("cells").querySelector(":scope > :not([hidden]) h1") !== null;
    byId("no-heading").textContent = now.notebook.title;
  }
  bar.draw(now);
  announceNews(now, before);
});

/// For what has no place of its own on the page: seen and heard.
function say(text: string, word: string, act: () => void): void {
  announce(text);
  offer(text, word, act);
}

/// The one live region of the page. A line of its own for each message, or equal messages would not be read twice.
function announce(text: string): void {
  const said = byId("said");
  said.append(el("p", {}, text));
  while (said.childElementCount > 5) said.firstElementChild?.remove();
}

function announceNews(now: State, before: State): void {
  if (now.link.state === "waiting" && before.link.state === "open") announce("Not connected. Your text is safe.");
  if (now.link.state === "open" && before.link.state !== "open" && before.notebook !== null) announce("Connected again.");
  if (now.notebook === null || before.notebook === null) return;
  if (now.notebook.saved.state === "changed" && before.notebook.saved.state !== "changed") announce("Another program has changed this notebook’s file. Choose whose text stays, at the top of the page.");
  for (const input of now.notebook.inputs) {
    if (!before.notebook.inputs.some(one => one.number === input.number)) announce(`${view.name(input.cell) ?? ""} waits for you to type: ${input.prompt}`);
  }
  const old = new Map(before.notebook.cells.map(cell => [cell.id, cell]));
  for (const cell of now.notebook.cells) {
    const earlier = old.get(cell.id);
    if (cell.kind !== "code" || earlier?.kind !== "code" || earlier.run === cell.run) continue;
    const news = announcement(view.name(cell.id) ?? "", earlier.run, cell satisfies CodeCell);
    if (news !== null) announce(news);
  }
}

/// So many cells are selected together.
function chosen(count: number): void {
  if (count > 1 && count !== lastChosen) announce(`${count} cells selected`);
  lastChosen = count;
}

/// A command as an entry of a menu.
function entry(id: string, words?: string): Item {
  const command = commands.find(one => one.id === id);
  if (command === undefined) throw new Error(`there is no command '${id}'`);
  return { icon: command.icon ?? "dots", word: words ?? command.words, key: allKeys(command.keys)[0] ?? "", act: () => command.act?.() };
}

function cellMenu(cell: CellId, at: HTMLElement): void {
  const several = view.selection.cells.length > 1;
  const found = store.cell(cell);
  const code = found?.kind === "code";
  openMenu(at, [
    ...(code ? [entry("run-outdated"), entry("run-below")] : []), entry("run-above"), null,
    entry("insert-below"), entry("text-below"), entry("cut"), entry("copy"), entry("paste"), entry("duplicate"),
    entry("move-up"), entry("move-down"), ...(several ? [entry("merge", "Merge")] : [entry("merge-below")]), null,
    ...(code ? [entry("fold-code", found.folds.includes("source") ? "Unfold the code" : "Fold the code"), entry("fold-output", found.folds.includes("outputs") ? "Unfold the output" : "Fold the output"), ...(found.outputs.length > 0 ? [entry("copy-output"), entry("save-output")] : []), entry("format"), entry("to-text")] : [entry("to-code")]), null,
    ...(store.state.notebook?.study == null ? [] : [entry("start-over"), entry("start-step-over")]),
    entry("delete", several ? `Delete ${view.selection.cells.length} cells` : "Delete"),
  ]);
}

/// The steps of a lesson, or the headings of a notebook; null if there is nothing to choose from.
function contentsOf(kind: string): HTMLElement | null {
  const steps = el("nav", { class: kind, "aria-label": "Contents" });
  const study = store.state.notebook?.study ?? null;
  if (study === null && outline.length === 0) return null;
  if (study !== null) new StepOutline(steps, steps, step => lesson.show(step)).draw(study, lesson.current, cell => view.name(cell) ?? "");
  else outline.draw(steps);
  return steps;
}

function contents(): void {
  const found = contentsOf("");
  if (found === null) return say("There are no headings in this notebook yet.", "Close", () => {});
  openMenu(byId("more"), [], found);
}

/// One step of a lesson on, or back.
function step(by: -1 | 1): boolean {
  if (lesson.current < 0) return false;
  const next = lesson.sections[lesson.current + by];
  if (next !== undefined) lesson.show(next.step);
  return true;
}

function more(): void {
  const study = store.state.notebook?.study ?? null;
  const steps = contentsOf("narrow-only");
  const history = store.state.notebook?.history;
  openMenu(byId("more"), [
    entry("restart-run-all"), entry("run-all"), entry("run-below"), entry("restart"), entry("tell", done.wanted ? "Do not tell me when it is done" : "Tell me when it is done"), null,
    entry("insert-below"), entry("text-below"), entry("paste"), entry("undo", `Undo${history?.undo == null ? "" : `: ${doneWords[history.undo]}`}`), entry("redo", `Redo${history?.redo == null ? "" : `: ${doneWords[history.redo]}`}`), entry("bin"), entry("revisions", "Revisions"), entry("rename", "Rename …"), null,
    ...(study === null ? [] : [entry("steps", study.view === "steps" ? "The whole page" : "One step at a time")]),
    entry("line-numbers"), entry("side-by-side"), entry("zen", "Zen mode"), entry("present", "Presentation mode"), entry("replace"), null, entry("download-ipynb"), entry("download-md"), entry("download-java"), entry("download-html"), null, entry("palette"), entry("help"),
  ], steps);
}

const doing: Record<string, () => void> = { more, "try-now": () => connection.retryNow(), renew: () => view.send({ type: "renew-lesson" }),
  "show-theirs": () => void revisions.showTheirs(), "keep-mine": () => void revisions.choose("keep-mine"), "take-theirs": () => void revisions.choose("take-theirs") };
for (const id of ["run", "stop", "kill", "restart", "run-all", "run-above", "find-running", "queue"]) doing[id] = () => commands.find(command => command.id === id)?.act?.();
doing["add-code"] = () => view.cells.insertBelow("code");
doing["add-text"] = () => view.cells.insertBelow("markdown");
for (const [id, act] of Object.entries(doing)) {
  const control = byId(id);
  control.addEventListener("click", () => {
    if (control.getAttribute("aria-disabled") !== "true") act();
  });
}

document.addEventListener("keydown", keyboard(commands), { capture: true });
document.addEventListener("keydown", viewKey(() => lesson.toggleView()));
document.addEventListener("step-shown", () => store.state.notebook !== null && redraw(store.state.notebook));
copyEvents(view, announce);
/// A place that a search has found: its cell, and in a lesson its step.
function goToHash(): void {
  const cell = /^#cell-(.+)$/.exec(location.hash)?.[1];
  if (cell === undefined) return;
  store.watchOnce(({ study }) => {
    const section = study?.sections.find(one => one.cells.includes(cell));
    if (section !== undefined) lesson.show(section.step);
    view.find(cell);
  });
}
addEventListener("hashchange", goToHash);

setInterval(() => {
  view.tick(Date.now());
  bar.tick(store.state.link);
  queue.tick(Date.now());
}, 250);
addEventListener("online", () => connection.retryNow());
addEventListener("pagehide", () => connection.flush());
addEventListener("beforeunload", event => {
  if (connection.leaving()) event.preventDefault(); // the browser asks the reader
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") connection.stillThere();
  else connection.flush();
});
connection.connect();
goToHash();
