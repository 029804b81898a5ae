// What stands under a cell as plain text, to be copied or saved: as a terminal would have shown it.

import { Ansi } from "./ansi";
import { titleOf } from "./failure-view";
import { overwritten } from "./overwritten";
import type { Failure, Output } from "./protocol";

export function plainText(outputs: readonly Output[]): string {
  let text = "";
  for (const output of outputs) {
    const next = textOf(output);
    if (next === "") continue;
    if (output.type !== "text" && text !== "" && !text.endsWith("\n")) text += "\n";
    text += output.type === "text" ? next : `${next.trimEnd()}\n`;
  }
  return text;
}

/// The threads that have printed or died, each once, in the order in which they began to.
export function threadsOf(outputs: readonly Output[]): string[] {
  const names = new Set<string>();
  for (const output of outputs) {
    if ((output.type === "text" || output.type === "failure") && output.thread !== null) names.add(output.thread);
  }
  return [...names];
}

/// Only what this thread has said; what no thread said, such as a value, is not part of it. `own` is who says what has no name.
export function saidBy(outputs: readonly Output[], thread: string, own: string): Output[] {
  return outputs.filter(output => (output.type === "text" || output.type === "failure" ? (output.thread ?? own) === thread : output.type === "threads"));
}

function textOf(output: Output): string {
  switch (output.type) {
    case "text":
      return overwritten(new Ansi().pieces(output.text).map(piece => piece.text).join(""));
    case "display":
      return output.data["text/plain"] ?? output.data["text/markdown"] ?? output.data["application/json"] ?? output.data["text/html"] ?? "";
    case "failure":
      return `${output.thread === null ? "" : `In thread ${output.thread}: `}${failureText(output.failure)}`;
    case "diagnostics":
      return output.diagnostics.map(one => `line ${one.from.line}: ${one.message}`).join("\n");
    case "notice":
      return output.message;
    case "still-running":
    case "threads":
    case "deadlock":
      return ""; // pictures and buttons
  }
}

function failureText(failure: Failure): string {
  const frames = failure.frames.map(frame => `\n  at ${frame.method === "" ? "the cell" : frame.method}${frame.line > 0 ? `, line ${frame.line}` : ""}`).join("");
  const cause = failure.cause === null ? "" : `\nCaused by: ${failureText(failure.cause)}`;
  return `${titleOf(failure)}${frames}${cause}`;
}
