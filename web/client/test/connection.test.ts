import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { Connection } from "../src/connection";
import type { Part } from "../src/difference";
import type { Homeless, KeptNotebook } from "../src/edits";
import type { Cell, Command, ServerMessage } from "../src/protocol";
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

  /// As the server says that it has taken a change.
  takes(seq: number, by: string, cell: string, source: string, version: number, parts: Part[]): void {
    this.receives({ type: "source-changed", seq, cell, source, version, parts, by });
  }

  snapshot(seq: number, sources: Record<string, string>, { session = "s1", version = 0, recent = [] as Cell["recent"] } = {}): void {
    const cells = Object.entries(sources).map(([id, source]) => ({ id, version, recent, kind: "markdown" as const, source, folds: [], html: "" }));
    const notebook = { name: "n", title: "N", lesson: null, kernel: { state: "none" as const, message: null, waitsFor: { count: 0, threads: [] } }, saved: { state: "saved" as const, at: null, message: null }, inputs: [], study: null, bin: [], history: { undo: null, redo: null }, cells };
    this.receives({ type: "snapshot", session, seq, notebook });
  }
}

interface Setting { refuses?: boolean; left?: KeptNotebook[] }

function connected({ refuses = false, left = [] }: Setting = {}) {
  const sockets: Socket[] = [];
  const messages: ServerMessage[] = [];
  const links: Link[] = [];
  const homeless: Homeless[] = [];
  const drawer: { kept: KeptNotebook | null; left: KeptNotebook[] } = { kept: null, left };
  const connection = new Connection("ws://here/socket", "tab 1",
    { received: message => messages.push(message), linked: link => links.push(link), text: () => {}, homeless: cell => homeless.push(cell) },
    {
      open: url => {
        const socket = new Socket(url);
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      refuses: () => Promise.resolve(refuses),
      drawer: {
        put: kept => (drawer.kept = kept, true),
        left: () => Promise.resolve({ kept: drawer.left, clear: () => (drawer.left = []) }),
      },
    });
  connection.connect();
  const latest = (): Socket => sockets.at(-1) ?? assert.fail("no socket was opened");
  return { connection, sockets, messages, links, latest, homeless, drawer };
}

/// The first snapshot waits for what earlier pages have left.
const drawn = (): Promise<void> => new Promise(done => setImmediate(done));

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

describe("connecting", () => {
  test("tells the server the name of the tab", async () => {
    assert.equal(connected().latest().url, "ws://here/socket?client=tab%201");
  });

  test("is done when the snapshot is there, not before", async () => {
    const { connection, links, latest } = connected();
    assert.equal(connection.send({ type: "stop" }), false);
    latest().snapshot(7, {});
    await drawn();
    assert.deepEqual(links.at(-1), { state: "open" });
    assert.equal(connection.send({ type: "stop" }), true);
  });
});

describe("typing", () => {
  test("is sent when the reader pauses for 300 ms", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    mock.timers.tick(299);
    connection.typed("a", "xy");
    mock.timers.tick(299);
    assert.deepEqual(latest().sent, []);
    mock.timers.tick(1);
    assert.deepEqual(latest().sent, [{ type: "change-text", cell: "a", version: 0, parts: [[0, 0, "xy"]] }]);
  });

  test("goes ahead of every other command", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "", b: "" });
    await drawn();
    connection.typed("a", "x");
    connection.send({ type: "run-all" });
    assert.deepEqual(latest().sent.map(command => command.type), ["change-text", "run-all"]);
  });

  test("goes ahead of the run of its cell, and the run has its text", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    connection.run("a", "x");
    mock.timers.tick(1000);
    assert.deepEqual(latest().sent, [{ type: "change-text", cell: "a", version: 0, parts: [[0, 0, "x"]] }, { type: "run-cell", cell: "a", source: "x" }]);
  });

  test("without a pause is sent within a second all the same", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    for (let typed = "x"; typed.length <= 10; typed += "x") {
      connection.typed("a", typed);
      mock.timers.tick(100);
    }
    assert.ok(latest().sent.length > 0);
  });

  test("is all there before a command that works on the text, also if it had to wait", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    connection.flush();
    connection.typed("a", "xy");
    assert.equal(connection.sendBehindText({ type: "merge-cells", cells: ["a", "b"] }), true);
    assert.deepEqual(latest().sent.map(command => command.type), ["change-text"]);
    latest().receives({ type: "source-changed", seq: 2, cell: "a", source: "x", version: 1, parts: [[0, 0, "x"]], by: "tab 1" });
    await drawn();
    latest().receives({ type: "source-changed", seq: 3, cell: "a", source: "xy", version: 2, parts: [[1, 1, "y"]], by: "tab 1" });
    await drawn();
    assert.deepEqual(latest().sent.map(command => command.type), ["change-text", "change-text", "merge-cells"]);
    assert.equal(connection.sendBehindText({ type: "undo" }), true);
    assert.equal(latest().sent.at(-1)?.type, "undo");
  });

  test("waits for the answer to what was sent before, and goes on as soon as it is there", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    connection.flush();
    connection.typed("a", "xy");
    connection.flush();
    assert.equal(latest().sent.length, 1);
    latest().takes(2, "tab 1", "a", "x", 1, [[0, 0, "x"]]);
    assert.deepEqual(latest().sent.at(-1), { type: "change-text", cell: "a", version: 1, parts: [[0, 1, "xy"]] });
  });

  test("is put on top of what another tab wrote in the same cell at the same time", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "middle" });
    await drawn();
    connection.typed("a", "middle end");
    connection.flush();
    latest().takes(2, "tab 2", "a", "begin middle", 1, [[0, 0, "begin "]]);
    assert.equal(connection.edits.text("a"), "begin middle end");
    assert.deepEqual(latest().sent.at(-1), { type: "change-text", cell: "a", version: 1, parts: [[12, 12, " end"]] });
  });
});

describe("leaving the page", () => {
  test("sends what is typed and then loses nothing", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    assert.equal(connection.leaving(), false);
    assert.deepEqual(latest().sent, [{ type: "change-text", cell: "a", version: 0, parts: [[0, 0, "x"]] }]);
  });

  test("without a connection keeps what is typed for the next page, which sends it", async () => {
    const before = connected();
    before.latest().snapshot(1, { a: "old", b: "" });
    await drawn();
    before.latest().close();
    before.connection.typed("a", "old and new");
    assert.equal(before.connection.leaving(), false);
    const after = connected({ left: [before.drawer.kept ?? assert.fail("nothing kept")] });
    after.latest().snapshot(0, { a: "old", b: "" }, { session: "s2" });
    await drawn();
    assert.deepEqual(after.latest().sent, [{ type: "change-text", cell: "a", version: 0, parts: [[3, 3, " and new"]] }]);
    assert.deepEqual(after.drawer.left, []);
  });

  test("leaves nothing behind when everything is on disk", async () => {
    const { connection, latest, drawer } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    connection.flush();
    latest().takes(2, "tab 1", "a", "x", 1, [[0, 0, "x"]]);
    connection.keep();
    assert.deepEqual(Object.keys(drawer.kept?.cells ?? {}), ["a"]);
    latest().receives({ type: "saved-changed", seq: 3, saved: { state: "saved", at: null, message: null } });
    assert.deepEqual(drawer.kept?.cells, {});
  });
});

describe("a question about what could come next", () => {
  const answer = (request: number): ServerMessage => ({ type: "completions", request, anchor: 3, items: [{ text: "abc", fits: true, kind: "variable", takes: "", type: "int" }] });

  test("gets its answer, which is no news of the notebook and has no number", async () => {
    const { connection, messages, sockets, latest } = connected();
    latest().snapshot(7, { a: "" });
    await drawn();
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
    await drawn();
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
    await drawn();
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
    await drawn();
    const lost = connection.complete("x", 1);
    latest().close();
    assert.equal(await lost, null);
  });

  test("sends no edit ahead", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    void connection.complete("x", 1);
    assert.deepEqual(latest().sent.map(command => command.type), ["complete"]);
  });
});

describe("a gap in the numbers", () => {
  test("leads to a new connection, and the message after the gap is dropped", async () => {
    const { sockets, messages, latest } = connected();
    latest().snapshot(7, { a: "" });
    await drawn();
    latest().receives({ type: "cell-deleted", seq: 9, cell: "a" });
    assert.equal(sockets.length, 2);
    assert.equal(messages.length, 1);
  });

  test("is not seen where a message has no number", async () => {
    const { sockets, messages, latest } = connected();
    latest().snapshot(7, { a: "" });
    await drawn();
    latest().receives({ type: "refused", message: "no" });
    latest().receives({ type: "cell-deleted", seq: 8, cell: "a" });
    assert.equal(sockets.length, 1);
    assert.equal(messages.length, 3);
  });
});

describe("a lost connection", () => {
  test("is tried again for ever, with growing pauses that no two pages share", async () => {
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

  test("is tried at once when the reader asks", async () => {
    const { connection, sockets, latest } = connected();
    latest().close();
    connection.retryNow();
    assert.equal(sockets.length, 2);
    connection.retryNow();
    assert.equal(sockets.length, 2, "one attempt at a time");
  });

  test("is noticed when the network says nothing any more", async () => {
    const { links, latest } = connected();
    latest().snapshot(1, {});
    await drawn();
    mock.timers.tick(10_000);
    assert.deepEqual(latest().sent, [{ type: "ping" }]);
    latest().receives({ type: "pong" });
    mock.timers.tick(10_000);
    assert.equal(links.at(-1)?.state, "open");
    mock.timers.tick(5_000);
    await drawn();
    assert.equal(links.at(-1)?.state, "waiting");
  });

  test("keeps what is typed meanwhile and sends it after the snapshot, with what was lost on the way", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "", b: "" });
    await drawn();
    connection.typed("a", "on its way");
    connection.flush();
    latest().close();
    connection.typed("b", "offline");
    connection.retryNow();
    latest().snapshot(5, { a: "", b: "" });
    assert.deepEqual(latest().sent, [
      { type: "change-text", cell: "a", version: 0, parts: [[0, 0, "on its way"]] },
      { type: "change-text", cell: "b", version: 0, parts: [[0, 0, "offline"]] }]);
  });

  test("sends nothing a second time that arrived although its confirmation did not", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    connection.typed("a", "x");
    connection.flush();
    latest().close();
    connection.retryNow();
    latest().snapshot(5, { a: "xy" }, { version: 2, recent: [{ by: "tab 1", parts: [[0, 0, "x"]] }, { by: "tab 2", parts: [[1, 1, "y"]] }] });
    assert.deepEqual(latest().sent, []);
    assert.equal(connection.edits.text("a"), "xy");
  });

  test("to a server that is started again without having written a text sends that text once more", async () => {
    const { connection, latest } = connected();
    latest().snapshot(5, { a: "", b: "" });
    await drawn();
    connection.typed("a", "on disk");
    connection.flush();
    latest().takes(6, "tab 1", "a", "on disk", 1, [[0, 0, "on disk"]]);
    latest().receives({ type: "saved-changed", seq: 7, saved: { state: "saved", at: null, message: null } });
    connection.typed("b", "in memory");
    connection.flush();
    latest().takes(8, "tab 1", "b", "in memory", 1, [[0, 0, "in memory"]]);
    latest().close();
    connection.retryNow();
    latest().snapshot(9, { a: "changed on disk since", b: "" }, { session: "s2" });
    assert.deepEqual(latest().sent, [{ type: "change-text", cell: "b", version: 0, parts: [[0, 0, "in memory"]] }]);
    assert.equal(connection.edits.text("a"), "changed on disk since");
  });

  test("to a server that was killed with half of a text on disk ends with the text once", async () => {
    const { connection, latest } = connected();
    latest().snapshot(5, { a: "" });
    await drawn();
    connection.typed("a", "abc");
    connection.flush();
    latest().takes(6, "tab 1", "a", "abc", 1, [[0, 0, "abc"]]);
    connection.typed("a", "abcdef");
    latest().close();
    connection.retryNow();
    latest().snapshot(0, { a: "abc" }, { session: "s2" });
    assert.deepEqual(latest().sent, [{ type: "change-text", cell: "a", version: 0, parts: [[0, 3, "abcdef"]] }]);
  });

  test("to the same server leaves what another tab wrote meanwhile alone", async () => {
    const { connection, latest } = connected();
    latest().snapshot(5, { a: "" });
    await drawn();
    connection.typed("a", "mine");
    connection.flush();
    latest().takes(6, "tab 1", "a", "mine", 1, [[0, 0, "mine"]]);
    latest().close();
    connection.retryNow();
    latest().snapshot(9, { a: "theirs" }, { version: 2, recent: [{ by: "tab 1", parts: [[0, 0, "mine"]] }, { by: "tab 2", parts: [[0, 4, "theirs"]] }] });
    assert.deepEqual(latest().sent, []);
    assert.equal(connection.edits.text("a"), "theirs");
  });

  test("puts back a cell that a killed server had not written yet", async () => {
    const { connection, latest, homeless } = connected();
    latest().snapshot(5, { a: "" });
    await drawn();
    const cell = { id: "new", version: 0, recent: [], kind: "markdown" as const, source: "", folds: [], html: "" };
    latest().receives({ type: "cell-inserted", seq: 6, index: 1, cell });
    connection.typed("new", "only here");
    connection.flush();
    latest().close();
    connection.retryNow();
    latest().snapshot(0, { a: "" }, { session: "s2" });
    assert.deepEqual(homeless, [{ cell: "new", kind: "markdown", after: "a", source: "only here" }]);
    connection.putBack(homeless[0] ?? assert.fail());
    assert.deepEqual(latest().sent, [{ type: "insert-cells", cells: [{ cell: "new", kind: "markdown", source: "only here", of: null }], after: "a" }]);
  });

  test("does not queue commands", async () => {
    const { connection, latest } = connected();
    latest().snapshot(1, { a: "" });
    await drawn();
    latest().close();
    assert.equal(connection.run("a", ""), false);
    connection.retryNow();
    latest().snapshot(1, { a: "" });
    await drawn();
    assert.deepEqual(latest().sent, []);
  });

  test("is not tried again when the server said that there is nothing to come back for", async () => {
    const { sockets, links, latest } = connected();
    latest().close(4404);
    mock.timers.tick(60_000);
    assert.deepEqual(links.at(-1), { state: "closed" });
    assert.equal(sockets.length, 1);
  });

  test("says so when the server is there but does not know this browser", async () => {
    const { links, latest } = connected({ refuses: true });
    latest().close();
    await Promise.resolve();
    const link = links.at(-1);
    assert.ok(link?.state === "waiting" && link.refused);
  });
});
