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
  assert.match(await page.locator("#coming").innerText(), /一篇待发[\s\S]*2024-03-01 06:30/);
  await page.locator("#coming a").click();
  await page.waitForURL("**/2024/03/01/dai.html");
  assert.equal(await page.locator(".ribbon").first().isVisible(), true);
  await open("/_desk/");
  await write("content/news/cao2.md", "---\ntitle: 又一篇草稿\ndate: 2024-01-20\ndraft: true\n---\n刚开头。\n");
  await shows("又一篇草稿");
});

test("the desk shows the site as of another moment", async () => {
  await open("/_desk/");
  await page.locator("#at").fill("2024-03-02T06:00");
  await page.locator("form:has(#at) button").click();
  await page.waitForURL("**/?at=*");
  await shows("一篇待发");
  await page.getByRole("link", { name: "一篇待发" }).first().click();
  await page.waitForURL("**/dai.html?at=*");
  await page.locator("dateline-live .as-of a").click();
  await page.waitForURL("**/dai.html?");
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
