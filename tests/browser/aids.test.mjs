// The reading aids and the edition for older readers, in a real browser, under the policy that the guide has for hosts.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium node --test tests/browser/aids.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { browse, DATELINE } from "./support.mjs";

const DEMO = path.resolve(import.meta.dirname, "../..");
const ORIGIN = "https://news.example.cn";
const TIME = { timeout: 300_000 };
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", json: "application/json" };

let root, profile, context, policy, files;
/** What the policy forbade, and what failed. */
const refused = [];

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "dateline-aids-"));
  profile = await mkdtemp(path.join(tmpdir(), "dateline-profile-"));
  await cp(path.join(DEMO, "content"), path.join(root, "content"), { recursive: true });
  const config = path.join(root, "content/site.yaml");
  await writeFile(config, `${(await readFile(config, "utf8")).replace(/^edition:.*\n/m, "")}\nedition: elder\n`);
  const build = spawnSync(DATELINE, ["build", "--root", root, "--base-url", `${ORIGIN}/`, "--now", "2026-11-25T12:00:00+08:00"], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  files = (await readdir(path.join(root, "public"), { recursive: true })).filter((file) => file.endsWith(".html")).sort();
  // An old address leads on by itself.
  const leads = await Promise.all(files.map(async (file) => (await readFile(path.join(root, "public", file), "utf8")).includes('http-equiv="refresh"')));
  files = files.filter((_, i) => !leads[i]);
  policy = (await readFile(path.join(DEMO, "docs/security.md"), "utf8")).match(/Content-Security-Policy "(default-src[^"]+)"/)[1];
  context = await browse(profile);
  await context.route("**", async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = path.join(root, "public", decodeURIComponent(pathname), pathname.endsWith("/") ? "index.html" : "");
    const body = await readFile(file).catch(() => undefined);
    if (!body) return route.fulfill({ status: 404 });
    return route.fulfill({ body, headers: { "content-type": TYPES[file.split(".").pop()] ?? "application/octet-stream", "content-security-policy": policy } });
  });
});

after(async () => {
  await context?.close();
  for (const folder of [root, profile]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Opens a page in a new tab; `before` runs before its scripts do. */
const open = async (address, { width = 1280, height = 800, before, scheme = "light" } = {}) => {
  const tab = await context.newPage();
  tab.on("console", (message) => message.type() === "error" && !/404/.test(message.text()) && refused.push(`${address}: ${message.text()}`));
  tab.on("pageerror", (error) => refused.push(`${address}: ${error}`));
  await tab.emulateMedia({ colorScheme: scheme });
  await tab.setViewportSize({ width, height });
  if (before) await tab.addInitScript(before);
  await tab.goto(ORIGIN + address);
  return tab;
};
const article = () => `/${files.find((file) => /^2026\/11\/\d\d\/(?!rexian)/.test(file) && !file.endsWith("index.html"))}`;
const paper = (tab) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
const size = (tab) => tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));

test("a choice holds at once, on the next page and against the system", TIME, async () => {
  const tab = await open("/");
  assert.equal(await paper(tab), "rgb(255, 255, 255)");
  await tab.getByLabel("配色").selectOption("深色");
  assert.equal(await paper(tab), "rgb(22, 22, 23)");
  assert.equal(await tab.evaluate(() => document.querySelector('meta[name="theme-color"][content="#161617"]')?.media.includes("min-width") ?? true), true);
  await tab.getByLabel("字号").selectOption("特大");
  assert.equal(await size(tab), 24);
  await tab.goto(ORIGIN + article());
  assert.deepEqual([await paper(tab), await size(tab)], ["rgb(22, 22, 23)", 24]);
  assert.equal(await tab.getByLabel("字号").inputValue(), "largest");
  await tab.getByLabel("对比度").selectOption("高");
  assert.equal(await paper(tab), "rgb(0, 0, 0)");
  await tab.emulateMedia({ colorScheme: "dark" });
  await tab.getByLabel("配色").selectOption("浅色");
  assert.equal(await paper(tab), "rgb(255, 255, 255)");
  // On paper it is black on white.
  await tab.emulateMedia({ media: "print" });
  assert.equal(await paper(tab), "rgb(255, 255, 255)");
  await tab.emulateMedia({ media: "screen", colorScheme: "dark" });
  await tab.getByLabel("配色").selectOption("自动");
  await tab.getByLabel("对比度").selectOption("标准");
  assert.equal(await paper(tab), "rgb(22, 22, 23)");
  await tab.getByLabel("字号").selectOption("标准");
  assert.equal(await size(tab), 16);
  await tab.close();
});

test("a browser that keeps nothing, or something else, has the aids all the same", TIME, async () => {
  const forbidden = await open("/", { before: () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }) });
  await forbidden.getByLabel("配色").selectOption("深色");
  assert.equal(await paper(forbidden), "rgb(22, 22, 23)");
  await forbidden.close();
  for (const kept of ["{", "null", "7", '{"size":"huge","colour":5}', '["large"]']) {
    const tab = await open("/", { before: `try { localStorage["dateline-aids"] = ${JSON.stringify(kept)} } catch {}` });
    assert.deepEqual([await size(tab), await paper(tab)], [16, "rgb(255, 255, 255)"], kept);
    assert.equal(await tab.getByLabel("字号").inputValue(), "");
    await tab.evaluate(() => localStorage.clear());
    await tab.close();
  }
});

test("the keyboard reaches every control, and nothing moves when they come", TIME, async () => {
  const tab = await open(article(), { before: () => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value))).observe({ type: "layout-shift", buffered: true });
  } });
  await tab.waitForTimeout(300);
  assert.ok((await tab.evaluate(() => window.moved)) < 0.01, "the page moved");
  await tab.keyboard.press("Tab");
  const reached = [];
  for (let i = 0; i < 25; i += 1) {
    await tab.keyboard.press("Tab");
    reached.push(await tab.evaluate(() => document.activeElement.labels?.[0]?.firstChild.textContent.trim() ?? document.activeElement.textContent.trim()));
  }
  for (const name of ["字号", "配色", "对比度", "复制链接", "打印"]) assert.ok(reached.includes(name), `${name} in ${reached}`);
  await tab.getByLabel("字号").focus();
  await tab.keyboard.press("ArrowDown");
  assert.equal(await size(tab), 20);
  await tab.evaluate(() => localStorage.clear());
  await tab.close();
});

test("an article is read aloud where there is a voice, and copied", TIME, async () => {
  const silent = await open(article(), { before: () => (speechSynthesis.getVoices = () => [{ lang: "en-US" }]) });
  assert.equal(await silent.getByRole("button", { name: "朗读" }).count(), 0);
  await silent.close();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
  const tab = await open(article(), { before: () => {
    window.said = [];
    speechSynthesis.getVoices = () => [{ lang: "zh-CN" }];
    speechSynthesis.speak = (part) => window.said.push(part.text);
  } });
  await tab.getByRole("button", { name: "朗读" }).click();
  const said = await tab.evaluate(() => window.said);
  const title = await tab.locator("h1").first().textContent();
  assert.ok(said.length > 3 && said.join("").startsWith(title.trim()), said.join("|").slice(0, 200));
  assert.ok(said.every((part) => part.length < 300), "a part is long");
  assert.equal(await tab.getByRole("button", { name: "停止朗读" }).count(), 1);
  await tab.getByRole("button", { name: "复制链接" }).click();
  await tab.getByRole("status").getByText("已复制").waitFor();
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), ORIGIN + article());
  await tab.close();
});

test("without the script nothing of it is seen", TIME, async () => {
  await context.route("**/aids.*.js", (route) => route.abort());
  const tab = await open("/");
  assert.equal(await tab.getByText("字号").count(), 0);
  await context.unroute("**/aids.*.js");
  await tab.close();
  refused.length = 0;
});

/** One page of each kind: of the lists of a kind the last one, of all articles of a month one. */
const kinds = () => {
  const kind = (file) => file.replace(/\b(tags|columns|series|people|topics)\/[^/]+\//, "$1/a/").replace(/\d+/g, "0").replace(/(\b0\/0\/0\/)(?!rexian|index)[^/]+$/, "$1a.html");
  return [...new Map(files.map((file) => [kind(file), file])).values()];
};

test("no page scrolls sideways with the root font at 150 and 200 %", TIME, async () => {
  const wide = [];
  for (const width of [320, 390, 1024, 1280]) {
    const tab = await open("/", { width });
    // The other edition sets a size of its own; at 320 px, 200 % would be four characters of a headline.
    for (const file of kinds().filter((file) => !file.startsWith("elder/"))) {
      await tab.goto(`${ORIGIN}/${file}`);
      for (const percent of width < 390 ? [100, 150] : [100, 150, 200]) {
        const over = await tab.evaluate((percent) => {
          document.documentElement.style.fontSize = `${percent}%`;
          return document.documentElement.scrollWidth - innerWidth;
        }, percent);
        if (over > 0) wide.push(`${file} by ${over} px at ${width} and ${percent} %`);
      }
    }
    await tab.close();
  }
  assert.deepEqual(wide, []);
});

test("the edition for older readers is large, strong and easy to hit", TIME, async () => {
  const faults = [];
  for (const [scheme, width] of [["light", 320], ["dark", 390]]) {
    const tab = await open("/elder/", { width, height: 844, scheme });
    for (const file of files.filter((file) => file.startsWith("elder/"))) {
      await tab.goto(`${ORIGIN}/${file}`);
      const found = await tab.evaluate(() => {
        const light = (colour) => {
          const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (element) => {
          const own = getComputedStyle(element).backgroundColor;
          return own === "rgba(0, 0, 0, 0)" ? ground(element.parentElement) : own;
        };
        const faults = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement;
          if (!node.textContent.trim() || element.closest("svg title, svg desc, script") || element.matches(".hidden")) continue;
          const style = getComputedStyle(element);
          const [a, b] = [light(element.closest("svg") ? style.fill : style.color), light(ground(element.closest("svg")?.parentElement ?? element))].sort((a, b) => b - a);
          const contrast = (a + 0.05) / (b + 0.05);
          const text = node.textContent.trim().slice(0, 12);
          if (contrast < 7) faults.push(`${text}: contrast ${contrast.toFixed(1)}`);
          if (parseFloat(style.fontSize) < 18) faults.push(`${text}: ${style.fontSize}`);
        }
        for (const link of document.querySelectorAll("a:not(.skip), button, select")) {
          const { width, height } = link.getBoundingClientRect();
          const isInText = getComputedStyle(link).display === "inline" && link.closest(".text, td, caption");
          if (height < 44 && !isInText || width < 44 && !isInText) faults.push(`${link.textContent.trim()}: ${width} × ${height}`);
        }
        if (document.scripts.length) faults.push("a script");
        if (document.documentElement.scrollWidth > innerWidth) faults.push("scrolls sideways");
        if (!document.querySelector("link[rel=canonical]").href.startsWith("https://news.example.cn/") || location.pathname === new URL(document.querySelector("link[rel=canonical]").href).pathname) faults.push("is canonical");
        return faults;
      });
      faults.push(...found.map((fault) => `${file} (${scheme}): ${fault}`));
    }
    await tab.close();
  }
  assert.deepEqual([...new Set(faults)], []);
});

test("the policy of the guide forbids nothing that pages need", TIME, async () => {
  const tab = await open("/");
  for (const file of kinds()) await tab.goto(`${ORIGIN}/${file}`);
  await tab.close();
  assert.deepEqual(refused, []);
});
