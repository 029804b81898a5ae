// The notebook page: makes the parts and connects them.

import "./notebook.css";
import { Connection } from "./connection";
import { byId, el, enable } from "./dom";
import { drawer } from "./drawer";
import { offer, openMenu } from "./floats";
import { counted } from "./format";
import { keys } from "./keys";
import { NotebookView } from "./notebook-view";
import { Outline } from "./outline";
import type { CodeCell, Notebook, ServerMessage } from "./protocol";
import { announcement } from "./run-words";
import { Store } from "./store";
import type { State } from "./store";
import { TopBar } from "./top-bar";

const name = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
const store = new Store(draw => requestAnimationFrame(draw));

const tab = `tab-${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ""}`;
const connection = new Connection(
  `${location.origin.replace(/^http/, "ws")}/api/notebooks/${encodeURIComponent(name)}/socket`,
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

const view = new NotebookView(byId("cells"), connection, { announce, menu: openMenu, offer: say });
const outline = new Outline(byId("shell"), byId("outline"), cell => view.name(cell));
const bar = new TopBar(cell => view.name(cell));

function received(message: ServerMessage): void {
  if (message.type === "refused") say(`Not done: ${message.message}`, "Close", () => {});
  else store.receive(message);
  if (message.type === "leftovers-stopped") say(leftovers(message.threads), "Close", () => {});
}

/// While no cell runs, Stop is for threads that cells have left behind; only the worker knows whether there are any.
function canStop({ kernel, cells }: Notebook): boolean {
  return kernel.state === "ready" || kernel.state === "running" || cells.some(cell => cell.kind === "code" && (cell.run.state === "running" || cell.run.state === "queued"));
}

function leftovers(threads: number): string {
  return threads === 0 ? "Nothing was left to stop." : `Stopped ${counted(threads, "thread")} that had gone on after ${threads === 1 ? "its cell" : "their cells"}.`;
}

store.watch((now, before) => {
  if (now.notebook !== null && now.notebook !== before.notebook) {
    view.draw(now.notebook);
    outline.update(now.notebook, byId("cells"));
    enable(byId("stop"), canStop(now.notebook));
    byId("loading").hidden = true;
    byId("no-heading").hidden = byId("cells").querySelector("h1") !== null;
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

const doing: Record<string, () => void> = {
  run: () => view.runCurrent("advance"),
  stop: () => view.stop(),
  kill: () => view.kill(),
  restart: () => view.restart(),
  "run-all": () => view.runAll(),
  "add-code": () => view.insertBelow("code"),
  "add-text": () => view.insertBelow("markdown"),
  more: () => {
    const steps = el("nav", { "aria-label": "Steps" });
    if (outline.length > 1) outline.draw(steps);
    openMenu(byId("more"), [
      { icon: "again", word: "Restart Java", key: "", act: () => view.restart() },
      { icon: "play", word: "Run all", key: "", act: () => view.runAll() },
      { icon: "plus", word: "Code below", key: "", act: () => view.insertBelow("code") },
      { icon: "plus", word: "Text below", key: "", act: () => view.insertBelow("markdown") },
    ], outline.length > 1 ? steps : null);
  },
  "run-above": () => view.runAboveCurrent(),
  "try-now": () => connection.retryNow(),
};
for (const [id, act] of Object.entries(doing)) {
  const control = byId(id);
  control.addEventListener("click", () => {
    if (control.getAttribute("aria-disabled") !== "true") act();
  });
}

document.addEventListener("keydown", keys(view), { capture: true });
setInterval(() => {
  view.tick(Date.now());
  bar.tick(store.state.link);
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
