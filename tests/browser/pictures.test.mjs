// What a telephone loads of the demo's home page: pictures of its size, in places that are kept for them.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium node --test tests/browser/pictures.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { browse, DATELINE } from "./support.mjs";

const DEMO = path.resolve(import.meta.dirname, "../..");
/** Bytes of pictures that a reader may have to pay for. */
const MOST = 300_000;
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".png": "image/png" };
const SCREEN = { width: 360, height: 780, deviceScaleFactor: 3, mobile: true };

let output, profile, context;

before(async () => {
  output = await mkdtemp(path.join(tmpdir(), "dateline-pictures-"));
  profile = await mkdtemp(path.join(tmpdir(), "dateline-profile-"));
  const build = spawnSync(DATELINE, ["build", "--root", DEMO, "--output", output, "--now", "2026-11-25T12:00:00+08:00"], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  context = await browse(profile);
});

after(async () => {
  await context?.close();
  for (const folder of [output, profile]) await rm(folder, { recursive: true, force: true });
});

test("the home page costs a telephone of three pixels a point at most 300 kB of pictures, and nothing in it moves", { timeout: 300_000 }, async () => {
  const [tab] = context.pages();
  const loaded = new Map();
  await context.route("**", async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = path.join(output, decodeURIComponent(pathname), pathname.endsWith("/") ? "index.html" : "");
    const body = await readFile(file).catch(() => undefined);
    if (!body) return route.fulfill({ status: 404, body: "" });
    if (route.request().resourceType() === "image") loaded.set(pathname, body.length);
    return route.fulfill({ body, contentType: TYPES[path.extname(file)] });
  });
  const devtools = await context.newCDPSession(tab);
  await devtools.send("Emulation.setDeviceMetricsOverride", SCREEN);
  await tab.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts.push(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto("https://news.example.cn/", { waitUntil: "load" });
  const first = await tab.evaluate(() => {
    const { loading, complete, fetchPriority, naturalWidth } = document.querySelector("main img");
    return { loading, complete, fetchPriority, naturalWidth, ratio: devicePixelRatio };
  });
  assert.equal(first.ratio, 3);
  assert.notEqual(first.loading, "lazy");
  assert.equal(first.fetchPriority, "high");
  assert.ok(first.complete && first.naturalWidth > 0, "the first picture is there when the page is");
  // All pictures of the page, as for somebody who reads it to its end.
  const pictures = await tab.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
      scrollTo(0, top);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    const all = [...document.images].filter((image) => image.checkVisibility());
    await Promise.all(all.map((image) => image.decode().catch(() => {})));
    return all.map((image) => ({ src: image.currentSrc, shown: image.naturalWidth > 0, sized: image.hasAttribute("width") && image.hasAttribute("height") }));
  });
  assert.ok(pictures.length >= 3, `only ${pictures.length} pictures`);
  assert.deepEqual(pictures.filter(({ shown, sized }) => !shown || !sized), []);
  const bytes = [...loaded.values()].reduce((sum, length) => sum + length, 0);
  assert.ok(loaded.size >= 3 && bytes <= MOST, `${bytes} bytes of pictures: ${JSON.stringify([...loaded])}`);
  const shifts = await tab.evaluate(() => window.shifts);
  assert.deepEqual(shifts, []);
});
