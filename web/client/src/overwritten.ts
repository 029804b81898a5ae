// Text with carriage returns as a terminal shows it. The server does this for what a cell prints, so here it matters only
// for files that other programs have written, and for where the server marks the place of the cursor.

export function overwritten(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text.replaceAll(/\r+\n/g, "\n").split("\n").map(lineOf).join("\n");
}

function lineOf(line: string): string {
  const parts = line.replaceAll(/[\b]+$/g, "").replace(/\r+$/, "").split("\r");
  // A character may stand behind a colour that does not take up room: then the last part replaces all of the line.
  if (line.includes("\x1b")) return parts.at(-1) ?? "";
  return parts.reduce((before, part) => part + before.slice(part.length)).replaceAll(/[^]?[\b]/g, "");
}
