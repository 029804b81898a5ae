// The figures of the page in a real Chromium; run in web/client with the address of a server and the folder of its notebooks.
// Prints one line of JSON a figure: { what, values }. Times are milliseconds of the page's own clock.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";

const [, , address, workspace] = process.argv;
const report = (what, values) => console.log(JSON.stringify({ what, values }));

/** A notebook of so many cells, every second of which has run and shown something. */
function write(name, cells) {
  const cell = i => i % 5 === 0
    ? { id: `c${i}`, cell_type: "markdown", source: `## Part ${i}\n\nSome words about *part ${i}* and its \`value\`.`, metadata: {} }
    : {
        id: `c${i}`, cell_type: "code", metadata: {}, execution_count: i,
        source: `int value${i} = ${i};\nfor (int k = 0; k < 10; k++) {\n  IO.println("line " + k + " of cell ${i}");\n}\nvalue${i} * 2`,
        outputs: [
          { output_type: "stream", name: "stdout", text: Array.from({ length: 10 }, (_, k) => `line ${k} of cell ${i}\n`) },
          { output_type: "execute_result", execution_count: i, metadata: {}, data: { "text/plain": String(2 * i) } },
        ],
      };
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: Array.from({ length: cells }, (_, i) => cell(i)) };
  writeFileSync(join(workspace, `${name}.ipynb`), JSON.stringify(notebook));
}

write("ten", 10);
write("long", 300);
write("small", 2);

const at = name => new URL(`/notebooks/${name}`, address).href;

/** Since the navigation began: when the first editor takes text, painted. */
function watchOpening() {
  const observer = new MutationObserver(() => {
    if (document.querySelector("#loading")?.hidden !== true || document.querySelector(".cm-content[contenteditable=true]") === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.editable = performance.now(); }));
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "contenteditable"] });
}

async function opened(page, name) {
  await page.goto(at(name));
  await page.waitForFunction(() => window.editable > 0, undefined, { timeout: 60_000 });
  return page.evaluate(() => window.editable);
}

/** All that crosses the network for a browser that has never been here; of the socket, the text before it is compressed. */
async function bytes(browser) {
  const context = await browser.newContext();
  await (await context.newPage()).goto(address); // for the cookie
  const page = await context.newPage();
  await page.addInitScript(watchOpening);
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  let sum = 0;
  network.on("Network.loadingFinished", event => { sum += event.encodedDataLength; });
  network.on("Network.webSocketFrameReceived", event => { sum += event.response.payloadData.length; });
  await opened(page, "ten");
  report("bytes", [sum / 1000]);
  await context.close();
}

async function opening(context) {
  for (const [name, rounds] of [["ten", 12], ["long", 7]]) {
    const values = [];
    for (let i = 0; i < rounds + 2; i++) {
      const page = await context.newPage();
      await page.addInitScript(watchOpening);
      const value = await opened(page, name);
      if (i >= 2) values.push(value);
      await page.close();
    }
    report(`open ${name}`, values);
  }
}

async function firstOutput(context) {
  const page = await context.newPage();
  await page.addInitScript(watchOpening);
  await opened(page, "small");
  const editor = page.locator("#cell-c1 .cm-content");
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("1+1");
  await page.evaluate(() => {
    const cell = document.querySelector("#cell-c1");
    addEventListener("keydown", event => {
      if (event.key !== "Enter") return;
      window.pressed = performance.now();
      window.painted = null;
    }, { capture: true });
    // The same value may be drawn into the element that is there already: any change that leaves it standing counts.
    new MutationObserver(() => {
      if (window.painted !== null || cell.querySelector(".outputs .value")?.textContent !== "=2") return;
      window.painted = 0;
      requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); }));
    }).observe(cell.querySelector(".outputs"), { childList: true, characterData: true, subtree: true });
  });
  const values = [];
  for (let i = 0; i < 110; i++) {
    await editor.click();
    await page.keyboard.press("Shift+Enter");
    await page.waitForFunction(() => window.painted > 0, undefined, { timeout: 60_000 });
    await page.waitForFunction(() => document.querySelector("#cell-c1 .state")?.textContent.startsWith("ran"), undefined, { timeout: 60_000 });
    if (i >= 10) values.push(await page.evaluate(() => window.painted - window.pressed));
  }
  report("first output", values);
  await page.close();
}

async function typing(context) {
  const page = await context.newPage();
  await page.addInitScript(watchOpening);
  await opened(page, "long");
  await page.locator("#cell-c4 .cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Enter");
  const values = [];
  for (let i = 0; i < 8; i++) {
    await page.evaluate(() => {
      window.longest = 0;
      window.typing = true;
      let last = performance.now();
      const frame = now => {
        window.longest = Math.max(window.longest, now - last);
        last = now;
        if (window.typing) requestAnimationFrame(frame);
      };
      requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
    });
    await page.keyboard.type(`IO.println("round ${i} with some words");\n`, { delay: 40 });
    if (i >= 1) values.push(await page.evaluate(() => { window.typing = false; return window.longest; }));
  }
  report("typing", values);
  await page.close();
}

/** How long the page's thread did not answer a timer, while a million lines came. */
async function flood(context) {
  const page = await context.newPage();
  await page.addInitScript(watchOpening);
  await opened(page, "small");
  const devtools = await context.newCDPSession(page);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  const editor = page.locator("#cell-c1 .cm-content");
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("for (int i = 0; i < 1_000_000; i++) System.out.println(i);");
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
    }, 5);
  });
  const gaps = [];
  const heaps = [];
  let wrong = 0;
  for (let i = 0; i < 7; i++) {
    await editor.click();
    const [before] = await Promise.all([page.evaluate(() => { window.longest = 0; return document.querySelector("#cell-c1 .state").textContent; })]);
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.waitForFunction(() => document.querySelector("#cell-c1 .state").textContent.startsWith("running"), undefined, { timeout: 60_000 });
    await page.waitForFunction(() => document.querySelector("#cell-c1 .state").textContent.startsWith("ran"), undefined, { timeout: 120_000 });
    await page.waitForFunction(() => document.querySelector("#cell-c1 .outputs").textContent.includes("999999"), undefined, { timeout: 60_000 });
    const { longest, text } = await page.evaluate(() => ({ longest: window.longest, text: [...document.querySelectorAll("#cell-c1 .outputs pre")].map(pre => pre.textContent) }));
    if (i === 0) console.error(before, "→", text.map(one => `${one.slice(0, 12)}…${one.slice(-30)}`));
    for (const part of text) {
      const numbers = part.trim().split("\n").filter(line => /^\d+$/.test(line)).map(Number);
      if (numbers.some((number, k) => k > 0 && number !== numbers[k - 1] + 1)) wrong++;
    }
    if (!text[0]?.startsWith("0\n1\n") || !text.at(-1)?.includes("999999")) wrong++;
    gaps.push(longest);
    heaps.push(await heap());
  }
  report("flood", gaps.slice(1));
  report("flood wrong", [wrong]);
  report("flood memory", [heaps.at(-1) / heaps[1]]);
  report("flood heap", heaps.slice(1));
  await page.close();
}

const only = name => process.env.ONLY === undefined || process.env.ONLY === name;
const browser = await launch();
try {
  if (only("bytes")) await bytes(browser);
  const context = await browser.newContext();
  await (await context.newPage()).goto(address);
  if (only("open")) await opening(context);
  if (only("first")) await firstOutput(context);
  if (only("typing")) await typing(context);
  if (only("flood")) await flood(context);
} finally {
  await browser.close();
}
