import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
export const address = readFileSync("/tmp/s/cells-server.log", "utf8").match(/http:\S+/)[0];
export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
export async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", m => ["error", "warning"].includes(m.type()) && console.log("CONSOLE", m.text()));
  page.on("pageerror", e => console.log("PAGEERROR", e.message));
  await page.goto(address);
  await page.goto(new URL("/notebooks/" + name, address).href);
  await page.locator(".cell").first().waitFor();
  return page;
}
export const shot = (page, name) => page.screenshot({ path: `/tmp/s/cells-shots/${name}.png` });
