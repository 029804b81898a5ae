// Pages that write in the same cell at the same time, over a network that is slow and is cut, with servers that are killed:
// all end with the same text, and nothing that anybody has typed is missing or there twice.

import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { Connection } from "../src/connection";
import { both, difference } from "../src/difference";
import type { Part } from "../src/difference";
import type { KeptNotebook } from "../src/edits";
import type { Command, ServerMessage } from "../src/protocol";
import { changeSet, made, merged, partsOf } from "../src/shared-text";

/// Numbers that look random and are the same each time.
function dice(seed: number): (sides: number) => number {
  let state = Math.imul(seed, 2654435761);
  return sides => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % sides;
  };
}

class FakeSocket {
  readonly OPEN = 1;
  readyState = 1;
  toPage: ServerMessage[] = [];
  toServer: Command[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(json: string): void {
    this.toServer.push(JSON.parse(json) as Command);
  }

  close(): void {
    this.readyState = 3;
  }
}

/// The rule of the real one: a change is taken if it is for the version that the text has.
class Server {
  session = 1;
  seq = 0;
  source = "";
  version = 0;
  recent: { by: string; parts: Part[] }[] = [];
  disk = "";
  sockets = new Map<string, FakeSocket>();

  open(tab: string): FakeSocket {
    const socket = new FakeSocket();
    this.sockets.set(tab, socket);
    const cell = { id: "a", version: this.version, recent: this.recent, kind: "markdown" as const, source: this.source, folds: [], html: "" };
    socket.toPage.push({
      type: "snapshot", session: `s${this.session}`, seq: this.seq, notebook: {
        name: "n", title: "N", lesson: null, kernel: { state: "none", message: null, waitsFor: { count: 0, threads: [] } },
        saved: { state: this.disk === this.source ? "saved" : "unsaved", at: null, message: null }, inputs: [], study: null, bin: [], history: { undo: null, redo: null }, cells: [cell],
      },
    });
    return socket;
  }

  takes(tab: string): void {
    const command = this.sockets.get(tab)?.toServer.shift();
    if (command?.type !== "change-text" || command.version !== this.version) return;
    this.source = made(command.parts, this.source);
    this.version++;
    this.recent = [...this.recent, { by: tab, parts: command.parts }];
    this.#tell({ type: "source-changed", seq: ++this.seq, cell: "a", source: this.source, version: this.version, parts: command.parts, by: tab });
  }

  writes(): void {
    this.disk = this.source;
    this.#tell({ type: "saved-changed", seq: ++this.seq, saved: { state: "saved", at: null, message: null } });
  }

  delivers(tab: string): void {
    const socket = this.sockets.get(tab);
    const message = socket?.toPage.shift();
    if (message !== undefined) socket?.onmessage?.({ data: JSON.stringify(message) });
  }

  /// What is on its way in either direction is lost.
  cuts(tab: string): void {
    const socket = this.sockets.get(tab);
    this.sockets.delete(tab);
    if (socket === undefined) return;
    socket.readyState = 3;
    socket.onclose?.({ code: 1006 });
  }

  isKilled(): void {
    for (const tab of [...this.sockets.keys()]) this.cuts(tab);
    this.session++;
    this.seq = this.version = 0;
    this.recent = [];
    this.source = this.disk;
  }

  #tell(message: ServerMessage): void {
    for (const socket of this.sockets.values()) socket.toPage.push(message);
  }
}

class Page {
  readonly connection: Connection;
  editor = "";
  kept: KeptNotebook | null = null;

  constructor(readonly tab: string, server: Server, left: KeptNotebook[] = []) {
    this.connection = new Connection("ws://here", tab,
      {
        received: () => {},
        linked: () => {},
        // As an editor does it: the changes are for what it shows at this moment.
        text: (_, changes) => {
          this.editor = changes === null ? this.connection.edits.text("a") ?? "" : made(partsOf(changes), this.editor);
        },
        homeless: () => assert.fail("no cell goes away here"),
      },
      {
        open: () => server.open(tab) as unknown as WebSocket,
        refuses: () => Promise.resolve(false),
        drawer: { put: kept => (this.kept = kept, true), left: () => Promise.resolve({ kept: left, clear: () => {} }) },
      });
    this.connection.connect();
  }

  types(at: number, word: string): void {
    const changes = changeSet([[at, at, word]], this.editor.length);
    this.editor = made([[at, at, word]], this.editor);
    this.connection.typed("a", this.editor, changes);
  }
}

const settled = (): Promise<void> => new Promise(done => setImmediate(done));

/// With `kills`, each word is a line: of a line that both have changed meanwhile, both forms are kept.
async function story(seed: number, moves: number, kills: boolean): Promise<void> {
  const roll = dice(seed);
  const server = new Server();
  let pages = [new Page("tab 0", server), new Page("tab 1", server)];
  const typed: string[] = [];
  for (const { tab } of pages) server.delivers(tab);
  await settled();
  for (let i = 0; i < moves; i++) {
    const page = pages[roll(2)] ?? assert.fail();
    const move = roll(100);
    if (move < 35) {
      // Between two words, so that a word stays whole and can be looked for.
      const gaps = [0, ...[...page.editor.matchAll(kills ? /\n/g : /;/g)].map(found => found.index + 1)];
      const word = `word ${i};`;
      typed.push(word);
      page.types(gaps[roll(gaps.length)] ?? 0, kills || roll(3) === 0 ? `${word}\n` : word);
    } else if (move < 50) page.connection.flush();
    else if (move < 65) server.takes(page.tab);
    else if (move < 82) server.delivers(page.tab);
    else if (move < 88) server.writes();
    else if (move < 92) server.cuts(page.tab);
    else if (move < 97) page.connection.retryNow();
    else if (move < 98) kills ? server.isKilled() : server.cuts(page.tab);
    else {
      // Closed, with or without a connection, and opened anew.
      page.connection.leaving();
      server.cuts(page.tab);
      const next = new Page(`${page.tab}'`, server, page.kept === null ? [] : [page.kept]);
      server.delivers(next.tab);
      pages = pages.map(old => (old === page ? next : old));
    }
    await settled();
    for (const each of pages) assert.equal(each.editor, each.connection.edits.text("a") ?? "", `seed ${seed}, move ${i}: the editor shows what the page knows`);
  }
  for (let round = 0; round < 6; round++) {
    for (const { tab, connection } of pages) {
      connection.retryNow();
      connection.flush();
      while ((server.sockets.get(tab)?.toServer.length ?? 0) > 0) server.takes(tab);
    }
    for (const { tab } of pages) {
      while ((server.sockets.get(tab)?.toPage.length ?? 0) > 0) {
        server.delivers(tab);
        await settled();
      }
    }
  }
  for (const page of pages) assert.equal(page.editor, server.source, `seed ${seed}: ${page.tab} shows the server's text`);
  assert.deepEqual((server.source.match(/[^;\n]+;/g) ?? []).sort(), typed.sort(), `seed ${seed}: every word once`);
}

describe("two pages that write in one cell", () => {
  test("end with the same text, with every word of both in it once", async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    try {
      for (let seed = 1; seed <= 100; seed++) await story(seed, 150, seed % 2 === 0);
    } finally {
      mock.timers.reset();
    }
  });
});

describe("the difference of two texts", () => {
  const roll = dice(7);
  const text = (): string => Array.from({ length: roll(12) }, () => "abc\n\n"[roll(5)] ?? "").join("");

  test("leads from the one to the other", () => {
    for (let i = 0; i < 2000; i++) {
      const [before, after] = [text(), text()];
      assert.equal(made(difference(before, after), before), after);
    }
  });

  test("touches nothing but the lines that differ", () => {
    assert.deepEqual(difference("a\nb\nc\n", "a\nB\nc\nd\n"), [[2, 3, "B"], [6, 6, "d\n"]]);
    assert.deepEqual(difference("x = one(two);", "x = one(1, two);"), [[8, 8, "1, "]]);
  });

  test("leaves out nothing when all of both is wanted", () => {
    assert.equal(both("a\nb\nc", "a\nB\nc"), "a\nb\nB\nc");
    assert.equal(both("a", "b"), "a\nb");
    assert.equal(both("", "b\n"), "b\n");
    assert.equal(both("a\n", "a\n"), "a\n");
  });

  test("has a new word where a word begins", () => {
    assert.deepEqual(difference("a1;a2;", "a1;a3;a2;"), [[3, 3, "a3;"]]);
    assert.deepEqual(difference("f(1);\nf(2);\n", "f(1);\nf(1);\nf(2);\n"), [[0, 0, "f(1);\n"]]);
  });

  test("of both sides is made to both, also where they meet", () => {
    assert.equal(merged("a\nb\n", [[2, 2, "mine\n"]], "a\nb\ntheirs\n"), "a\nmine\nb\ntheirs\n");
    assert.equal(merged("", [[0, 0, "mine"]], "theirs"), "theirsmine");
    assert.equal(merged("one\n", [[0, 4, ""]], "one\ntwo\n"), "two\n");
  });
});
