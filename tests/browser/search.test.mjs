// The page that searches, below a path prefix and under the policy that the guide has for hosts, in Chromium and in
// Firefox, also from a folder; and what finds the answers, without a browser, against a plain scan of the texts.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium FIREFOX=/usr/bin/firefox-esr node --test tests/browser/search.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { launch } from "puppeteer-core";
import { DATELINE, end, serve, write } from "./support.mjs";

const BROWSERS = { chrome: process.env.CHROMIUM ?? "/usr/bin/chromium", firefox: process.env.FIREFOX ?? "/usr/bin/firefox-esr" };
const TIME = { timeout: 300_000 };
const SITE = `title: 湟水日报
base_url: https://news.example.cn/news/
timezone: Asia/Shanghai
edition: elder
categories:
  news: { title: 新闻, kind: news }
  community: { title: 社区, kind: news }
  comment: { title: 评论, kind: commentary }
`;
const HOSTILE = `<img src=x onerror="hacked=1"></a><script>hacked=2</script>"'&\u2028 \\u003c 甲乙丙丁`;

const folders = [];
const folder = async (name) => {
  const made = await mkdtemp(path.join(tmpdir(), `dateline-${name}-`));
  folders.push(made);
  return made;
};
after(() => Promise.all(folders.map((made) => rm(made, { recursive: true, force: true, maxRetries: 5 }))));

const build = (root) => {
  const run = spawnSync(DATELINE, ["build", "--root", root, "--now", "2026-06-30T12:00:00+08:00"], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
};
const article = ({ title, day, body, more = "" }) => `---\ntitle: ${JSON.stringify(title)}\ndate: ${day}\n${more}---\n\n${body}\n`;

/** Loads the script as it is published, without a page. */
const engine = async (root) => {
  const name = (await readdir(path.join(root, "public/assets"))).find((name) => /^search\.\w+\.js$/.test(name));
  const text = await readFile(path.join(root, "public/assets", name), "utf8");
  const module = {};
  new Function("module", text)(module);
  return { ...module.exports, size: gzipSync(text, { level: 9 }).length };
};
/** Loads files of the index as a page does: a script that calls `dl` with its own name. */
const loader = (root) => async (name) => {
  const text = await readFile(path.join(root, "public/search", `${name}.js`), "utf8");
  let found;
  new Function("dl", text)((own, data) => (found = own === name ? data : undefined));
  assert.notEqual(found, undefined, name);
  return found;
};

describe("what finds the answers", () => {
  let seed = Number(process.env.SEED ?? 1);
  const below = (n) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >> 8) % n;
  };
  const pick = (list) => list[below(list.length)];
  const HAN = [..."停水通知河沿街道办事处自来公司抢修管网供暖老旧小区改造电梯加装居民会议签字同意率的在了不是一有和人这中大为上个国"];
  const LATIN = ["5G", "No.7", "Vaccine", "ＡＢＣ", "2024", "12345", "9:30", "COVID-19", "café", "ﾊﾞｽ", "བོད་ཡིག"];
  const MARKS = ["，", "。", "、", "——", "“", "”", " ", "·", "（", "）"];
  const piece = () => (below(5) ? Array.from({ length: 1 + below(6) }, () => pick(HAN)).join("") : pick(LATIN));

  /** Makes an article; `fields` are its texts as they are read. */
  const random = (at) => {
    const day = new Date(Date.UTC(2022, 9, 1) + at * 20 * 864e5 + below(20) * 864e5).toISOString().slice(0, 10);
    const [title, kicker] = [`${piece()}${piece()}`, below(2) ? piece() : ""];
    const parts = Array.from({ length: 3 + below(12) }, () => [piece(), pick(["", "", ...MARKS]), pick(["", "**", "\n\n"])]);
    // Emphasis and the ends of paragraphs are no borders.
    const body = parts.map(([text, mark, how]) => (how === "**" ? ` **${text}** ${mark}` : `${text}${mark}${how}`)).join("");
    return { title, day, body: `文${body}`, more: kicker && `kicker: ${JSON.stringify(kicker)}\n`, category: pick(["news", "community"]), fields: [title, kicker, `文${parts.map(([text, mark]) => text + mark).join("")}`] };
  };
  // Written apart from the program: what of these texts counts.
  const normal = (text) => text.normalize("NFKC").toLowerCase().replace(/[\p{P}\p{Z}\s]/gu, "");
  const place = (one, name) => `content/${one.category}/${one.day.slice(0, 4)}/${one.day}-${name}.md`;

  test("every random string of random sites, before and after edits, against a plain scan", TIME, async () => {
    const root = await folder("search");
    await write(root, "content/site.yaml", SITE);
    const all = new Map();
    for (let i = 0; i < 60; i += 1) all.set(`a${i}`, random(i));
    for (const [name, one] of all) await write(root, place(one, name), article(one));
    for (let round = 0; round < 3; round += 1) {
      build(root);
      const { Index, Search } = await engine(root), index = await Index.open(loader(root));
      for (let i = 0; i < 200; i += 1) {
        const letters = [...pick([...all.values()]).fields[pick([0, 2])]];
        const start = below(letters.length), words = [letters.slice(start, start + 1 + below(9)).join("")];
        if (!below(6)) words.push(pick(HAN), piece());
        if (!below(8)) words[0] += pick(HAN);
        const query = { q: words.join("　"), ...(below(4) ? {} : { from: "2023-01-10", to: "2024-05-05" }) };
        const wanted = query.q.split(/\s+/u).map(normal).filter(Boolean);
        const holds = (one) => wanted.every((word) => one.fields.some((field) => normal(field).includes(word)));
        const isWithin = ({ day }) => day >= (query.from ?? "") && day <= (query.to ?? "9");
        const expected = [...all].filter(([, one]) => wanted.length && holds(one) && isWithin(one)).map(([name, { day }]) => `${day.replaceAll("-", "/")}/${name}.html`);
        const search = new Search(index, query), found = [];
        for (let more = true; more; ) {
          const next = await search.next();
          found.push(...next.answers.map(({ href }) => href));
          more = next.more;
        }
        assert.deepEqual([...found].sort(), expected.sort(), `round ${round}: ${JSON.stringify(query)}`);
        // After the first screen, in which headlines go first, the newest first.
        const days = found.slice(10).map((href) => href.slice(0, 10));
        assert.deepEqual(days, [...days].sort().reverse());
        assert.equal(search.failed, false);
      }
      for (let i = 0; i < 12; i += 1) {
        const name = pick([...all.keys()]), old = all.get(name);
        await rm(path.join(root, place(old, name)));
        all.delete(name);
        const one = below(3) ? { ...random(below(68)), ...(below(2) ? { day: old.day } : {}) } : undefined;
        if (one) all.set(`${name}x`, one);
        if (one) await write(root, place(one, `${name}x`), article(one));
      }
    }
  });

  test("the answers of a day with more texts than are read at once come the newest first", TIME, async () => {
    const root = await folder("search");
    await write(root, "content/site.yaml", SITE);
    const time = (i) => `${String(Math.floor(i / 6) % 24).padStart(2, "0")}:${i % 6}${Math.floor(i / 144)}`;
    for (let i = 0; i < 150; i += 1) {
      await write(root, `content/news/2024-03-04-a${i}.md`, article({ title: `第${i}件`, day: `2024-03-04 ${time(i)}`, body: "共同的字" }));
    }
    await write(root, "content/news/2024-03-09-b.md", article({ title: "后来", day: "2024-03-09", body: "别的话" }));
    build(root);
    const { Index, Search } = await engine(root), search = new Search(await Index.open(loader(root)), { q: "共同" });
    const found = [];
    for (let more = true; more; ) {
      const next = await search.next();
      found.push(...next.answers.map(({ time }) => time));
      more = next.more;
    }
    assert.equal(found.length, 150);
    assert.deepEqual(found, [...found].sort().reverse());
  });

  test("the script is small", async () => {
    const root = await folder("search");
    await write(root, "content/site.yaml", SITE);
    build(root);
    const { size } = await engine(root);
    assert.ok(size <= 8_000, `${size} bytes`);
  });

  test("a passage shows the words where they stand, and nothing is cut in the middle", async () => {
    const root = await folder("search");
    await write(root, "content/site.yaml", SITE);
    build(root);
    const { passage, Index } = await engine(root), { normal } = await Index.open(loader(root));
    const shown = (fields, ...words) => passage(normal, fields, words).map((part, i) => (i % 2 ? `[${part}]` : part)).join("");
    assert.equal(shown(["通告：停水，检修。"], "停水检修"), "通告：[停水，检修]。");
    assert.equal(shown(["ＡＢＣ与ﾊﾞｽ"], "abc", "バス"), "[ＡＢＣ]与[ﾊﾞｽ]");
    assert.equal(shown(["引题里有停水", "正文没有。"], "停水"), "引题里有[停水]");
    assert.equal(shown([], "停水"), "");
    const long = `${"前".repeat(400)}。说停水😀的事${"后".repeat(400)}`;
    assert.match(shown([long], "停水"), /^说\[停水\]😀的事后+…$/u);
    assert.match(shown([`${"😀".repeat(300)}停水`], "停水"), /^…😀+\[停水\]$/u);
    assert.match(shown([`${"lorem ipsum ".repeat(90)}needle ${"dolor sit ".repeat(90)}`], "needle"), /^…(lorem |ipsum )+\[needle\] (dolor |sit )+dolor…|sit…$/);
    const cut = shown(["停".repeat(5000)], "停".repeat(5000));
    assert.ok(cut.length < 120, cut);
  });
});

/** A host: files below `/news/`, with the policy of the guide; what is in `broken` is missing. */
let host, root, policy;
const broken = new Set(), TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
const NEWEST = Array.from({ length: 24 }, (_, i) => ({ name: `b${i}`, day: `2026-0${1 + (i % 5)}-1${i % 9}`, title: i % 12 === 3 ? `停水公告之${i}号` : `第${i}天的街道`, body: `正文第${i}段，河沿路停水，检修管网。`, category: i % 2 ? "news" : "community" }));

before(async () => {
  root = await folder("search");
  await write(root, "content/site.yaml", SITE);
  for (const one of NEWEST) await write(root, `content/${one.category}/${one.day}-${one.name}.md`, article(one));
  await write(root, "content/news/2026-06-20-hostile.md", article({ title: HOSTILE, day: "2026-06-20", body: "怪题\\<script>hacked=3\\</script>的正文" }));
  await write(root, "content/comment/2019-03-04-old.md", article({ title: "旧闻一则", day: "2019-03-04", body: "多年以前的蓝铃花与No.5868号文件。" }));
  await write(root, "content/comment/2019-03-05-draft.md", article({ title: "草稿", day: "2019-03-05", body: "未发布的蓝铃花", more: "draft: true\n" }));
  build(root);
  policy = (await readFile(path.resolve(import.meta.dirname, "../../docs/security.md"), "utf8")).match(/Content-Security-Policy "(default-src[^"]+)"/)[1];
  host = createServer({ maxHeaderSize: 1 << 20 }, async (request, response) => {
    const { pathname } = new URL(request.url, "http://host"), name = decodeURIComponent(pathname.replace("/news/", ""));
    const file = path.join(root, "public", name, name.endsWith("/") || !name ? "index.html" : "");
    const body = pathname.startsWith("/news/") && ![...broken].some((part) => part.test(name)) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, { "content-type": TYPES[file.split(".").pop()] ?? "application/octet-stream", "content-security-policy": policy });
    response.end(body);
  });
  await new Promise((ready) => host.listen(0, "127.0.0.1", ready));
});
after(() => host?.close());

for (const [name, executablePath] of Object.entries(BROWSERS)) {
  describe(`in ${name}`, () => {
    let browser, origin;
    const said = [];
    before(async () => {
      origin = `http://127.0.0.1:${host.address().port}/news`;
      const args = name === "chrome" ? ["--no-sandbox", "--disable-gpu", "--no-first-run", "--allow-file-access-from-files=false"] : [];
      browser = await launch({ browser: name, executablePath, args, headless: true, userDataDir: await folder("profile") });
    });
    after(() => browser?.close());

    const open = async (address) => {
      const tab = await browser.newPage();
      tab.setDefaultTimeout(30_000);
      tab.on("console", (message) => message.type() === "error" && said.push(message.text()));
      tab.on("pageerror", (error) => said.push(String(error)));
      await tab.goto(/^[a-z]+:/.test(address) ? address : origin + address);
      return tab;
    };
    const settled = (tab, query) =>
      tab.waitForFunction((query) => {
        const at = new URLSearchParams(location.search);
        const { state } = document.getElementById("results")?.dataset ?? {};
        return (query === undefined || at.get("q") === query) && ["done", "failed", "idle"].includes(state) && state;
      }, {}, query);
    const find = async (query, rest = "") => {
      const tab = await open(`/search/?q=${encodeURIComponent(query)}${rest}`);
      await settled(tab, query);
      return tab;
    };
    const answers = (tab) => tab.$$eval("#results > li", (all) => all.map((item) => ({ links: item.querySelectorAll("a").length, href: item.querySelector("a").href, title: item.querySelector("a").textContent, marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent), text: item.textContent })));
    const state = (tab) => tab.$eval("#results", (list) => ({ ...list.dataset, shown: list.children.length, status: document.getElementById("search-status").textContent, hint: document.getElementById("search-hint").textContent.trim(), hint_href: document.querySelector("#search-hint a")?.getAttribute("href") }));
    const links = (tab) => tab.$$eval("#search-filters p", (rows) => rows.map((row) => [...row.children].map((part) => part.textContent)));
    const click = async (tab, text) => {
      await tab.evaluate((text) => [...document.querySelectorAll("#search-filters a, #search-hint a, #search-status a")].find((link) => link.textContent.startsWith(text)).click(), text);
    };

    test("a word typed in the header of an article leads to what has it", TIME, async () => {
      const tab = await open("/2019/03/04/old.html");
      await tab.type("header input[name=q]", "停水");
      await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
      await settled(tab, "停水");
      assert.equal(new URL(tab.url()).pathname, "/news/search/");
      const found = await answers(tab);
      assert.equal(found.length, 10);
      // The ten newest; of these the one with the word in its headline goes first.
      const newest = [...NEWEST].sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, 10);
      const expected = [...newest.filter((one) => one.title.includes("停水")), ...newest.filter((one) => !one.title.includes("停水"))];
      assert.deepEqual(found.map(({ href }) => href), expected.map(({ day, name }) => `${origin}/${day.replaceAll("-", "/")}/${name}.html`));
      for (const { links, marks, text } of found) {
        assert.equal(links, 1);
        assert.ok(marks.length > 0 && marks.every((mark) => mark === "停水"), text);
        assert.match(text, /2026年\d+月\d+日\s*(新闻|社区)$/);
      }
      assert.equal(await tab.$eval("#search input[name=q]", (field) => field.value), "停水");
      assert.equal(await tab.title(), "停水 – 搜索 – 湟水日报");
      await tab.close();
    });

    test("ten at a time, and who comes back from an article sees as many", TIME, async () => {
      const tab = await find("停水");
      assert.deepEqual([(await state(tab)).more, (await state(tab)).shown], ["true", 10]);
      await tab.click("#more");
      await tab.waitForFunction(() => document.querySelectorAll("#results > li").length === 20 && document.getElementById("results").dataset.state === "done");
      const reached = await tab.evaluate(() => [...document.querySelectorAll("#results a")].indexOf(document.activeElement));
      assert.equal(reached, 10, "the first new one has the focus");
      await tab.click("#more");
      await tab.waitForFunction(() => document.querySelectorAll("#results > li").length === 24);
      await settled(tab);
      const last = await state(tab);
      assert.deepEqual([last.more, last.status], ["false", "找到 24 篇"]);
      assert.equal(await tab.$eval("#more", (button) => button.hidden), true);
      const before = await answers(tab);
      assert.equal(new Set(before.map(({ href }) => href)).size, 24);
      await Promise.all([tab.waitForNavigation(), tab.evaluate(() => document.querySelectorAll("#results a")[21].click())]);
      // A page may be kept as it was, and then no load is to be waited for.
      await tab.evaluate(() => history.back());
      await tab.waitForFunction(() => document.querySelectorAll("#results > li").length === 24);
      await tab.close();
    });

    test("categories and times are links, with counts where all is known", TIME, async () => {
      const tab = await find("停水");
      assert.deepEqual((await links(tab)).map((row) => row.slice(0, 4)), [["频道", "全部", "新闻", "社区"], ["时间", "全部", "近一个月", "2026年"]]);
      await click(tab, "社区");
      await tab.waitForFunction(() => location.search.includes("in=community"));
      await settled(tab);
      assert.equal(await tab.$eval("[name=in]", (choice) => choice.value), "community");
      const some = await answers(tab);
      assert.ok(some.length === 10 && some.every(({ text }) => text.endsWith("社区")));
      await tab.click("#more");
      await tab.waitForFunction(() => document.querySelectorAll("#results > li").length === 12);
      await settled(tab);
      assert.deepEqual(await links(tab), [["频道", "全部", "新闻 (12)", "社区 (12)"], ["时间", "全部", "2026年 (12)"]]);
      await tab.evaluate(() => history.back());
      await tab.waitForFunction(() => !location.search.includes("in="));
      await settled(tab);
      assert.equal(await tab.$eval("[name=in]", (choice) => choice.value), "");
      await tab.close();
      const within = await find("停水", "&from=2026-02-01&to=2026-03-31");
      assert.ok((await answers(within)).every(({ text }) => /2026年[23]月/.test(text)));
      assert.equal(await within.$eval("[name=from]", (field) => field.value), "2026-02-01");
      await within.close();
    });

    test("several words, one character, numbers, nothing", TIME, async () => {
      const cases = [["河沿路  第3段", 1], ["管网　第７段 河", 1], ["停水检修", 10], ["蓝", 1], ["5868", 1], ["NO.5868", 1], ["蓝铃花", 1]];
      for (const [query, count] of cases) {
        const tab = await find(query);
        assert.deepEqual([(await state(tab)).state, (await answers(tab)).length], ["done", count], query);
        await tab.close();
      }
      const none = await find("蓝铃花与绿萝");
      const { status, hint, shown, more } = await state(none);
      assert.deepEqual([status, shown, more, hint], ["没有找到“蓝铃花与绿萝”", 0, "false", "可以试试： 蓝铃花与"]);
      await click(none, "蓝铃花与");
      await settled(none, "蓝铃花与");
      assert.equal((await answers(none)).length, 1);
      await none.close();
      const words = await find("蓝铃花 绿萝");
      assert.equal((await state(words)).hint, "可以试试： 蓝铃花");
      await words.close();
      const elsewhere = await find("蓝铃花", "&in=news");
      assert.equal((await state(elsewhere)).hint, "不限频道和时间可以找到： 蓝铃花");
      await elsewhere.close();
      for (const [query, status] of [["", ""], ["   ", ""], ["，。！", "只有标点，没有可以查找的字"]]) {
        const tab = await open(`/search/?q=${encodeURIComponent(query)}`);
        await settled(tab);
        assert.deepEqual([(await state(tab)).shown, (await state(tab)).status], [0, status]);
        await tab.close();
      }
    });

    test("what an editor wrote and what an address says is text", TIME, async () => {
      const tab = await find("甲乙丙丁");
      const [one] = await answers(tab);
      assert.ok(one.title.startsWith('<img src=x onerror="hacked=1"></a><script>hacked=2</script>'), one.title);
      assert.equal(await tab.evaluate(() => typeof globalThis.hacked), "undefined");
      assert.equal(await tab.evaluate(() => document.querySelectorAll("#results img, #results script").length), 0);
      await tab.close();
      const hostile = '"><img src=x onerror=hacked=4>';
      for (const rest of [`&in=${encodeURIComponent(hostile)}`, "&in=__proto__", `&from=${encodeURIComponent(hostile)}&to=2024-99-99`, "&from=9999-99-99&to=", "&in=&from=&to=", "&q=b&in=news&in=x#part-main"]) {
        const tab = await find("蓝铃花", rest);
        assert.equal((await answers(tab)).length, rest.includes("in=news") ? 0 : 1, rest);
        await tab.close();
      }
      const asked = await find(hostile);
      assert.equal((await state(asked)).state, "done");
      assert.equal(await asked.evaluate(() => typeof globalThis.hacked + document.querySelectorAll("main img").length), "undefined0");
      await asked.close();
    });

    test("a query of 10,000 characters is answered", TIME, async () => {
      const tab = await open("/search/");
      const query = `${"停水检修".repeat(2_500)}`;
      await tab.$eval("#search [name=q]", (field, query) => (field.value = query), query);
      await tab.click("#search button");
      await settled(tab, query);
      const { state: at, status, shown } = await state(tab);
      assert.deepEqual([at, shown], ["done", 0]);
      assert.ok(status.length < 60, status);
      await tab.close();
      const words = Array.from({ length: 3_000 }, (_, i) => `词${i}`).join(" ");
      const many = await open("/search/");
      await many.$eval("#search [name=q]", (field, query) => (field.value = query), words);
      await many.click("#search button");
      await settled(many, words);
      assert.equal((await state(many)).state, "done");
      await many.close();
    });

    test("a part that is missing is said, and the rest is shown", TIME, async () => {
      try {
        broken.add(/^search\/2015-2019\/s/);
        const some = await find("文件");
        assert.equal((await state(some)).state, "failed");
        assert.match((await state(some)).status, /有一部分内容没有读到/);
        await some.close();
        const rest = await find("停水");
        assert.equal((await state(rest)).shown, 10);
        await rest.close();
        broken.clear();
        broken.add(/^search\/2026\/t/);
        const texts = await find("停水");
        assert.equal((await state(texts)).state, "failed");
        broken.clear();
        broken.add(/^search\/meta/);
        const all = await find("停水");
        assert.deepEqual([(await state(all)).state, (await state(all)).shown], ["failed", 0]);
        broken.clear();
        await click(all, "再试一次");
        await all.waitForFunction(() => document.getElementById("results").dataset.state === "done");
        assert.equal((await state(all)).shown, 10);
        await all.close();
        await texts.close();
      } finally {
        broken.clear();
        said.length = 0;
      }
    });

    test("the keys go through the answers", TIME, async () => {
      const tab = await find("停水");
      await tab.focus("#search [name=q]");
      const at = () => tab.evaluate(() => [...document.querySelectorAll("#results a")].indexOf(document.activeElement));
      await tab.keyboard.press("ArrowDown");
      assert.equal(await at(), 0);
      for (let i = 0; i < 9; i += 1) await tab.keyboard.press("ArrowDown");
      assert.equal(await at(), 9);
      await tab.keyboard.press("ArrowDown");
      assert.equal(await tab.evaluate(() => document.activeElement.id), "more");
      await tab.keyboard.press("Enter");
      await tab.waitForFunction(() => document.querySelectorAll("#results > li").length === 20);
      await tab.keyboard.press("ArrowUp");
      assert.equal(await at(), 9);
      const title = await tab.evaluate(() => document.activeElement.href);
      await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
      assert.equal(tab.url(), title);
      await tab.close();
    });

    test("earlier answers stay until the new ones are there", TIME, async () => {
      const tab = await find("停水");
      await tab.evaluate(() => {
        globalThis.fewest = Infinity;
        new MutationObserver(() => (globalThis.fewest = Math.min(globalThis.fewest, document.querySelectorAll("#results > li").length))).observe(document.getElementById("results"), { childList: true, attributes: true });
      });
      await tab.$eval("#search [name=q]", (field) => (field.value = "检修"));
      await tab.click("#search button");
      await settled(tab, "检修");
      assert.equal(await tab.evaluate(() => globalThis.fewest), 10);
      await tab.close();
    });

    test("it works in a folder of one's own computer", TIME, async () => {
      const copy = await folder("copy");
      await cp(path.join(root, "public"), copy, { recursive: true });
      const page = pathToFileURL(path.join(copy, "search/index.html")).href;
      const tab = await open(`${page}?q=${encodeURIComponent("蓝铃花")}`);
      await settled(tab);
      const [one] = await answers(tab);
      assert.equal(one.href, pathToFileURL(path.join(copy, "2019/03/04/old.html")).href);
      await tab.$eval("#search [name=q]", (field) => (field.value = "停水"));
      await tab.click("#search button");
      await settled(tab, "停水");
      assert.equal((await answers(tab)).length, 10);
      await tab.close();
      // Where the site's own host is not, its style sheets and icons are not either.
      said.length = 0;
    });

    test("the policy of the guide forbids nothing that it needs", TIME, () => assert.deepEqual(said, []));
  });
}

test("in the preview it is current after every save, on a page that stays open", TIME, async () => {
  const site = await folder("preview");
  await cp(path.join(root, "content"), path.join(site, "content"), { recursive: true });
  const preview = await serve(site, "2026-06-30T12:00:00+08:00");
  const browser = await launch({ browser: "chrome", executablePath: BROWSERS.chrome, args: ["--no-sandbox", "--disable-gpu"], headless: true, userDataDir: await folder("profile") });
  try {
    const [tab] = await browser.pages();
    await tab.goto(`${preview.url}/news/search/?q=${encodeURIComponent("金露梅")}`);
    const at = (state, count) => tab.waitForFunction((state, count) => document.getElementById("results").dataset.state === state && document.querySelectorAll("#results > li").length === count, {}, state, count);
    await at("done", 0);
    await write(site, "content/news/2026-06-29-mei.md", article({ title: "山花", day: "2026-06-29", body: "金露梅开了。" }));
    await tab.waitForFunction(async () => (await fetch("/news/2026/06/29/mei.html")).ok);
    await tab.click("#search button");
    await at("done", 1);
    await write(site, "content/news/2026-06-29-mei.md", article({ title: "山花", day: "2026-06-29", body: "银露梅开了。" }));
    await tab.waitForFunction(async () => (await (await fetch("/news/2026/06/29/mei.html")).text()).includes("银露梅"));
    await tab.click("#search button");
    await at("done", 0);
  } finally {
    await browser.close();
    await end(preview);
  }
});

test("without scripts the page says what to do instead", TIME, async () => {
  const page = await readFile(path.join(root, "public/search/index.html"), "utf8");
  const [, instead] = page.match(/<noscript>([^]*?)<\/noscript>/);
  for (const part of ['href="/news/archive/"', 'href="/news/tags/"', "site%3Anews%2Eexample%2Ecn%2Fnews"]) assert.ok(instead.includes(part), instead);
});
