// The one file that talks to the server about a notebook.
//
// It owns the socket, the number of the last message, the edits that the server does not have yet, and the timers. The rule:
// the server's state is the truth for everything but text that the reader has typed. So a lost connection needs no
// merging: connect again, take the new snapshot, send the unconfirmed texts once more.
// The rejected alternative is a queue of all commands that were made while offline: a cell that starts to run minutes after
// its key was pressed surprises, so commands need a connection and only text is kept.

import { Edits } from "./edits";
import { decode, encode, isAnswer } from "./protocol";
import type { Answer, CellId, Checked, Command, Completions, Documentation, Question, ServerMessage, Signatures } from "./protocol";
import type { Link } from "./store";

const quietMs = 300; // after the last key, before an edit is sent
const cannotOpen = 4404; // what the server closes with when there is nothing to come back for
const waitsMs = [500, 1000, 2000, 4000, 8000];

export interface Listener {
  received(message: ServerMessage): void;
  linked(link: Link): void;
}

/// What the connection needs from the browser; tests bring their own.
export interface Browser {
  open(url: string): WebSocket;
  /// Whether the server is there but no longer knows this browser, because it was started again.
  refuses(): Promise<boolean>;
}

export class Connection {
  readonly edits = new Edits();
  #socket: WebSocket | null = null;
  #seq: number | null = null; // of the last message; null until the snapshot of this socket is there
  #last = 0; // the highest number of any socket: a server that was started again counts from 0
  #failures = 0;
  #asked = new Map<Answer["type"], { request: number; answer: (found: Answer | null) => void }>();
  #requests = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly url: string, private readonly me: string, private readonly listener: Listener, private readonly browser: Browser) {}

  connect(): void {
    clearTimeout(this.#retry);
    this.#drop();
    this.listener.linked({ state: "connecting" });
    const socket = this.browser.open(`${this.url}?client=${encodeURIComponent(this.me)}`);
    this.#socket = socket;
    socket.onmessage = event => this.#received(decode(event.data as string));
    socket.onclose = event => void this.#lost(socket, event.code);
  }

  /// Now, rather than at the end of the countdown. Does nothing while there is a connection.
  retryNow(): void {
    if (this.#socket === null) this.connect();
  }

  /// False if there is no connection; the command is then not sent, now or later.
  send(command: Command): boolean {
    const socket = this.#ready();
    if (socket === null) return false;
    this.flush();
    socket.send(encode(command));
    return true;
  }

  /// `known` is the text that the server is known to have: it confirms only a run with another one. So what was typed and
  /// taken back at once must not wait for a confirmation.
  run(cell: CellId, source: string, known: string): boolean {
    if (source !== known || this.edits.unconfirmed(cell)) this.edits.sentWith(cell, source);
    else this.edits.takenBack(cell);
    return this.send({ type: "run-cell", cell, source });
  }

  typed(cell: CellId, source: string): void {
    this.edits.typed(cell, source);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.flush(), quietMs);
  }

  /// Sends what was typed, without waiting for the reader to pause.
  flush(): void {
    clearTimeout(this.#quiet);
    const socket = this.#ready();
    if (socket === null) return;
    for (const [cell, source] of this.edits.take()) socket.send(encode({ type: "edit-cell", cell, source }));
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

  /// Sends what it can; whether the page then still has text that would be lost with it.
  leaving(): boolean {
    this.flush();
    return this.#ready() === null && !this.edits.settled();
  }

  /// The socket, once its snapshot is there: before that the page would speak about a notebook that it does not know.
  #ready(): WebSocket | null {
    return this.#seq !== null && this.#socket !== null && this.#socket.readyState === this.#socket.OPEN ? this.#socket : null;
  }

  #received(message: ServerMessage): void {
    if (message.type === "snapshot") {
      const startedAgain = message.seq < this.#last;
      this.#last = this.#seq = message.seq;
      this.#failures = 0;
      this.edits.reconcile(new Map(message.notebook.cells.map(cell => [cell.id, cell.source])), startedAgain);
      this.listener.received(message);
      this.listener.linked({ state: "open" });
      this.flush();
      return;
    }
    if (isAnswer(message)) return this.#answered(message);
    if (message.type !== "refused") {
      if (this.#seq === null || message.seq !== this.#seq + 1) return this.connect(); // a gap: only a snapshot can heal it
      this.#last = this.#seq = message.seq;
      if (message.type === "saved-changed" && message.saved.state === "saved") this.edits.saved();
      if (message.type === "source-changed") this.edits.confirmed(message.cell, message.source);
      if (message.type === "cell-deleted") this.edits.forget(message.cell);
    }
    this.listener.received(message);
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
    for (const { answer } of this.#asked.values()) answer(null);
    this.#asked.clear();
    socket?.close();
  }
}
