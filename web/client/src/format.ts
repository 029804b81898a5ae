// Numbers as the pages write them: never without a unit, with a thin space between thousands.

const thin = "\u202f";

/// 3.2 ms, 206 ms, 4.0 s, 2 min 5 s.
export function duration(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/// 4 011 ms: in tables, where figures stand below each other, the unit stays the same.
export function milliseconds(ms: number): string {
  return `${ms < 9.95 ? ms.toFixed(1) : thousands(Math.round(ms))} ms`;
}

export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, thin);
}

/// 1.03 ×, 20.1 ×: two digits where the second one matters.
export function ofTheLimit(times: number): string {
  return `${times < 1.95 ? times.toFixed(2) : times.toFixed(1)} ×`;
}

export function speedUp(times: number): string {
  return `${times.toFixed(1)} ×`;
}

/// 11:42, in the reader's time zone.
export function clock(iso: string): string {
  const at = new Date(iso);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/// today 11:42, or 12 November.
export function day(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (at.toDateString() === now.toDateString()) return `today ${clock(iso)}`;
  const sameYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

export function counted(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? "" : "s"}`;
}
