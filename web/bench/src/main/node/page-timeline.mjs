// How long after the end of a cell its timeline is painted, in a real Chromium; run in web/client with the address of a server.
// Prints one line of JSON for each number of threads. Both clocks are this machine's.
import { launch } from "./chromium.mjs";

const address = process.argv[2];
const rounds = 8;

const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(address);
  await page.goto(new URL("/notebooks/00-welcome", address).href);
  // The lesson as a whole, without its guesses: every cell can be seen and run.
  await page.getByRole("button", { name: "Whole page", exact: true }).click();
  const guess = page.getByRole("button", { name: "Go on without a guess", exact: true });
  while (await guess.count() > 0) await guess.first().click();
  await page.locator("#cell-first-value .cm-content").waitFor();
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.longest = Math.max(window.longest, entry.duration); })).observe({ type: "longtask" });
    const cell = document.querySelector("#cell-first-value");
    new MutationObserver(() => {
      const there = cell.querySelector(".threads .verdict:not([hidden]) .line") !== null;
      window.gone ||= !there; // that of the run before
      if (window.painted !== null || !window.gone || !there) return;
      window.painted = 0;
      requestAnimationFrame(() => setTimeout(() => { window.painted = Date.now(); }));
    }).observe(cell, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
  });
  for (const threads of [20, 10_000, 20_000]) {
    const source = `try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
  for (int i = 0; i < ${threads}; i++) { all.submit(() -> { Thread.sleep(20); return 1; }); }
}
IO.println("end=" + System.currentTimeMillis());`;
    await page.locator("#cell-first-value .cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(source);
    const ms = [];
    const longest = [];
    for (let i = 0; i < rounds + 2; i++) {
      await page.evaluate(() => { window.painted = null; window.gone = false; window.longest = 0; });
      await page.locator("#cell-first-value .cm-content").click();
      await page.keyboard.press("ControlOrMeta+Enter");
      await page.waitForFunction(() => window.painted > 0, undefined, { timeout: 60_000 });
      const end = Number(/end=(\d+)/.exec(await page.locator("#cell-first-value .outputs").innerText())?.[1]);
      if (i >= 2) {
        ms.push(await page.evaluate(() => window.painted) - end);
        longest.push(await page.evaluate(() => window.longest));
      }
    }
    console.log(JSON.stringify({ threads, ms, longest }));
  }
} finally {
  await browser.close();
}
