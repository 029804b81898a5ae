// A real Chromium for the figures of the page; run in web/client.
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = await import(pathToFileURL(resolve("node_modules/playwright-core/index.mjs")).href);

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? (process.env.PATH ?? "").split(delimiter)
    .flatMap(folder => ["chromium", "chromium-browser", "google-chrome"].map(name => join(folder, name))).find(existsSync);
  if (executablePath === undefined) throw new Error("no Chromium on the PATH (or set CHROMIUM to its file)");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}
