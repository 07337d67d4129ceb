// The live preview in a real browser: what an editor sees after saving, and with the keyboard alone.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium node --test tests/browser/preview.test.mjs

import assert from "node:assert/strict";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import * as support from "./support.mjs";
import { browse, end } from "./support.mjs";

const LIMIT = 15_000;

const SITE = `title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
categories:
  news: { title: 新闻, kind: news }
`;
const ARTICLE = "content/news/2024-01-15-xue.md";
const PAGE = "/2024/01/15/xue.html";
const text = (last) =>
  `---\ntitle: 第一场雪\ndate: 2024-01-15\n---\n<details><summary>细节</summary>\n\n藏着的字。\n\n</details>\n\n${"雪从山梁下到河谷。\n\n".repeat(120)}${last}\n`;

let root, profile, context, page, server;

const write = (file, body) => support.write(root, file, body);
const serve = (port) => support.serve(root, "2024-02-01T08:00:00+08:00", port);

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "dateline-browser-"));
  profile = await mkdtemp(path.join(tmpdir(), "dateline-profile-"));
  await write("content/site.yaml", SITE);
  await write(ARTICLE, text("末段。"));
  await write("content/news/cao.md", "---\ntitle: 一篇草稿\ndate: 2024-01-20\ndraft: true\n---\n还没写完。\n");
  await write("content/news/2024-03-01-dai.md", "---\ntitle: 一篇待发\ndate: 2024-03-01 06:30\n---\n还没到时间。\n");
  server = await serve();
  context = await browse(profile);
  context.setDefaultTimeout(LIMIT);
  page = await context.newPage();
});

after(async () => {
  await context?.close();
  if (server) await end(server);
  await rm(root, { recursive: true, force: true });
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Opens a page and waits until it listens. */
const open = async (address) => {
  const listening = page.waitForRequest((request) => request.url().includes("/_desk/events"));
  await page.goto(server.url + address);
  await listening;
};
const shows = (words) => page.waitForFunction((words) => document.body.innerText.includes(words), words);
const panel = () => page.locator("dateline-live details.panel");

test("a saved change is shown without a reload by hand, where the reader was", async () => {
  await open(PAGE);
  await page.evaluate(() => {
    document.querySelector("main details").open = true;
    scrollTo(0, 1500);
  });
  assert.equal(await page.evaluate(() => scrollY), 1500);
  const start = Date.now();
  await write(ARTICLE, text("末段改过了。"));
  await shows("末段改过了。");
  const time = Date.now() - start;
  await page.waitForFunction(() => scrollY === 1500);
  assert.equal(await page.evaluate(() => document.querySelector("main details").open), true, "what was unfolded stays so");
  console.log(`# from saving to seeing: ${time} ms`);
});

test("a page that did not change is not loaded again", async () => {
  await open(PAGE);
  await page.evaluate(() => { window.same = true; });
  await write("content/news/2024-01-16-bie.md", "---\ntitle: 别的\ndate: 2024-01-16\n---\n别的。\n");
  // The neighbour's page shows the new article's title; the draft's file is no part of it.
  await page.waitForFunction(() => !window.same);
  await page.evaluate(() => { window.same = true; });
  await write("content/news/cao.md", "---\ntitle: 一篇草稿\ndate: 2024-01-20\ndraft: true\n---\n又写了些。\n");
  await write("content/pages/about.md", "---\ntitel: 关于\n---\n");
  await panel().waitFor();
  assert.equal(await page.evaluate(() => window.same), true, "the panel came without a reload");
  await rm(path.join(root, "content/pages/about.md"));
  await panel().waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => window.same), true, "and went without one");
});

test("a mistake is shown in its place, and goes by itself", async () => {
  await open(PAGE);
  await write(ARTICLE, text("末段。").replace("title:", "titel:"));
  await shows("这篇稿件有错误");
  const said = await page.locator("main").innerText();
  assert.match(said, /E0113/);
  assert.match(said, /2024-01-15-xue\.md:2:1/);
  assert.match(said, /titel: 第一场雪/);
  await write(ARTICLE, text("[末段](no.md)。"));
  await panel().filter({ hasText: "E0301" }).waitFor();
  assert.equal(await panel().evaluate((details) => details.open), true, "open where the file is at fault");
  await write(ARTICLE, text("末段好了。"));
  await shows("末段好了。");
  assert.equal(await panel().count(), 0);
});

test("a new style sheet is swapped in", async () => {
  await write("themes/default/assets/style.css", "body { background: rgb(1, 2, 3) }");
  await open(PAGE);
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
  await page.evaluate(() => { window.same = true; });
  await write("themes/default/assets/style.css", "body { background: rgb(4, 5, 6) }");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(4, 5, 6)");
  assert.equal(await page.evaluate(() => window.same), true);
  await rm(path.join(root, "themes"), { recursive: true });
  await page.waitForFunction(() => !window.same || getComputedStyle(document.body).backgroundColor !== "rgb(4, 5, 6)");
});

test("the desk lists what is in the works, and leads there", async () => {
  await open("/_desk/");
  assert.match(await page.locator("#drafts").innerText(), /一篇草稿/);
  assert.match(await page.locator("#coming").innerText(), /2024年3月1日 星期五[\s\S]*一篇待发[\s\S]*06:30/);
  await page.locator("#coming .title a").click();
  await page.waitForURL("**/2024/03/01/dai.html");
  assert.equal(await page.locator(".ribbon").first().isVisible(), true);
  await open("/_desk/");
  await write("content/news/cao2.md", "---\ntitle: 又一篇草稿\ndate: 2024-01-20\ndraft: true\n---\n刚开头。\n");
  await shows("又一篇草稿");
});

test("the desk shows the site as of another moment", async () => {
  await open("/_desk/");
  await page.locator("#at").fill("2024-03-02 06:00");
  await page.locator("form:has(#at) button").click();
  await page.waitForURL("**/?at=*");
  await shows("一篇待发");
  await page.getByRole("link", { name: "一篇待发" }).first().click();
  await page.waitForURL("**/dai.html?at=*");
  await page.locator("dateline-live .as-of a").click();
  await page.waitForURL("**/dai.html?");
});

test("the bar covers no text at the end of a page, and says where it is", async () => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await open(PAGE);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const found = await page.evaluate(() => {
      const aside = document.querySelector("dateline-live").shadowRoot.querySelector("aside");
      const bar = aside.getBoundingClientRect();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let last = 0;
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.textContent.trim() || ["SCRIPT", "STYLE", "TEMPLATE"].includes(node.parentElement.tagName)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) last = Math.max(last, box.bottom);
      }
      return { last, top: bar.top, width: bar.width, height: bar.height, name: aside.getAttribute("aria-label") };
    });
    assert.ok(found.last <= found.top, `${width}: text to ${found.last}, the bar from ${found.top}`);
    // It is an edge of the window, not a thing that floats over lines.
    assert.equal(found.width, await page.evaluate(() => document.documentElement.clientWidth));
    assert.ok(found.height > 0 && found.height <= 80, `${found.height}`);
    assert.equal(found.name, "预览");
  }
  await page.setViewportSize({ width: 1280, height: 720 });
});

test("the desk has neither bar nor panel, and speaks the language of the newsroom", async () => {
  await write("content/pages/about.md", "---\ntitel: 关于\n---\n");
  await open("/_desk/");
  await shows("E0113");
  const aside = page.locator("dateline-live aside");
  assert.equal(await aside.evaluate((aside) => aside.getBoundingClientRect().height), 0);
  assert.equal(await page.locator("dateline-live a").count(), 0);
  const clock = page.locator("#at");
  assert.equal(await clock.getAttribute("type"), null, "no field that speaks the browser's language");
  assert.equal(await clock.inputValue(), "2024-02-01 08:00");
  assert.match(await page.locator("form:has(#at)").innerText(), /现在是 2024年2月1日 08:00/);
  assert.match(await page.locator("#tomorrow h2").innerText(), /明天\s+2024年2月2日 星期五/);
  assert.match(await page.locator("#latest h3").first().innerText(), /\d年\d+月\d+日 星期./);
  await clock.fill("明天");
  assert.equal(await clock.evaluate((field) => field.checkValidity()), false);
  // What somebody is typing keeps the desk from being loaded again.
  await clock.fill("2024-02-01 08:00");
  const place = page.locator("#problems a").first();
  assert.match(await place.getAttribute("href"), /^vscode:\/\/file\/.*\/content\/pages\/about\.md:/);
  await rm(path.join(root, "content/pages/about.md"));
  await page.waitForFunction(() => !document.body.innerText.includes("E0113"));
});

test("an article that cannot be read stands in lists in grey", async () => {
  await write(ARTICLE, text("末段。").replace("title:", "titel:"));
  await open("/news/");
  const link = page.locator("main a", { hasText: "有错误" }).first();
  await link.waitFor();
  const looks = await link.evaluate((link) => getComputedStyle(link).textDecorationStyle);
  assert.equal(looks, "dashed");
  await link.click();
  await page.waitForURL(`**${PAGE}`);
  await shows("这篇稿件有错误");
  await write(ARTICLE, text("末段。"));
  await shows("末段。");
});

test("a page is shown on other screens, in the dark and on paper", async () => {
  await open(PAGE);
  await page.locator("dateline-live a.looks").click();
  await page.waitForURL("**/_desk/look/?page=*");
  const frame = page.frameLocator("iframe");
  await frame.locator("h1").waitFor();
  const inner = () => page.frames().find((frame) => frame.parentFrame());
  const width = () => inner().evaluate(() => innerWidth);
  const paper = () => inner().evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await width(), 390);
  assert.equal(await inner().evaluate(() => document.querySelector("dateline-live").getBoundingClientRect().height), 0, "no bar in the frame");
  const light = await paper();
  await page.getByLabel("电脑").check();
  assert.equal(await width(), 1280);
  await page.getByLabel("夜间").check();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.getByLabel("打印").check();
  assert.equal(await width(), 794);
  assert.notEqual(await paper(), dark);
  assert.equal(await frame.locator("nav.menu").first().isVisible(), false, "the menu is not printed");
  await page.getByLabel("白天").check();
  assert.equal(await paper(), light);
  assert.equal(await frame.locator("nav.menu").first().isVisible(), true);
  // What is chosen holds for the next page, too, and a change is followed.
  await page.getByLabel("夜间").check();
  await write(ARTICLE, text("换了一段。"));
  await frame.getByText("换了一段。").waitFor();
  assert.equal(await paper(), dark);
  await page.reload();
  await frame.locator("h1").waitFor();
  assert.equal(await width(), 1280);
  await write(ARTICLE, text("末段。"));
});

test("everything can be done with the keyboard", async () => {
  await write(ARTICLE, text("末段。").replace("title:", "titel:"));
  await open("/");
  await panel().waitFor();
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.localName + (element?.className ? `.${element.className}` : "");
    });
  const tab = async (wanted) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()) === wanted) return;
    }
    assert.fail(`Tab never reaches ${wanted}`);
  };
  await tab("summary");
  const isOpen = () => panel().evaluate((details) => details.open);
  assert.equal(await isOpen(), false);
  await page.keyboard.press("Enter");
  assert.equal(await isOpen(), true);
  await page.keyboard.press("Enter");
  assert.equal(await isOpen(), false);
  await page.evaluate(() => document.activeElement.blur());
  await tab("a.desk");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/_desk/");
  await tab("input");
  await page.keyboard.insertText("草稿");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/_desk/?q=*");
  await page.locator("#results a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/2024/01/20/*.html");
  await write(ARTICLE, text("末段。"));
  await panel().waitFor({ state: "detached" });
});

test("a page goes on when the preview was started again", async () => {
  await open(PAGE);
  const { port } = server;
  await end(server);
  await page.locator("dateline-live .away").waitFor({ state: "visible" });
  await write(ARTICLE, text("不在的时候写的。"));
  server = await serve(port);
  await shows("不在的时候写的。");
  await page.locator("dateline-live .away").waitFor({ state: "hidden" });
  await rename(path.join(root, ARTICLE), path.join(root, `${ARTICLE}~`));
  await writeFile(path.join(root, ARTICLE), (await readFile(path.join(root, `${ARTICLE}~`), "utf8")).replace("不在的时候写的", "回来以后写的"));
  await shows("回来以后写的。");
});

test("a page of another site gets nothing but a link that is followed", async () => {
  await write("content/news/biao.pdf", "%PDF-1.4\n");
  await write("content/news/tu.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>');
  await write("content/news/2024-01-16-tu.md", "---\ntitle: 图\ndate: 2024-01-16\n---\n![图](tu.svg) [表](biao.pdf)\n");
  await open(PAGE);
  await page.waitForFunction((url) => fetch(url).then((r) => r.ok), "/2024/01/16/tu.html");
  const other = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<img src="${server.url}/2024/01/16/tu.svg"><iframe src="${server.url}/"></iframe><a href="${server.url}${PAGE}">稿</a> <a id="at" href="${server.url}/?at=2024-01-20">时刻</a>`);
  });
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  // By another name it is another site, and by another port of this name the same one.
  for (const host of ["localhost", "127.0.0.1"]) {
    const outside = await context.newPage();
    const statuses = [];
    outside.on("response", (response) => response.url().startsWith(server.url) && statuses.push(response.status()));
    await outside.goto(`http://${host}:${other.address().port}/`, { waitUntil: "load" });
    // What is kept from a page has no status for it.
    assert.ok(statuses.length > 0 && statuses.every((status) => status === 403), `${host}: ${statuses}`);
    assert.equal(await outside.evaluate(() => document.images[0].naturalWidth), 0);
    const [at] = await Promise.all([outside.waitForResponse((r) => r.url().includes("?at=")), outside.click("#at")]);
    assert.equal(at.status(), 403);
    await outside.goBack();
    const [followed] = await Promise.all([outside.waitForResponse((r) => r.url().endsWith(PAGE)), outside.click("a")]);
    assert.equal(followed.status(), 200);
    await outside.close();
  }
  other.close();
});

test("a picture in its sandbox is shown within a page and by itself", async () => {
  await open("/2024/01/16/tu.html");
  await page.waitForFunction(() => document.querySelector("main img").naturalWidth === 40);
  const answer = await page.goto(`${server.url}/2024/01/16/tu.svg`);
  assert.equal(answer.headers()["content-security-policy"], "sandbox");
  assert.equal(await page.evaluate(() => document.querySelector("rect").getBBox().width), 40);
  assert.equal(await page.evaluate(() => self.origin), "null");
});
