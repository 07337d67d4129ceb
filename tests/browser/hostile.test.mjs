// A hostile site in a real browser: whatever of it is published runs no script, opens no dialog and asks no other
// host, neither from the preview nor from a plain host, one that tells no more of a file than its ending says.
//
//   DATELINE=target/debug/dateline CHROMIUM=/usr/bin/chromium node --test tests/browser/hostile.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { browse, DATELINE, end, serve, write } from "./support.mjs";
import { EVIL, vectors } from "./vectors.mjs";

const NOW = "2024-02-01T08:00:00+08:00";
const TABS = 4;
const TIME = { timeout: 600_000 };

const SITE = `title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
profile: gov-cn
organization: { id_code: "6301000001", icp: 青ICP备00000000号-1, police: 青公网安备 63010000000000号, contact: 0971-0000000 }
categories:
  news: { title: 新闻, kind: news }
  bulletins: { title: 公报, kind: bulletin }
series:
  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 }, channels: { label: 渠道, unit: 件, parts: true } } }
`;
const BULLETIN = (part) => `---
title: 日报
date: 2024-01-18
series: daily
period: 2024-01-17
figures: { calls: 5, channels: { ${JSON.stringify(part)}: 5 } }
topics: [{ name: ${JSON.stringify(part)}, count: 3, note: ${JSON.stringify(part)} }]
---
`;
/** A picture of one pixel. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

let root, profile, context;
/** Everything that ran, opened or asked for what it should not have, with the page that it happened on. */
const caught = [];
let count, refused;

/** Runs a command of the program; returns its problems. */
const problems = (command) => {
  const { stdout, stderr, status } = spawnSync(DATELINE, [command, "--root", root, "--now", NOW, "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(status === 0 || status === 1, `ended with ${status}: ${stderr}${stdout.slice(-400)}`);
  return { status, found: stdout.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)) };
};

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "dateline-hostile-"));
  profile = await mkdtemp(path.join(tmpdir(), "dateline-profile-"));
  await write(root, "content/site.yaml", SITE);
  count = 0;
  for (const { text, files } of vectors()) {
    const folder = `content/news/${count}`;
    await write(root, `${folder}/v${count}.md`, text);
    await write(root, `${folder}/a.png`, PIXEL);
    for (const [name, body] of files) if (!name.includes("/")) await write(root, `${folder}/${name}`, body);
    count += 1;
  }
  await write(root, "content/bulletins/a.md", BULLETIN(`"><script>pwned(1)</script>`));
  // What the program refuses is taken away, until the rest can be published.
  const gone = new Set();
  for (let round = 0; ; round += 1) {
    assert.ok(round < 10, "each round leaves fewer mistakes");
    const { status, found } = problems("build");
    if (status === 0) break;
    for (const { severity, code, message, path: file } of found) {
      if (severity !== "error") continue;
      assert.match(file, /^content\/news\/\d+(\/|$)/, `${code} ${message}`);
      // A folder is a vector: its article and the files that this brings.
      gone.add(file.split("/").slice(0, 3).join("/"));
    }
    for (const folder of gone) await rm(path.join(root, folder), { recursive: true, force: true });
  }
  refused = gone.size;
  context = await browse(profile, `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`);
  context.setDefaultTimeout(30_000);
  await context.exposeBinding("pwned", ({ frame }) => caught.push(`a script ran in ${frame.url()}`));
  context.on("page", (page) => page.on("dialog", (dialog) => {
    caught.push(`a dialog of ${page.url()}`);
    return dialog.dismiss();
  }));
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOwn = hostname === "127.0.0.1" || ["data:", "blob:", "about:", "chrome-extension:", "chrome:"].includes(protocol);
    if (!isOwn) caught.push(`${request.url()} asked for by ${request.frame()?.url()}`);
  });
});

after(async () => {
  await context?.close();
  await rm(root, { recursive: true, force: true });
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Looks through a document for what would run or load upon a click, a move or in another browser. */
const look = () => {
  const found = [];
  const KNOWN = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];
  const isPage = document.contentType === "text/html";
  const isXml = document.contentType.endsWith("xml");
  // Chromium shows XML without a style in a page of its own, which holds what was sent.
  const root = document.getElementById("webkit-xml-viewer-source-xml") ?? document;
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    if (isPage && !KNOWN.includes(element.namespaceURI)) found.push(`<${name}> of ${element.namespaceURI}`);
    if (isXml && element.namespaceURI === KNOWN[0]) found.push(`<${name}> of HTML in ${document.contentType}`);
    // Of all scripts only the program's own may be there: of the preview, and the reading aids and the search of the built-in theme.
    const source = name === "script" && !element.textContent && element.getAttribute("src");
    const isOwn = source && (source.startsWith("/_desk/") || /^(\/|\.\.\/)assets\/(aids|search)\.[0-9a-f]{10}\.js$/.test(source));
    const isScript = name === "script" && element.type !== "application/ld+json" && !isOwn;
    if (isScript || /^(iframe|frame|object|embed|applet|base|portal|foreignobject)$/i.test(name)) found.push(`<${name}>`);
    if (name === "meta" && /refresh/i.test(element.httpEquiv) && !new URL(element.content.replace(/^.*?url=/i, ""), "http://127.0.0.1/").hostname.match(/^(127\.0\.0\.1|news\.example\.cn)$/)) found.push("<meta refresh>");
    for (const attribute of element.attributes) {
      const value = attribute.value.replace(/[\u0000-\u0020]/g, "");
      if (/^on/i.test(attribute.localName)) found.push(`${attribute.name} of <${name}>`);
      if (/^(javascript|vbscript|livescript|data):/i.test(value) && !value.startsWith("data:image/") && /href|src|action|data|values|to|from/i.test(attribute.localName)) found.push(`${attribute.name}="${attribute.value}"`);
    }
  }
  for (const data of document.querySelectorAll('script[type="application/ld+json"]')) {
    try { JSON.parse(data.textContent); } catch { found.push("JSON-LD that is none"); }
  }
  if (location.pathname.endsWith(".html") && document.querySelectorAll("main").length !== 1) found.push(`${document.querySelectorAll("main").length} <main>`);
  return found;
};

/** Looks at the document of a tab; one that leads elsewhere by itself, as an old address does, at where it leads. */
const inspect = async (page) => {
  for (let left = 3; ; left -= 1) {
    try {
      return await page.evaluate(look);
    } catch (error) {
      if (!left || !/Execution context was destroyed/.test(error.message)) throw error;
      await page.waitForLoadState("load");
    }
  }
};

/** Loads every address, and looks at what came. */
const visit = async (base, addresses) => {
  const queue = [...addresses];
  let loaded = 0;
  const work = async () => {
    const page = await context.newPage();
    for (let address; (address = queue.pop()) !== undefined;) {
      try {
        await page.goto(base + address, { waitUntil: "load" });
        for (const found of await inspect(page)) caught.push(`${found} in ${address}`);
      } catch (error) {
        // A file that is none for a browser is offered for saving, which is as good.
        if (!/ERR_ABORTED|Download is starting/.test(error.message)) throw new Error(`${address}: ${error.message}`);
      }
      loaded += 1;
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: TABS }, work));
  return loaded;
};

/** Lists the files below a folder, as paths of addresses. */
const files = async (folder) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const inside = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
  return inside.filter((file) => !file.split("/").pop().startsWith(".dateline")).map((file) => "/" + file.split("/").map(encodeURIComponent).join("/")).sort();
};

/** Types by which a host of few words, and one of many, send files; others go without, so that browsers guess. */
const TYPES = {
  html: "text/html; charset=utf-8", htm: "text/html", shtml: "text/html", xhtml: "application/xhtml+xml", xht: "application/xhtml+xml", xml: "text/xml", xsl: "text/xml", xslt: "text/xml", xsd: "text/xml", dtd: "text/xml", rdf: "application/rdf+xml",
  svg: "image/svg+xml", svgz: "image/svg+xml", mml: "text/mathml", css: "text/css", js: "text/javascript", json: "application/json", txt: "text/plain", csv: "text/csv", png: "image/png", jpg: "image/jpeg", gif: "image/gif", webp: "image/webp",
  pdf: "application/pdf", zip: "application/zip", mp3: "audio/mpeg", mp4: "video/mp4", plist: "text/xml", rng: "text/xml", resx: "text/xml", wsdl: "text/xml",
};

test("most of it is published, so that there is something to look at", TIME, async () => {
  const addresses = await files(path.join(root, "public"));
  console.log(`# ${count} vectors, ${refused} refused, ${addresses.length} files`);
  assert.ok(count > 1000);
  assert.ok(count - refused > 500, `${refused} of ${count} were refused`);
});

test("nothing runs or loads from a plain host", TIME, async () => {
  const folder = path.join(root, "public");
  const host = createServer(async (request, response) => {
    const file = path.join(folder, decodeURIComponent(new globalThis.URL(request.url, "http://x").pathname));
    const type = TYPES[path.extname(file).slice(1).toLowerCase()];
    if (type) response.setHeader("content-type", type);
    createReadStream(file).on("error", () => response.writeHead(404).end()).pipe(response);
  });
  await new Promise((resolve) => host.listen(0, "127.0.0.1", resolve));
  const addresses = await files(folder);
  const loaded = await visit(`http://127.0.0.1:${host.address().port}`, addresses).finally(() => host.close().closeAllConnections());
  assert.equal(loaded, addresses.length);
  assert.deepEqual(caught.splice(0), []);
});

test("nothing runs or loads from the preview", TIME, async () => {
  const preview = await serve(root, NOW);
  const addresses = [...(await files(path.join(root, "public"))), "/_desk/", "/_desk/?q=%3Cscript%3Epwned(1)%3C/script%3E", "/%22%3E%3Cscript%3Epwned(1)%3C/script%3E", "/?at=%22%3E%3Cscript%3Epwned(1)%3C/script%3E"];
  const loaded = await visit(preview.url, addresses).finally(() => end(preview));
  assert.equal(loaded, addresses.length);
  assert.deepEqual(caught.splice(0), []);
});

test("the other host is named where readers may click, at most", async () => {
  for (const address of await files(path.join(root, "public"))) {
    if (!/\.(html|xml|json)$/.test(address)) continue;
    const text = await readFile(path.join(root, "public", decodeURIComponent(address)), "utf8");
    const loads = text.match(new RegExp(`<[^>]*\\s(src|srcset|data|poster|background|action)="[^"]*${EVIL}[^>]*>`, "i"));
    assert.equal(loads?.[0], undefined, address);
  }
});
