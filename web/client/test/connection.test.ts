import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { Connection } from "../src/connection";
import type { Command, ServerMessage } from "../src/protocol";
import type { Link } from "../src/store";

/// The browser's socket as far as a connection can see it.
class Socket {
  readonly OPEN = 1;
  readyState = 1;
  sent: Command[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {}

  send(json: string): void {
    this.sent.push(JSON.parse(json) as Command);
  }

  close(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  receives(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  snapshot(seq: number, sources: Record<string, string>): void {
    const cells = Object.entries(sources).map(([id, source]) => ({ id, kind: "markdown" as const, source, folds: [], html: "" }));
    const notebook = { name: "n", title: "N", lesson: null, kernel: { state: "none" as const, message: null, waitsFor: { count: 0, threads: [] } }, saved: { state: "saved" as const, at: null, message: null }, inputs: [], bin: [], history: { undo: null, redo: null }, cells };
    this.receives({ type: "snapshot", seq, notebook });
  }
}

function connected(refuses = false) {
  const sockets: Socket[] = [];
  const messages: ServerMessage[] = [];
  const links: Link[] = [];
  const connection = new Connection("ws://here/socket", "tab 1",
    { received: message => messages.push(message), linked: link => links.push(link) },
    {
      open: url => {
        const socket = new Socket(url);
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      refuses: () => Promise.resolve(refuses),
    });
  connection.connect();
  const latest = (): Socket => sockets.at(-1) ?? assert.fail("no socket was opened");
  return { connection, sockets, messages, links, latest };
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

describe("connecting", () => {
  test("tells the server the name of the tab", () => {
    assert.equal(connected().latest().url, "ws://here/socket?client=tab%201");
  });

  test("is done when the snapshot is there, not before", () => {
    const { connection, links, latest } = connected();
    assert.equal(connection.send({ type: "stop" }), false);
    latest().snapshot(7, {});
    assert.deepEqual(links.at(-1), { state: "open" });
    assert.equal(connection.send({ type: "stop" }), true);
  });
});

describe("typing", () => {
  test("is sent when the reader pauses for 300 ms", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    connection.typed("a", "x");
    mock.timers.tick(299);
    connection.typed("a", "xy");
    mock.timers.tick(299);
    assert.deepEqual(latest().sent, []);
    mock.timers.tick(1);
    assert.deepEqual(latest().sent, [{ type: "edit-cell", cell: "a", source: "xy" }]);
  });

  test("goes ahead of every other command", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "", b: "" });
    connection.typed("a", "x");
    connection.send({ type: "run-all" });
    assert.deepEqual(latest().sent.map(command => command.type), ["edit-cell", "run-all"]);
  });

  test("travels with the run of its cell, once", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    connection.typed("a", "x");
    connection.run("a", "x", "");
    mock.timers.tick(1000);
    assert.deepEqual(latest().sent, [{ type: "run-cell", cell: "a", source: "x" }]);
  });
});

describe("a text that is typed and taken back before it was sent", () => {
  test("waits for nothing after a run, so that other tabs are followed again", () => {
    const { connection } = connected();
    connection.typed("a", "x");
    connection.typed("a", "");
    connection.run("a", "", "");
    assert.ok(!connection.edits.ahead("a"));
  });

  test("waits for its confirmation if the text before it is on its way", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    connection.typed("a", "x");
    connection.flush();
    connection.typed("a", "");
    connection.run("a", "", "");
    latest().receives({ type: "source-changed", seq: 2, cell: "a", source: "x", by: "tab 1" });
    assert.ok(connection.edits.ahead("a"));
    latest().receives({ type: "source-changed", seq: 3, cell: "a", source: "", by: "tab 1" });
    assert.ok(!connection.edits.ahead("a"));
  });
});

describe("leaving the page", () => {
  test("sends what is typed and then loses nothing", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    connection.typed("a", "x");
    assert.equal(connection.leaving(), false);
    assert.deepEqual(latest().sent, [{ type: "edit-cell", cell: "a", source: "x" }]);
  });

  test("without a connection would lose what is typed", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    latest().close();
    assert.equal(connection.leaving(), false);
    connection.typed("a", "x");
    assert.equal(connection.leaving(), true);
  });
});

describe("a question about what could come next", () => {
  const answer = (request: number): ServerMessage => ({ type: "completions", request, anchor: 3, items: [{ text: "abc", fits: true, kind: "variable", takes: "", type: "int" }] });

  test("gets its answer, which is no news of the notebook and has no number", async () => {
    const { connection, messages, sockets, latest } = connected();
    latest().snapshot(7, { a: "" });
    const found = connection.complete("x.a", 3);
    assert.deepEqual(latest().sent, [{ type: "complete", request: 1, source: "x.a", cursor: 3 }]);
    latest().receives(answer(1));
    assert.deepEqual(await found, answer(1));
    latest().receives({ type: "cell-deleted", seq: 8, cell: "a" });
    assert.equal(sockets.length, 1);
    assert.equal(messages.length, 2);
  });

  test("is given up for a newer one, and its late answer is dropped", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, {});
    const first = connection.complete("x", 1);
    const second = connection.complete("xy", 2);
    assert.equal(await first, null);
    latest().receives(answer(1));
    latest().receives(answer(2));
    assert.deepEqual(await second, answer(2));
  });

  test("leaves questions of another kind alone", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, {});
    const completed = connection.complete("x", 1);
    const checked = connection.check("a", "x");
    latest().receives({ type: "checked", request: 2, diagnostics: [] });
    assert.deepEqual((await checked)?.diagnostics, []);
    latest().receives(answer(1));
    assert.deepEqual(await completed, answer(1));
  });

  test("finds nothing without a connection, or when it is lost", async () => {
    const { connection, latest } = connected();
    assert.equal(await connection.complete("x", 1), null);
    latest().snapshot(1, {});
    const lost = connection.complete("x", 1);
    latest().close();
    assert.equal(await lost, null);
  });

  test("sends no edit ahead", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    connection.typed("a", "x");
    void connection.complete("x", 1);
    assert.deepEqual(latest().sent.map(command => command.type), ["complete"]);
  });
});

describe("a gap in the numbers", () => {
  test("leads to a new connection, and the message after the gap is dropped", () => {
    const { sockets, messages, latest } = connected();
    latest().snapshot(7, { a: "" });
    latest().receives({ type: "cell-deleted", seq: 9, cell: "a" });
    assert.equal(sockets.length, 2);
    assert.equal(messages.length, 1);
  });

  test("is not seen where a message has no number", () => {
    const { sockets, messages, latest } = connected();
    latest().snapshot(7, { a: "" });
    latest().receives({ type: "refused", message: "no" });
    latest().receives({ type: "cell-deleted", seq: 8, cell: "a" });
    assert.equal(sockets.length, 1);
    assert.equal(messages.length, 3);
  });
});

describe("a lost connection", () => {
  test("is tried again for ever, with growing pauses that no two pages share", () => {
    const { sockets, links, latest } = connected();
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      latest().close();
      const link = links.at(-1);
      assert.ok(link?.state === "waiting");
      waits.push(link.until - Date.now());
      mock.timers.tick(10_001);
    }
    assert.equal(sockets.length, 9);
    waits.forEach((wait, i) => {
      const base = Math.min(500 * 2 ** i, 8000);
      assert.ok(wait >= 0.75 * base && wait <= 1.25 * base, `wait ${i} was ${wait} ms`);
    });
  });

  test("is tried at once when the reader asks", () => {
    const { connection, sockets, latest } = connected();
    latest().close();
    connection.retryNow();
    assert.equal(sockets.length, 2);
    connection.retryNow();
    assert.equal(sockets.length, 2, "one attempt at a time");
  });

  test("keeps what is typed meanwhile and sends it after the snapshot, with what was lost on the way", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "", b: "" });
    connection.typed("a", "on its way");
    connection.flush();
    latest().close();
    connection.typed("b", "offline");
    connection.retryNow();
    latest().snapshot(5, { a: "", b: "" });
    assert.deepEqual(latest().sent, [{ type: "edit-cell", cell: "a", source: "on its way" }, { type: "edit-cell", cell: "b", source: "offline" }]);
  });

  test("to a server that is started again without having written a text sends that text once more", () => {
    const { connection, latest } = connected();
    latest().snapshot(5, { a: "", b: "" });
    connection.typed("a", "on disk");
    connection.flush();
    latest().receives({ type: "source-changed", seq: 6, cell: "a", source: "on disk", by: "tab 1" });
    latest().receives({ type: "saved-changed", seq: 7, saved: { state: "saved", at: null, message: null } });
    connection.typed("b", "in memory");
    connection.flush();
    latest().receives({ type: "source-changed", seq: 8, cell: "b", source: "in memory", by: "tab 1" });
    latest().close();
    connection.retryNow();
    latest().snapshot(0, { a: "changed on disk since", b: "" });
    assert.deepEqual(latest().sent, [{ type: "edit-cell", cell: "b", source: "in memory" }]);
  });

  test("to the same server leaves what another tab wrote meanwhile alone", () => {
    const { connection, latest } = connected();
    latest().snapshot(5, { a: "" });
    connection.typed("a", "mine");
    connection.flush();
    latest().receives({ type: "source-changed", seq: 6, cell: "a", source: "mine", by: "tab 1" });
    latest().close();
    connection.retryNow();
    latest().snapshot(9, { a: "theirs" });
    assert.deepEqual(latest().sent, []);
    assert.ok(!connection.edits.ahead("a"));
  });

  test("does not queue commands", () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    latest().close();
    assert.equal(connection.run("a", "", ""), false);
    connection.retryNow();
    latest().snapshot(1, { a: "" });
    assert.deepEqual(latest().sent, []);
  });

  test("is not tried again when the server said that there is nothing to come back for", () => {
    const { sockets, links, latest } = connected();
    latest().close(4404);
    mock.timers.tick(60_000);
    assert.deepEqual(links.at(-1), { state: "closed" });
    assert.equal(sockets.length, 1);
  });

  test("says so when the server is there but does not know this browser", async () => {
    const { links, latest } = connected(true);
    latest().close();
    await Promise.resolve();
    const link = links.at(-1);
    assert.ok(link?.state === "waiting" && link.refused);
  });
});
