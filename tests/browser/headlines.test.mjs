// Headlines in a real browser: their lines end between words, as the browser's own list of words has them.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium node --test tests/browser/headlines.test.mjs
//
// Taken are the headlines of the site in this repository and those of a corpus, if CORPUS names the program that makes
// it (cargo build --example corpus). SHOW=60 prints that many headlines of several lines, for the eye.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, DATELINE } from "./support.mjs";

const NOW = "2026-11-24T12:00:00+08:00";
const OWN = fileURLToPath(new URL("../..", import.meta.url));
const WIDTHS = [360, 768, 1280];
const TIME = { timeout: 600_000 };
/** How many headlines of the corpus are taken, and of how many articles. */
const [TAKEN, MADE] = [300, 1500];
/** Where a headline stands: the page, and the element. */
const PLACES = [
  ["article", ".story-head h1"],
  ["home", ".lead .card-title a"],
  ["home", ".front-second .card-title a"],
  ["list", ".listing .card-title a, .lines a"],
];

let folder, context;
const pages = {};
const titles = new Map();

const run = (program, ...args) => {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  assert.equal(status, 0, `${program} ${args.join(" ")}: ${stderr}`);
};

/** Gathers the headlines below a folder of pages, with their HTML, in order of address. */
const gather = async (output) => {
  const found = [];
  for (const file of (await readdir(output, { recursive: true })).sort()) {
    if (!/^\d{4}\/\d\d\/\d\d\/[^/]+\.html$/.test(file) || file.endsWith("index.html")) continue;
    const html = await readFile(path.join(output, file), "utf8");
    const [, title] = html.match(/<h1[^>]*>(.*?)<\/h1>/);
    found.push([html.match(/property="og:title" content="(.*?)"/)[1], title]);
  }
  return found;
};

/** Returns what stands in a page once it is shown without a network. */
const inlined = async (output, file) => {
  const html = await readFile(path.join(output, file), "utf8");
  const sheet = html.match(/href="\/(assets\/style\.[^"]*)"/)[1];
  const css = await readFile(path.join(output, sheet), "utf8");
  return html.replace(/<link rel="stylesheet"[^>]*>/g, "").replace("</head>", () => `<style>${css}</style></head>`);
};

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "dateline-headlines-"));
  const own = path.join(folder, "own");
  run(DATELINE, "build", "--root", OWN, "--output", own, "--now", NOW);
  const articles = (await readdir(path.join(own, "2026"), { recursive: true })).filter((f) => /\/\d\d\/[^/]+\.html$/.test(f) && !f.endsWith("index.html"));
  pages.article = await inlined(own, path.join("2026", articles.sort()[0]));
  pages.home = await inlined(own, "index.html");
  pages.list = await inlined(own, "scitech/index.html");
  for (const [plain, html] of await gather(own)) titles.set(plain, html);
  if (process.env.CORPUS) {
    const root = path.join(folder, "corpus");
    run(path.resolve(process.env.CORPUS), "--articles", String(MADE), "--out", root, "--format", "dateline");
    run(DATELINE, "build", "--root", root, "--now", "2030-01-01T00:00:00+08:00");
    const all = [...new Map(await gather(path.join(root, "public")))];
    const step = all.length / TAKEN;
    for (let i = 0; i < TAKEN; i++) titles.set(...all[Math.floor(i * step)]);
  }
  context = await browse(path.join(folder, "profile"));
});

after(async () => {
  await context?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sets each headline in an element; returns the lines of those that have several. Runs in the page. */
const lines = ([selector, all]) => {
  const place = document.querySelector(selector);
  const found = [];
  for (const [, html] of all) {
    place.innerHTML = html;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const lines = [];
    let top;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.length; i++) {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const [box] = range.getClientRects();
        if (!box || (top !== undefined && Math.abs(box.top - top) < box.height / 2)) lines.push(lines.pop() + node.data[i]);
        else {
          lines.push(node.data[i]);
          top = box.top;
        }
      }
    }
    const isWide = document.documentElement.scrollWidth > innerWidth;
    found.push({ text: place.textContent, lines, isWide });
  }
  return found;
};

test("the lines of headlines end between words", TIME, async () => {
  const page = await context.newPage();
  const words = new Intl.Segmenter("zh", { granularity: "word" });
  const all = [...titles];
  assert.ok(all.length > 30 && (!process.env.CORPUS || all.length > TAKEN), `${all.length} headlines`);
  const shown = new Map();
  let [several, broken, single] = [0, [], []];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const [kind, selector] of PLACES) {
      await page.setContent(pages[kind]);
      for (const [i, { text, lines: of, isWide }] of (await page.evaluate(lines, [selector, all])).entries()) {
        assert.ok(!isWide, `${text} makes the page scroll at ${width}`);
        assert.equal(of.join(""), text);
        assert.equal(text, all[i][0].replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&"));
        if (of.length < 2) continue;
        several++;
        const ends = new Set([...words.segment(text)].map((word) => word.index));
        let at = 0;
        const cuts = of.slice(0, -1).map((line) => (at += line.length));
        if (cuts.some((cut) => !ends.has(cut))) broken.push(`${width} ${selector}: ${of.join("／")}`);
        if ([...of.at(-1)].length === 1) single.push(`${width} ${selector}: ${of.join("／")}`);
        if (kind === "article" && width === 360) shown.set(text, of.join("／"));
      }
    }
  }
  const bytes = all.map(([plain, html]) => html.length - plain.length);
  console.log(`${all.length} headlines, ${several} times on several lines, ${broken.length} times broken inside a word, ` +
    `${(bytes.reduce((a, b) => a + b, 0) / all.length).toFixed(0)} bytes of marks each`);
  console.log(broken.join("\n"));
  const every = Math.max(1, Math.floor(shown.size / Number(process.env.SHOW ?? 0)));
  if (process.env.SHOW) console.log([...shown.values()].filter((_, i) => i % every === 0).join("\n"));
  assert.deepEqual(single, []);
  assert.ok(broken.length <= several * 0.02, broken.join("\n"));
});

test("letters of twice the size make no headline wider than the page", TIME, async () => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 320, height: 900 });
  for (const [kind, selector] of PLACES) {
    await page.setContent(pages[kind].replace("<html", '<html style="font-size: 200%"'));
    const wide = (await page.evaluate(lines, [selector, [...titles]])).filter((title) => title.isWide);
    assert.deepEqual(wide.map((title) => title.text), [], selector);
  }
});
