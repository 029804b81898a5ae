import { browser, open, shot } from "./look.mjs";
for (const scheme of ["light", "dark"]) for (const width of [1280, 390]) {
  const page = await open("02-twenty-slow-urls", { viewport: { width, height: 860 }, colorScheme: scheme, hasTouch: width < 500, isMobile: width < 500 });
  const tag = `${scheme}-${width}`;
  await page.waitForTimeout(400);
  await page.locator(".cell.code").nth(0).focus();
  await page.keyboard.press("Shift+J");
  await page.waitForTimeout(200);
  await shot(page, `a-${tag}-selected`);
  await page.keyboard.press("Control+f"); await page.keyboard.type("urls");
  await page.waitForTimeout(600);
  await shot(page, `b-${tag}-find`);
  await page.keyboard.press("Escape"); await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+H"); await page.waitForTimeout(300); await shot(page, `c-${tag}-help`); await page.keyboard.press("Escape");
  await page.locator("#more").click(); await page.waitForTimeout(300); await shot(page, `d-${tag}-more`); await page.keyboard.press("Escape");
  await page.locator(".cell.code").nth(0).focus(); await page.keyboard.press("o");
  await page.keyboard.press("ArrowLeft"); await page.waitForTimeout(600); await shot(page, `e-${tag}-folded`);
  await page.keyboard.press("ArrowRight"); await page.waitForTimeout(300);
  await page.keyboard.press("d"); await page.keyboard.press("d"); await page.waitForTimeout(500);
  await page.keyboard.press("Control+Shift+C"); await page.keyboard.type("bin"); await page.keyboard.press("Enter"); await page.waitForTimeout(300);
  await shot(page, `f-${tag}-bin`); await page.keyboard.press("Escape");
  await page.keyboard.press("z"); await page.waitForTimeout(300);
  await page.context().close();
}
await browser.close();
