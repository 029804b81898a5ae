// Terminal colours in printed text (SGR escape sequences). Other escape sequences are dropped: nothing here moves a cursor.

const colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/// A colour is one of our own by its name, or a CSS colour.
export interface Style { colour: string | null; background: string | null; bold: boolean; dim: boolean; italic: boolean; underline: boolean; inverse: boolean }
/// What a class cannot say is in `colour` and `background`.
export interface Piece { text: string; classes: string; colour?: string; background?: string }

export const plain: Style = { colour: null, background: null, bold: false, dim: false, italic: false, underline: false, inverse: false };

/// Cuts text into pieces of one style. The style, and an escape sequence that is not complete yet, stay for the next text.
export class Ansi {
  #style = plain;
  #rest = "";

  pieces(text: string): Piece[] {
    const all = this.#rest + text;
    this.#rest = "";
    if (!all.includes("\x1b")) return [pieceOf(all, this.#style)];
    const pieces: Piece[] = [];
    let from = 0;
    const add = (to: number): void => {
      if (to > from) pieces.push(pieceOf(all.slice(from, to), this.#style));
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
    else if (code === 7) next = { ...next, inverse: true };
    else if (code === 27) next = { ...next, inverse: false };
    else if (code === 22) next = { ...next, bold: false, dim: false };
    else if (code === 23) next = { ...next, italic: false };
    else if (code === 24) next = { ...next, underline: false };
    else if (code === 39) next = { ...next, colour: null };
    else if (code === 49) next = { ...next, background: null };
    else if (code === 38 || code === 48) {
      const byNumber = codes[i + 1] === 5;
      const found = byNumber ? numbered(codes[i + 2] ?? 0) : `rgb(${channels(codes.slice(i + 2, i + 5))})`;
      next = code === 38 ? { ...next, colour: found } : { ...next, background: found };
      i += byNumber ? 2 : 4;
    } else if (code >= 30 && code <= 37) next = { ...next, colour: colours[code - 30] ?? null };
    else if (code >= 90 && code <= 97) next = { ...next, colour: colours[code - 90] ?? null };
    else if (code >= 40 && code <= 47) next = { ...next, background: colours[code - 40] ?? null };
    else if (code >= 100 && code <= 107) next = { ...next, background: colours[code - 100] ?? null };
  }
  return next;
}

/// One of the 256 colours: ours, twice (the second eight are the bright ones), a cube of six steps a side, greys.
function numbered(n: number): string {
  if (n < 16) return colours[n % 8] ?? "black";
  if (n >= 232) return `rgb(${channels(Array(3).fill(8 + 10 * (n - 232)))})`;
  const step = (of: number): number => (of === 0 ? 0 : 55 + 40 * of);
  return `rgb(${channels([step(Math.floor((n - 16) / 36)), step(Math.floor((n - 16) / 6) % 6), step((n - 16) % 6)])})`;
}

function channels(values: number[]): string {
  return [0, 1, 2].map(i => Math.min(255, Math.max(0, Math.trunc(values[i] ?? 0) || 0))).join(", ");
}

function pieceOf(text: string, style: Style): Piece {
  const piece: Piece = { text, classes: classesOf(style) };
  if (style.colour?.startsWith("rgb") === true) piece.colour = style.colour;
  if (style.background?.startsWith("rgb") === true) piece.background = style.background;
  return piece;
}

function classesOf(style: Style): string {
  const ours = (colour: string | null): string | null => (colour?.startsWith("rgb") === true ? null : colour);
  const background = ours(style.background);
  const words = [ours(style.colour), background !== null && `on-${background}`, style.inverse && "inverse", style.bold && "bold", style.dim && "dim", style.italic && "italic", style.underline && "underline"];
  return words.filter(word => word !== null && word !== false).map(word => `ansi-${word}`).join(" ");
}
