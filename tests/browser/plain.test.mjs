// Every page of the demo without any style sheet, as reader modes and broken hosts show it: no drawing grows to the
// size of a wall, and none is drawn where a theme's own style sheet does not know it.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium node --test tests/browser/plain.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { browse, DATELINE } from "./support.mjs";

const DEMO = path.resolve(import.meta.dirname, "../..");
/** How many screens high a page may be. */
const SCREENS = 20;

let output, profile, context;

before(async () => {
  output = await mkdtemp(path.join(tmpdir(), "dateline-plain-"));
  profile = await mkdtemp(path.join(tmpdir(), "dateline-profile-"));
  const build = spawnSync(DATELINE, ["build", "--root", DEMO, "--output", output, "--now", "2026-11-25T12:00:00+08:00"], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  context = await browse(profile);
});

after(async () => {
  await context?.close();
  for (const folder of [output, profile]) await rm(folder, { recursive: true, force: true });
});

test("no page without style sheets is higher than twenty screens", { timeout: 600_000 }, async () => {
  const all = (await readdir(output, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
  // An old address leads on by itself, and has nothing to look at.
  const leads = await Promise.all(all.map(async (file) => (await readFile(path.join(output, file), "utf8")).includes('http-equiv="refresh"')));
  const files = all.filter((_, i) => !leads[i]);
  assert.ok(files.length > 100, `only ${files.length} pages`);
  const [tab] = context.pages();
  await context.route("**", async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = path.join(output, decodeURIComponent(pathname), pathname.endsWith("/") ? "index.html" : "");
    // The reading aids have a few rules of their own.
    if (/\.(css|js)$/.test(pathname)) return route.abort();
    const body = await readFile(file).catch(() => undefined);
    return body ? route.fulfill({ body, contentType: pathname.endsWith(".html") ? "text/html" : undefined }) : route.abort();
  });
  const high = [];
  let drawings = 0;
  for (const [width, height] of [[1280, 800], [390, 844]]) {
    await tab.setViewportSize({ width, height });
    for (const file of files) {
      await tab.goto(`https://news.example.cn/${encodeURI(file)}`, { waitUntil: "commit" });
      await tab.waitForLoadState("domcontentloaded");
      const found = await tab.evaluate(() => ({
        height: document.documentElement.scrollHeight,
        // A sheet that did not come is there, without rules.
        styled: [...document.styleSheets].filter((sheet) => { try { return sheet.cssRules.length } catch { return 0 } }).length,
        drawings: [...document.querySelectorAll("svg")].filter((svg) => !svg.parentElement.closest("svg")).map((svg) => ({
          name: svg.getAttribute("class"),
          sized: svg.hasAttribute("width") && svg.hasAttribute("height"),
          coloured: svg.hasAttribute("fill") || svg.hasAttribute("stroke") || !!svg.querySelector("[stroke], [fill]"),
          height: svg.getBoundingClientRect().height,
        })),
      }));
      assert.equal(found.styled, 0, `${file} has a style sheet`);
      drawings += found.drawings.length;
      for (const { name, sized, coloured, height: tall } of found.drawings) {
        if (!sized || !coloured || tall > height) high.push(`${file}: the drawing "${name}" is ${tall} px high, ${sized ? "" : "not "}sized, ${coloured ? "" : "not "}coloured`);
      }
      if (found.height > SCREENS * height) high.push(`${file} is ${found.height} px high at ${width}`);
    }
  }
  assert.deepEqual(high, []);
  assert.ok(drawings > 50, `only ${drawings} drawings were seen`);
});
