// Asks the search of a built site of `natural.py`, and Pagefind beside it, and holds the answers to a plain scan.
//
//     node search.mjs SITE OUTPUT [--queries N] [--pagefind]
//
// SITE has the sources, OUTPUT what was built of them. Prints one line a kind of query: kilobytes as sent (gzip 6, as
// static hosts do), requests, milliseconds and the share of right answers, up to the first ten. Each query begins with
// nothing loaded. The scan reads the sources and knows nothing of the index.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const [site, output, ...options] = process.argv.slice(2);
const count = Number(options[options.indexOf("--queries") + 1]) || 500;

// The plain scan.
const plain = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt() - 0xfee0))
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}]/gu, "");

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(place);
    else yield place;
  }
}

const articles = [];
for await (const file of files(path.join(site, "content"))) {
  if (!file.endsWith(".md")) continue;
  const [, title, date, body] = (await readFile(file, "utf8")).match(/^---\ntitle: "(.*)"\ndate: (.*)\n---\n([^]*)$/);
  const slug = path.basename(file, ".md").replace(/^\d{4}-\d\d-\d\d-/, "");
  const address = `${date.slice(0, 10).replaceAll("-", "/")}/${slug}.html`;
  const fields = [title, body.replace(/\\([^\w\s])/g, "$1")].map(plain);
  articles.push({ address, date, fields });
}
articles.sort((a, b) => (a.date < b.date) - (a.date > b.date) || (a.address < b.address ? -1 : 1));
const places = new Map(articles.map((article, at) => [article.address, at]));
const scan = (words) => {
  const found = [];
  for (const { fields, address } of articles) {
    if (words.every((word) => fields.some((field) => field.includes(word)))) found.push(address);
  }
  return found;
};

// The queries, the same ones on every machine.
let state = 20260630;
const random = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const part = (length) => {
  for (;;) {
    const text = [...articles[random(articles.length)].fields[1]];
    if (text.length > length) {
      const at = random(text.length - length);
      return text.slice(at, at + length).join("");
    }
  }
};
const counts = new Map();
for (let i = 0; i < 3000; i += 1) {
  const text = [...articles[random(articles.length)].fields[1]];
  for (let at = 0; at + 1 < text.length; at += 1) {
    const two = text[at] + text[at + 1];
    counts.set(two, (counts.get(two) ?? 0) + 1);
  }
}
const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([two]) => two);
const few = Math.max(10, Math.round(count / 10));
const queries = {
  random: Array.from({ length: count }, () => part(2 + random(7))),
  "two characters, common": Array.from({ length: few }, () => ranked[random(300)]),
  "two characters, rare": Array.from({ length: few }, () => part(2)),
  "four characters": Array.from({ length: few }, () => part(4)),
  // Halves of two texts, that rarely stand together.
  absent: Array.from({ length: few }, () => part(3) + part(3)),
  "one character": Array.from({ length: few }, () => part(1)),
  number: Array.from({ length: few }, () => String(100 + random(9900))),
};

const quantile = (list, q) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];

// Ours: the page's own script, with a loader that counts.
const { Index, Search } = await (async () => {
  const assets = await readdir(path.join(output, "assets"));
  const script = path.resolve(output, "assets", assets.find((name) => /^search\.[^.]*\.js$/.test(name)));
  const module = { exports: {} };
  vm.runInThisContext(`(function (module, require) {${await readFile(script, "utf8")}\n})`)(module, createRequire(script));
  return module.exports;
})();

const sizes = new Map();
const size = (bytes, file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(bytes, { level: 6 }).length);
  return sizes.get(file);
};

const ours = async (q) => {
  const kept = new Map();
  const seen = { bytes: 0, requests: 0 };
  const load = (name) => {
    if (!kept.has(name)) {
      const file = path.join(output, "search", `${name}.js`);
      const loaded = readFile(file).then((bytes) => {
        seen.bytes += size(bytes, file);
        return vm.runInNewContext(bytes.toString(), { dl: (_, data) => data });
      });
      seen.requests += 1;
      kept.set(name, loaded);
    }
    return kept.get(name);
  };
  const start = performance.now();
  const search = new Search(await Index.open(load), { q });
  const answers = [];
  let more = true;
  while (answers.length < 10 && more) {
    const next = await search.next();
    answers.push(...next.answers.map(({ href }) => href));
    more = next.more;
  }
  return { ...seen, answers, ms: performance.now() - start };
};

const report = async (name, ask) => {
  for (const [kind, list] of Object.entries(queries)) {
    const bytes = [], requests = [], ms = [];
    let [right, wanted, wrong, shown] = [0, 0, 0, 0];
    for (const q of list) {
      const found = await ask(q);
      const all = new Set(scan([plain(q)]));
      const newest = [...all].slice(0, 10);
      const answers = found.answers.slice(0, 10);
      right += newest.filter((address) => answers.includes(address)).length;
      wanted += newest.length;
      shown += answers.length;
      wrong += answers.filter((address) => !all.has(address)).length;
      bytes.push(found.bytes / 1000);
      requests.push(found.requests);
      ms.push(found.ms);
    }
    const three = (list, digits) => [0.5, 0.95, 1].map((q) => quantile(list, q).toFixed(digits)).join(" / ");
    const share = (part, whole) => (whole ? `${((part / whole) * 100).toFixed(2)} %` : "–");
    const cells = [name, articles.length, kind, list.length, three(bytes, 0), three(requests, 0), three(ms, 0), share(right, wanted), share(shown - wrong, shown)];
    process.stdout.write(`| ${cells.join(" | ")} |\n`);
  }
};

process.stdout.write("| | articles | queries | | kB p50 / p95 / max | requests | ms | newest ten found | right of what is shown |\n");
process.stdout.write(`|${" --- |".repeat(9)}\n`);
await report("Dateline", ours);

// Pagefind: its own script in Chromium, from a server that counts. It has no order by time here, so all that it finds
// is held to the newest ten.
if (options.includes("--pagefind")) {
  const { default: puppeteer } = await import(path.resolve(import.meta.dirname, "../tests/browser/node_modules/puppeteer-core/lib/puppeteer/puppeteer-core.js"));
  let seen;
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      const bytes = await readFile(path.join(output, name));
      const type = { ".js": "text/javascript", ".html": "text/html" }[path.extname(name)] ?? "application/octet-stream";
      const sent = gzipSync(bytes, { level: 6 });
      if (name.startsWith("/pagefind/")) {
        seen.bytes += sent.length;
        seen.requests += 1;
      }
      response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "cache-control": "no-store" });
      response.end(sent);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  await report("Pagefind", async (q) => {
    seen = { bytes: 0, requests: 0 };
    const page = await browser.newPage();
    await page.setCacheEnabled(false);
    await page.goto(`${origin}/404.html`);
    const start = performance.now();
    const answers = await page.evaluate(async (origin, q) => {
      const pagefind = await import(`${origin}/pagefind/pagefind.js`);
      const { results } = await pagefind.search(q);
      const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
      return data.map(({ url }) => url.replace(/^\//, ""));
    }, origin, q);
    const ms = performance.now() - start;
    await page.close();
    return { ...seen, answers, ms };
  });
  await browser.close();
  server.close();
}
