// What the page of the library asks of the server. What cannot be done comes back as a sentence.

/// Why something was not done, in words for the reader.
export class Problem extends Error {}

/// Asks, and gives the answer. Throws a Problem.
export async function ask<T>(method: "GET" | "POST" | "DELETE", url: string, body: BodyInit | null = null): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { method, body, cache: "no-store" });
  } catch {
    throw new Problem("Interleave does not answer. Is it still running in its terminal?");
  }
  const json = (answer.headers.get("content-type") ?? "").startsWith("application/json") ? ((await answer.json()) as unknown) : null;
  if (answer.ok) return json as T;
  throw new Problem(json !== null && typeof json === "object" && "problem" in json ? String(json.problem) : `The server answered ${answer.status}.`);
}

export function notebookApi(name: string, what = ""): string {
  return `/api/notebooks/${encodeURIComponent(name)}${what}`;
}

export function named(name: string): string {
  return JSON.stringify({ name });
}

export type Form = "ipynb" | "md" | "java" | "html";
export const forms: readonly { form: Form; words: string }[] = [
  { form: "ipynb", words: "Download as .ipynb, for Jupyter" },
  { form: "md", words: "Download as .md, MyST Markdown" },
  { form: "java", words: "Download as .java, a source file" },
  { form: "html", words: "Download as .html, a page to read" },
];

/// The browser saves it under the name that the server gives it.
export function download(name: string, form: Form): void {
  const link = document.createElement("a");
  link.href = notebookApi(name, `/download/${form}`);
  link.download = "";
  link.click();
}
