import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { helpLines } from "../src/key-help";
import { namesOf, shown } from "../src/keys";
import type { Press } from "../src/keys";
import { pageCommands } from "../src/page-commands";
import type { PageCommand, Panels } from "../src/page-commands";
import type { NotebookView } from "../src/notebook-view";
import { matching } from "../src/palette";

const press = (key: string, code: string, modifiers: Partial<Press> = {}): Press => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
const commands: PageCommand[] = pageCommands({ cells: {}, runs: {}, selection: {}, views: {} } as unknown as NotebookView, {} as Panels);
const ids = (found: PageCommand[]): string[] => found.map(command => command.id);

describe("a press of a key", () => {
  test("is named by its character, without Shift for a digit", () => {
    assert.deepEqual(namesOf(press("d", "KeyD"), false), ["D"]);
    assert.deepEqual(namesOf(press("J", "KeyJ", { shiftKey: true }), false), ["Shift+J"]);
    assert.deepEqual(namesOf(press("1", "Digit1", { shiftKey: true }), false), ["1"]); // where digits need Shift
  });

  test("is Accel by Ctrl, on a Mac by Cmd", () => {
    assert.deepEqual(namesOf(press("s", "KeyS", { ctrlKey: true }), false), ["Accel+S"]);
    assert.deepEqual(namesOf(press("s", "KeyS", { metaKey: true }), true), ["Accel+S"]);
    assert.deepEqual(namesOf(press("m", "KeyM", { ctrlKey: true }), true), ["Ctrl+M"]);
  });

  test("is found by its place where a modifier makes another character of it", () => {
    assert.ok(namesOf(press("_", "Minus", { ctrlKey: true, shiftKey: true }), false).includes("Accel+Shift+-"));
    assert.ok(namesOf(press("Ï", "KeyF", { altKey: true, shiftKey: true }), true).includes("Alt+Shift+F"));
    assert.deepEqual(namesOf(press("q", "KeyA"), false), ["Q"], "a letter is never another one");
  });
});

describe("the table of commands", () => {
  test("gives each key of a place to one command", () => {
    const seen = new Map<string, string>();
    for (const { id, keys, act } of commands.filter(one => one.act !== undefined)) {
      assert.ok(act);
      for (const [place, presses] of Object.entries(keys ?? {})) {
        for (const one of presses.map(each => `${place} ${each}`)) {
          assert.ok(!seen.has(one), `${one} is for ${seen.get(one)} and for ${id}`);
          seen.set(one, id);
        }
      }
    }
  });

  test("has every key of JupyterLab's command mode", () => {
    const known = new Set(commands.flatMap(({ keys }) => [...(keys?.command ?? []), ...(keys?.cell ?? []), ...(keys?.page ?? [])]));
    const expected = ["Enter", "ArrowUp", "K", "ArrowDown", "J", "Shift+ArrowUp", "Shift+K", "Shift+ArrowDown", "Shift+J", "Shift+Home", "Shift+End", "A", "B", "Shift+A", "Shift+B", "X", "C", "V", "D D", "Z", "Shift+Z",
      "Y", "M", "R", "1", "2", "3", "4", "5", "6", "Shift+M", "Ctrl+Backspace", "Ctrl+Shift+M", "Ctrl+Shift+ArrowUp", "Ctrl+Shift+ArrowDown", "Shift+L", "Shift+R", "ArrowLeft", "ArrowRight",
      "Ctrl+Shift+ArrowLeft", "Ctrl+Shift+ArrowRight", "I I", "0 0", "Accel+A", "Shift+Enter", "Accel+Enter", "Alt+Enter", "Accel+S", "Accel+Shift+C", "Accel+Shift+H", "O", "H", "S", "P"];
    assert.deepEqual(expected.filter(key => !known.has(key)), []);
  });

  test("is searched by the beginnings of words, in any order", () => {
    assert.deepEqual(ids(matching(commands, "above run", [])), ["run-above"]);
    assert.deepEqual(matching(commands, "nonsense", []), []);
    assert.equal(ids(matching(commands, "", ["bin"]))[0], "bin", "what was chosen last comes first");
  });

  test("leaves out of the palette what only the editor can do", () => {
    assert.ok(!ids(matching(commands, "", [])).includes("complete"));
  });

  test("finds a line of the help by its key or by its words", () => {
    assert.ok(ids(helpLines(commands, "delete")).includes("delete"));
    assert.ok(ids(helpLines(commands, "ctrl shift")).includes("split"));
    assert.ok(ids(helpLines(commands, "tab")).includes("complete"));
  });
});

describe("a key as a reader sees it", () => {
  test("has the signs of the machine", () => {
    assert.equal(shown("Accel+Shift+Enter", false), "Ctrl ⇧ ↵");
    assert.equal(shown("Accel+Shift+Enter", true), "⌘ ⇧ ↵");
    assert.equal(shown("Ctrl+Shift+-", true), "Ctrl ⇧ -");
    assert.equal(shown("D D", false), "D D");
  });
});
