// The one file that talks to the server about a notebook.
//
// It owns the socket, the number of the last message, the edits that the server does not have yet, and the timers. The rule:
// the server's state is the truth for everything but text that the reader has typed. So after a lost connection: connect
// again, take the new snapshot, put on top of it what was typed and is not in it, and send that.
// The rejected alternative is a queue of all commands that were made while offline: a cell that starts to run minutes after
// its key was pressed surprises, so commands need a connection and only text is kept.

import type { ChangeSet } from "@codemirror/state";
import type { Drawer } from "./drawer";
import { Edits } from "./edits";
import type { Homeless, KeptNotebook } from "./edits";
import { decode, encode, isAnswer } from "./protocol";
import type { Answer, CellId, Change, Checked, Command, Completions, Documentation, Formatted, Question, ServerMessage, Signatures, Snapshot } from "./protocol";
import type { Link } from "./store";

const quietMs = 300; // after the last key, before an edit is sent
const latestMs = 700; // after the first key that is not sent yet, also if the reader types on
const silenceMs = 10_000; // without a word from the server, before it is asked for one
const answerMs = 5_000; // for that
const cannotOpen = 4404; // what the server closes with when there is nothing to come back for
const waitsMs = [500, 1000, 2000, 4000, 8000];

export interface Listener {
  received(message: ServerMessage): void;
  linked(link: Link): void;
  /// What is shown of the cell's text changes at once, before the reader types on; null: all of it.
  text(cell: CellId, changes: ChangeSet | null): void;
  /// A cell that is gone, with text in it that only this page has.
  homeless(cell: Homeless, startedAgain: boolean): void;
}

/// What the connection needs from the browser; tests bring their own.
export interface Browser {
  open(url: string): WebSocket;
  /// Whether the server is there but no longer knows this browser, because it was started again.
  refuses(): Promise<boolean>;
  drawer: Drawer; // another one when the notebook is renamed
}

export class Connection {
  readonly edits: Edits;
  #socket: WebSocket | null = null;
  #seq: number | null = null; // of the last message; null until the snapshot of this socket is there
  #session = "";
  #kept = true; // whether the drawer has taken what is not on disk
  #firstKey: number | null = null; // when the first key was pressed that is not sent yet
  #alive: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #asked = new Map<Answer["type"], { request: number; answer: (found: Answer | null) => void }>();
  #requests = 0;
  #behind: Change[] | null = null; // what came while a snapshot waits for the drawer; null if none does
  #behindText: Command[] = []; // what is to be sent when no text waits any more
  #retry: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(private url: string, private readonly me: string, private readonly listener: Listener, private readonly browser: Browser) {
    this.edits = new Edits(me);
  }

  connect(): void {
    clearTimeout(this.#retry);
    this.#drop();
    this.listener.linked({ state: "connecting" });
    const socket = this.browser.open(`${this.url}?client=${encodeURIComponent(this.me)}`);
    this.#socket = socket;
    socket.onmessage = event => void this.#received(socket, decode(event.data as string));
    socket.onclose = event => void this.#lost(socket, event.code);
  }

  /// The notebook is called otherwise now: the socket stays, the next one is opened there, and what is not on disk is kept there.
  moved(url: string, drawer: Drawer): void {
    this.browser.drawer.put({ ...this.edits.keep(), cells: {} });
    this.url = url;
    this.browser.drawer = drawer;
    this.keep();
  }

  /// Now, rather than at the end of the countdown. Does nothing while there is a connection.
  retryNow(): void {
    if (this.#socket === null) this.connect();
  }

  /// The laptop may have slept: asks the server for a word, or connects.
  stillThere(): void {
    if (this.#socket === null) this.connect();
    else this.#askForAWord(this.#socket);
  }

  /// A cell once more, with this text in it.
  putBack({ cell, kind, after, source }: Homeless): void {
    this.send({ type: "insert-cells", cells: [{ cell, kind, source, of: null }], after });
  }

  /// False if there is no connection; the command is then not sent, now or later.
  send(command: Command): boolean {
    const socket = this.#ready();
    if (socket === null) return false;
    this.flush();
    socket.send(encode(command));
    return true;
  }

  /// Sends it behind all that was typed so far, of which some may have to wait until the server has taken what came before.
  sendBehindText(command: Command): boolean {
    if (this.#ready() === null) return false;
    this.flush();
    if (this.#behindText.length === 0 && !this.edits.waiting()) return this.send(command);
    this.#behindText.push(command);
    return true;
  }

  /// Runs what the page shows, whatever another page is writing there.
  run(cell: CellId, source: string): boolean {
    return this.send({ type: "run-cell", cell, source });
  }

  /// The reader has changed a text; without `changes`, `source` is all of it.
  typed(cell: CellId, source: string, changes?: ChangeSet): void {
    this.edits.typed(cell, source, changes);
    const now = Date.now();
    this.#firstKey ??= now;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.flush(), Math.min(quietMs, Math.max(0, this.#firstKey + latestMs - now)));
  }

  /// Sends what was typed, without waiting for the reader to pause.
  flush(): void {
    clearTimeout(this.#quiet);
    this.#firstKey = null;
    const socket = this.#ready();
    if (socket !== null) for (const change of this.edits.take()) socket.send(encode({ type: "change-text", ...change }));
    this.keep();
  }

  /// Leaves what is not on disk where the next page finds it.
  keep(): void {
    this.#kept = this.browser.drawer.put(this.edits.keep());
  }

  /// Null without a connection, or as soon as a newer question of the same kind is asked. Sends no edits: the question has
  /// its own text, and each key would be an edit.
  complete(source: string, cursor: number): Promise<Completions | null> {
    return this.#ask("completions", request => ({ type: "complete", request, source, cursor }));
  }

  call(source: string, cursor: number): Promise<Signatures | null> {
    return this.#ask("signatures", request => ({ type: "call", request, source, cursor }));
  }

  explain(source: string, cursor: number): Promise<Documentation | null> {
    return this.#ask("documentation", request => ({ type: "explain", request, source, cursor }));
  }

  check(cell: CellId, source: string): Promise<Checked | null> {
    return this.#ask("checked", request => ({ type: "check", request, cell, source }));
  }

  format(source: string): Promise<Formatted | null> {
    return this.#ask("formatted", request => ({ type: "format", request, source }));
  }

  #ask<Type extends Answer["type"]>(expected: Type, question: (request: number) => Question): Promise<Extract<Answer, { type: Type }> | null> {
    this.#asked.get(expected)?.answer(null);
    this.#asked.delete(expected);
    const socket = this.#ready();
    if (socket === null) return Promise.resolve(null);
    const request = ++this.#requests;
    socket.send(encode(question(request)));
    return new Promise(answer => {
      this.#asked.set(expected, { request, answer: answer as (found: Answer | null) => void });
    });
  }

  #answered(found: Answer): void {
    const asked = this.#asked.get(found.type);
    if (asked?.request !== found.request) return;
    this.#asked.delete(found.type);
    asked.answer(found);
  }

  /// Sends and keeps what it can; whether the page then still has text that would be lost with it.
  leaving(): boolean {
    this.flush();
    return !this.#kept && this.#ready() === null && !this.edits.settled();
  }

  /// The socket, once its snapshot is there: before that the page would speak about a notebook that it does not know.
  #ready(): WebSocket | null {
    return this.#seq !== null && this.#socket !== null && this.#socket.readyState === this.#socket.OPEN ? this.#socket : null;
  }

  async #received(socket: WebSocket, message: ServerMessage): Promise<void> {
    if (socket !== this.#socket) return;
    this.#heard();
    if (message.type === "snapshot") return this.#snapshot(socket, message);
    if (message.type === "pong") return;
    if (message.type === "deleted") {
      this.flush();
      this.#drop();
      return this.listener.linked({ state: "deleted" });
    }
    if (isAnswer(message)) return this.#answered(message);
    if (message.type !== "refused") {
      if (this.#behind !== null) return void this.#behind.push(message);
      if (this.#seq === null || message.seq !== this.#seq + 1) return this.connect(); // a gap: only a snapshot can heal it
      this.#seq = message.seq;
      this.#changed(message);
    }
    this.listener.received(message);
  }

  /// The first of a page may have to wait for what earlier pages have left; what comes meanwhile waits behind it.
  async #snapshot(socket: WebSocket, message: Snapshot): Promise<void> {
    const startedAgain = this.#session !== "" && message.session !== this.#session;
    let left: { kept: KeptNotebook[]; clear: () => void } = { kept: [], clear: () => {} };
    if (this.#session === "") {
      this.#behind = [];
      left = await this.browser.drawer.left();
      if (socket !== this.#socket) return;
    }
    const behind = this.#behind ?? [];
    this.#behind = null;
    this.#session = message.session;
    this.#seq = message.seq;
    this.#failures = 0;
    const homeless = this.edits.reconcile(message.session, message.notebook, left.kept);
    this.listener.received(message);
    for (const { id } of message.notebook.cells) this.listener.text(id, null);
    this.listener.linked({ state: "open" });
    for (const cell of homeless) this.listener.homeless(cell, startedAgain || left.kept.some(one => one.session !== message.session));
    this.flush();
    left.clear();
    for (const later of behind) await this.#received(socket, later);
  }

  #changed(change: Change): void {
    switch (change.type) {
      case "saved-changed":
        if (change.saved.state === "saved") this.edits.saved();
        this.keep();
        break;
      case "source-changed": {
        const shown = this.edits.changed(change.cell, change.source, change.version, change.parts, change.by);
        if (shown !== "nothing") this.listener.text(change.cell, shown);
        if ((this.#firstKey === null || this.#behindText.length > 0) && this.edits.waiting()) this.flush(); // it had to wait for this
        if (!this.edits.waiting()) for (const command of this.#behindText.splice(0)) this.send(command);
        break;
      }
      case "cell-inserted":
        this.edits.inserted(change.cell, change.index);
        break;
      case "cell-moved":
        this.edits.moved(change.cell, change.index);
        break;
      case "cell-replaced":
        this.edits.replaced(change.cell);
        this.listener.text(change.cell.id, null);
        break;
      case "cell-deleted": {
        const homeless = this.edits.deleted(change.cell);
        if (homeless !== null) this.listener.homeless(homeless, false);
        break;
      }
      default:
        break;
    }
  }

  /// A network that is cut, or a laptop that slept, does not close a socket: it says nothing any more.
  #heard(): void {
    clearTimeout(this.#alive);
    const socket = this.#socket;
    if (socket !== null) this.#alive = setTimeout(() => this.#askForAWord(socket), silenceMs);
  }

  #askForAWord(socket: WebSocket): void {
    clearTimeout(this.#alive);
    if (socket !== this.#socket) return;
    if (socket.readyState === socket.OPEN) socket.send(encode({ type: "ping" }));
    this.#alive = setTimeout(() => void this.#lost(socket, 1006), answerMs);
  }

  async #lost(socket: WebSocket, code: number): Promise<void> {
    if (socket !== this.#socket) return; // closed by #drop: its successor speaks
    this.#drop();
    if (code === cannotOpen) return this.listener.linked({ state: "closed" });
    const base = waitsMs[Math.min(this.#failures++, waitsMs.length - 1)] ?? 0;
    const wait = base * (0.75 + Math.random() / 2); // a class whose server comes back must not knock all at once
    const until = Date.now() + wait;
    this.#retry = setTimeout(() => this.connect(), wait);
    this.listener.linked({ state: "waiting", until, refused: false });
    if (await this.browser.refuses() && this.#socket === null) this.listener.linked({ state: "waiting", until, refused: true });
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#seq = null;
    this.#behind = null;
    this.#behindText = [];
    clearTimeout(this.#alive);
    for (const { answer } of this.#asked.values()) answer(null);
    this.#asked.clear();
    socket?.close();
  }
}
