// What an editor of Java may ask while its reader types. Null if nobody can answer now, or the reader has typed on.

import type { Checked, Completions, Documentation, Signatures } from "./protocol";

export interface Help {
  complete(source: string, cursor: number): Promise<Completions | null>;
  call(source: string, cursor: number): Promise<Signatures | null>;
  explain(source: string, cursor: number): Promise<Documentation | null>;
  check(source: string): Promise<Checked | null>;
}

/// Longer texts are not sent with every key.
export const longestAsked = 100_000;
