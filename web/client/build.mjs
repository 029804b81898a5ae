// Builds the pages: `node build.mjs [output folder]`, or bundles and runs their tests: `node build.mjs test`.
// Maven calls both. Needs Node 20 or later and, the first time, the npm registry.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "target");
const pages = ["library", "notebook"];

class BuildFailed extends Error {}

function needNode(major) {
  if (Number(process.versions.node.split(".")[0]) < major) {
    throw new BuildFailed(`Interleave needs Node ${major} or later to build its page, found ${process.versions.node} (${process.execPath}): install a newer Node and run the command again`);
  }
}

/** Installs exactly what package-lock.json says; a stamp in node_modules tells whether that is done already. */
function install() {
  const stamp = join(here, "node_modules", ".installed-from");
  const wanted = createHash("sha256").update(readFileSync(join(here, "package-lock.json"))).update(process.platform + process.arch).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  // One string and a shell, because npm is npm.cmd on Windows.
  const npm = spawnSync("npm ci --prefer-offline --ignore-scripts --no-audit --no-fund --loglevel=error", { cwd: here, shell: true, stdio: "inherit" });
  if (npm.status !== 0) throw new BuildFailed("npm could not install the page's libraries, see above: check the connection to the npm registry and run the command again");
  writeFileSync(stamp, wanted);
}

function checkTypes(project) {
  const tsc = spawnSync(process.execPath, [join(here, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", project], { cwd: here, stdio: "inherit" });
  if (tsc.status !== 0) throw new BuildFailed("the page does not compile, see above");
}

async function bundle(options) {
  const { build } = await import("esbuild");
  try {
    return await build({ absWorkingDir: here, bundle: true, logLevel: "warning", target: ["es2023", "chrome120", "firefox121", "safari17.5"], ...options });
  } catch {
    throw new BuildFailed("the page could not be bundled, see above"); // esbuild has printed where
  }
}

/** The bundled files of each entry point by its name: { notebook-page: { js: "notebook-page-XY.js", css: "…" } }. */
function byEntry(metafile) {
  const files = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (!output.entryPoint?.endsWith(".ts")) continue;
    const name = output.entryPoint.replace(/^src\/|\.ts$/g, "");
    const base = file => file.split("/").at(-1);
    files[name] = { js: base(path), css: output.cssBundle && base(output.cssBundle) };
  }
  return files;
}

async function buildPages(out) {
  checkTypes(".");
  const assets = join(out, "assets");
  rmSync(assets, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  const shared = { minify: true, metafile: true, outdir: assets, entryNames: "[name]-[hash]", legalComments: "none" };
  const theme = await bundle({ ...shared, entryPoints: ["src/theme.ts"], format: "iife" });
  const main = await bundle({ ...shared, entryPoints: pages.map(page => `src/${page}-page.ts`), format: "esm", splitting: true, chunkNames: "shared-[hash]" });
  const files = { ...byEntry(theme.metafile), ...byEntry(main.metafile) };
  const icons = readFileSync(join(here, "src", "icons.svg"), "utf8").trim();
  for (const page of pages) {
    const { js, css } = files[`${page}-page`];
    const html = readFileSync(join(here, "src", `${page}.html`), "utf8")
      .replace("{{theme}}", `<script src="/assets/${files.theme.js}"></script>`)
      .replace("{{style}}", `<link rel="stylesheet" href="/assets/${css}">`)
      .replace("{{script}}", `<script type="module" src="/assets/${js}"></script>`)
      .replace("{{icons}}", icons);
    writeFileSync(join(out, `${page}.html`), html);
  }
}

async function runTests() {
  checkTypes("test");
  const outdir = join(target, "client-tests");
  rmSync(outdir, { recursive: true, force: true });
  const tests = readdirSync(join(here, "test")).filter(name => name.endsWith(".test.ts"));
  await bundle({ entryPoints: tests.map(name => `test/${name}`), outdir, platform: "node", target: "node20", format: "esm", outExtension: { ".js": ".mjs" }, sourcemap: "inline" });
  const files = readdirSync(outdir).map(name => join(outdir, name));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...files], { cwd: here, encoding: "utf8" });
  if (run.status !== 0) throw new BuildFailed(`${run.stdout}${run.stderr}\ntests of the page failed, see above`);
  console.log(`tests of the page: ${/pass (\d+)/.exec(run.stdout)?.[1]} passed`);
}

try {
  needNode(20);
  install();
  if (process.argv[2] === "test") await runTests();
  else await buildPages(resolve(process.argv[2] ?? join(target, "classes", "public")));
} catch (e) {
  if (!(e instanceof BuildFailed)) throw e;
  console.error(e.message);
  process.exitCode = 1;
}
