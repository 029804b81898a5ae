// Terminal colours in printed text (SGR escape sequences). Other escape sequences are dropped: nothing here moves a cursor.

const colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

export interface Style { colour: string | null; bold: boolean; dim: boolean; italic: boolean; underline: boolean }
export interface Piece { text: string; classes: string }

export const plain: Style = { colour: null, bold: false, dim: false, italic: false, underline: false };

/// Cuts text into pieces of one style. The style, and an escape sequence that is not complete yet, stay for the next text.
export class Ansi {
  #style = plain;
  #rest = "";

  pieces(text: string): Piece[] {
    const all = this.#rest + text;
    this.#rest = "";
    if (!all.includes("\x1b")) return [{ text: all, classes: classesOf(this.#style) }];
    const pieces: Piece[] = [];
    let from = 0;
    const add = (to: number): void => {
      if (to > from) pieces.push({ text: all.slice(from, to), classes: classesOf(this.#style) });
    };
    for (let at = all.indexOf("\x1b"); at >= 0; at = all.indexOf("\x1b", from)) {
      add(at);
      const sequence = /^\x1b\[([\d;:]*)[ -/]*([@-~])/.exec(all.slice(at, at + 40));
      if (sequence === null) {
        if (/^\x1b(\[[\d;:]*)?$/.test(all.slice(at))) {
          this.#rest = all.slice(at);
          return pieces;
        }
        from = at + 1;
        continue;
      }
      if (sequence[2] === "m") this.#style = styled(this.#style, (sequence[1] ?? "").split(/[;:]/).map(Number));
      from = at + sequence[0].length;
    }
    add(all.length);
    return pieces;
  }
}

function styled(style: Style, codes: number[]): Style {
  let next = style;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) next = plain;
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 2) next = { ...next, dim: true };
    else if (code === 3) next = { ...next, italic: true };
    else if (code === 4) next = { ...next, underline: true };
    else if (code === 22) next = { ...next, bold: false, dim: false };
    else if (code === 23) next = { ...next, italic: false };
    else if (code === 24) next = { ...next, underline: false };
    else if (code === 39) next = { ...next, colour: null };
    else if (code === 38 || code === 48) i += codes[i + 1] === 5 ? 2 : 4; // colours by number or by RGB: not in our eight
    else if (code >= 30 && code <= 37) next = { ...next, colour: colours[code - 30] ?? null };
    else if (code >= 90 && code <= 97) next = { ...next, colour: colours[code - 90] ?? null };
  }
  return next;
}

function classesOf(style: Style): string {
  const words = [style.colour, style.bold && "bold", style.dim && "dim", style.italic && "italic", style.underline && "underline"];
  return words.filter(word => word !== null && word !== false).map(word => `ansi-${word}`).join(" ");
}
