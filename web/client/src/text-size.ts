// The sizes that text can have, in percent of what the browser is set to.

/// What a command asks of how the page looks.
export type LookWish = "system" | "light" | "dark" | "larger" | "smaller" | "usual";

const sizes = [80, 90, 100, 112, 125, 150, 175, 200] as const;

export function shownSize(kept: string | null): number {
  return sizes.find(size => String(size) === kept) ?? 100;
}

export function largerText(size: number, wish: "larger" | "smaller" | "usual"): number {
  if (wish === "usual") return 100;
  return (wish === "larger" ? sizes.find(one => one > size) : sizes.findLast(one => one < size)) ?? size;
}

/// Asks theme.ts, which has been there before anything was drawn; what it did is returned, to be said.
export function wishLook(wish: LookWish): string {
  const detail = { wish, said: "" };
  document.dispatchEvent(new CustomEvent("look-wished", { detail }));
  return detail.said;
}
