// One cell's text as several pages write it at the same time.
//
// The server decides the order of changes: it takes one only if it is for the version that the text has. So there are three
// texts here, each made of the one before: the server's, with what is sent and not confirmed, with what is not sent yet. A
// change by another page goes below the latter two, which are moved over it. What was sent came too late then, for certain,
// and is sent again with the rest.

import { ChangeSet, Text } from "@codemirror/state";
import { difference } from "./difference";
import type { Part } from "./difference";

/// Not by CodeMirror's own rule, which also splits at `\r`: positions must be the same here and on the server.
export function textOf(source: string): Text {
  return Text.of(source.split("\n"));
}

export function changeSet(parts: readonly Part[], length: number): ChangeSet {
  return ChangeSet.of(parts.map(([from, to, insert]) => ({ from, to, insert: textOf(insert) })), length);
}

export function made(parts: readonly Part[], text: string): string {
  return changeSet(parts, text.length).apply(textOf(text)).toString();
}

export function partsOf(changes: ChangeSet): Part[] {
  const parts: Part[] = [];
  changes.iterChanges((from, to, _from, _to, inserted) => parts.push([from, to, inserted.toString()]));
  return parts;
}

export class SharedText {
  #server: Text;
  #sent: ChangeSet | null = null;
  #unsent: ChangeSet | null = null;
  #shown: Text;

  constructor(source: string, public version: number) {
    this.#server = this.#shown = textOf(source);
  }

  /// What the page shows.
  get shown(): string {
    return this.#shown.toString();
  }

  /// What the server has confirmed.
  get server(): string {
    return this.#server.toString();
  }

  /// What the server has as soon as it takes what is on its way; null if nothing is.
  get sent(): string | null {
    return this.#sent === null ? null : this.#sent.apply(this.#server).toString();
  }

  /// What was changed in the server's text, and what will be on top of that, to get what is shown.
  get pending(): { sent: Part[] | null; unsent: Part[] | null } {
    return { sent: this.#sent === null ? null : partsOf(this.#sent), unsent: this.#unsent === null ? null : partsOf(this.#unsent) };
  }

  /// Whether the page shows something that the server has not confirmed.
  get ahead(): boolean {
    return this.#sent !== null || this.#unsent !== null;
  }

  get waitsToBeSent(): boolean {
    return this.#unsent !== null;
  }

  /// The reader has changed what is shown; `changes` are for that.
  typed(changes: ChangeSet): void {
    this.#shown = changes.apply(this.#shown);
    this.#unsent = this.#unsent?.compose(changes) ?? changes;
  }

  /// The reader has put another text in the place of what is shown.
  replace(source: string): ChangeSet {
    const changes = changeSet(difference(this.shown, source), this.#shown.length);
    if (!changes.empty) this.typed(changes);
    return changes;
  }

  /// What is to be sent now; null if there is nothing, or if an answer has to come first.
  take(): { version: number; parts: Part[] } | null {
    if (this.#sent !== null || this.#unsent === null) return null;
    this.#sent = this.#unsent;
    this.#unsent = null;
    return { version: this.version, parts: partsOf(this.#sent) };
  }

  /// The server has taken what was sent.
  confirmed(): void {
    if (this.#sent === null) return;
    this.#server = this.#sent.apply(this.#server);
    this.#sent = null;
    this.version++;
  }

  /// What was sent did not arrive: it is to be sent with the rest.
  lost(): void {
    if (this.#sent === null) return;
    this.#unsent = this.#unsent === null ? this.#sent : this.#sent.compose(this.#unsent);
    this.#sent = null;
  }

  /// Another page has changed the server's text. Answers with what changes in what is shown.
  received(parts: readonly Part[]): ChangeSet {
    let theirs = changeSet(parts, this.#server.length);
    this.#server = theirs.apply(this.#server);
    this.version++;
    const mine = this.#sent !== null && this.#unsent !== null ? this.#sent.compose(this.#unsent) : this.#sent ?? this.#unsent;
    this.#sent = null;
    // At the same place, what the server had first stands first, on every page.
    this.#unsent = mine?.map(theirs) ?? null;
    if (mine !== null) theirs = theirs.map(mine, true);
    this.#shown = theirs.apply(this.#shown);
    return theirs;
  }
}

/// The changes that lead from `base` to a text of ours, made to `theirs`: nothing that either has written is lost.
export function merged(base: string, mine: readonly Part[], theirs: string): string {
  const ours = changeSet(mine, base.length);
  const others = changeSet(difference(base, theirs), base.length);
  return ours.map(others).apply(textOf(theirs)).toString();
}
