(() => {
"use strict";
const SCREEN = 10, TEXTS = 60;
const FIRST = 3, LISTS = 24, AT_ONCE = 4;
const FEW = 2;
const LONG = 1e9, CUT = 2e9;
const WIDTH = 180;
const normalForm = (table, pairs = "") => {
const moves = new Map();
let end = 0;
for (const run of table.split(";")) {
const [gap, length, distance, step = 1] = run.split(",").map((part) => part && parseInt(part, 36));
const start = end + gap;
end = start + length * step;
for (let c = start; c < end; c += step) moves.set(c, distance ? c + distance : 0);
}
const letters = [...pairs].map((letter) => letter.codePointAt());
for (let i = 0; i < letters.length; i += 2) moves.set(letters[i], letters[i + 1]);
return (raw) => {
let text = "", at = [];
for (let i = 0; i < raw.length; ) {
const c = raw.codePointAt(i), to = moves.get(c) ?? c;
if (to) text += String.fromCodePoint(to);
while (at.length < text.length) at.push(i);
i += c > 0xffff ? 2 : 1;
}
const composed = text.normalize("NFC");
if (composed === text) return { text, at };
const joined = [];
for (const { 0: cluster, index } of text.matchAll(/[^][\p{M}\u1160-\u11ff]*/gu)) {
for (let i = cluster.normalize("NFC").length; i > 0; i -= 1) joined.push(at[index]);
}
return { text: composed, at: joined };
};
};
const grams = (word) => {
const letters = [...word];
if (letters.length === 1) return [{ gram: word, at: 0 }];
const found = [];
let covered = 0;
for (let at = 0; at + 1 < letters.length; at += 1) {
const three = letters.slice(at, at + 3);
const size = three.length === 3 && three.every((letter) => letter < "\u2e80") ? 3 : 2;
if (at + size <= covered) continue;
found.push({ gram: letters.slice(at, at + size).join(""), next: letters[at + size], at });
covered = size === 3 ? at + 3 : covered;
}
return found;
};
const numbers = (list, next) => {
const wanted = next && 1 << (Math.imul(next.codePointAt(), 0x9e3779b1) >>> 29);
const found = [];
let number;
for (const [, digits, mask] of list.matchAll(/(\d+)([a-h]|[i-x]{2})?/g)) {
number = number === undefined ? +digits : number - digits;
const [high, low] = [mask?.charCodeAt(0), mask?.charCodeAt(1)];
const classes = mask?.length === 2 ? ((high - 105) << 4) | (low - 105) : 1 << (high - 97);
if (!wanted || !mask || classes & wanted) found.push(number);
}
return found;
};
const shard = (gram, count) => {
let sum = 0x811c9dc5;
for (let i = 0; i < gram.length; i += 1) sum = Math.imul(sum ^ gram.charCodeAt(i), 0x01000193);
sum ^= sum >>> 15;
let least = 1;
while (least < count) least *= 2;
const at = sum & (least - 1);
return at < count ? at : sum & (least / 2 - 1);
};
const days = (day) => Date.parse(`${day}T00:00:00Z`) / 864e5;
class Index {
static async open(load) {
const meta = await load("meta", ""), form = await load("form", meta.form);
return Object.assign(new Index(), { load, meta, normal: normalForm(...form.split("|")) });
}
file(segment, name) {
return this.load(`${segment.id}/${name}`, segment.version);
}
async common() {
const common = new Map(), indexed = this.meta.segments.filter(({ kind }) => kind === "index");
const [largest] = indexed.sort((a, b) => b.count - a.count);
for (const [size, text] of await this.file(largest, "top").catch(() => [])) {
for (const [gram] of text.matchAll(/../gsu)) common.set(gram, size);
}
return common;
}
async list(segment, { gram, next }) {
const text = `;${await this.file(segment, `s${shard(gram, segment.shards)}`)}`;
const found = [":", "!:", "*"].map((mark) => [mark, text.indexOf(`;${gram}${mark}`)]).find(([, at]) => at >= 0);
if (!found) return { size: 0, pieces: [] };
const [mark, at] = found, start = at + 1 + gram.length + mark.length;
const list = text.slice(start, (text + ";").indexOf(";", start));
if (mark !== "*") {
const all = numbers(list, next);
const pieces = [piece(0, async () => all)];
return mark === ":" ? { size: all.length, pieces } : { size: CUT, pieces, oldest: all[all.length - 1] };
}
const [width, names] = list.split(":");
const name = Array.from(gram, (letter) => letter.codePointAt().toString(16)).join("_");
const read = async (n) => numbers(await this.file(segment, `l-${name}-${n}`), next);
return { size: LONG, pieces: names.split(",").map((n) => piece(n * 2 ** width, () => read(n))) };
}
}
const piece = (low, read) => {
let kept;
return { low, get: () => (kept ??= read()) };
};
class Search {
constructor(index, { q, category, from = "", to }) {
to ||= "9999-12-31";
const words = q.split(/\s+/u).map((word) => index.normal(word).text);
Object.assign(this, { index, category, from, to, words: [...new Set(words)].filter(Boolean) });
this.segments = index.meta.segments.filter((segment) => segment.to >= from && segment.from <= to);
this.isExact = this.words.every((word) => grams(word).length === 1);
Object.assign(this, { waiting: [], hits: 0, found: 0, failed: false, ended: !this.words.length, back: undefined });
Object.assign(this, { lists: [], categories: new Map(), years: new Map(), stream: this.texts() });
}
attempt(promise) {
return promise.catch(() => void (this.failed = true));
}
async next() {
const whole = () => this.waiting.filter(({ day }) => this.ended || day > this.back).length;
const isLate = (read) => read >= TEXTS && (read >= 4 * TEXTS || !this.waiting.length || whole());
for (let read = 0; !this.ended && whole() < SCREEN && !isLate(read); ) read += await this.step();
const when = ({ day, time }) => day + time;
this.waiting.sort((a, b) => when(b).localeCompare(when(a)));
const answers = this.waiting.splice(0, Math.min(SCREEN, whole() || SCREEN));
if (!this.found) answers.sort((a, b) => b.isTitle - a.isTitle);
this.found += answers.length;
return { answers, more: !!this.waiting.length || !this.ended };
}
async any() {
for (let read = 0; read < TEXTS && !this.ended && !this.waiting.length; ) read += await this.step();
return !!this.waiting.length;
}
async step() {
const { value, done } = await this.stream.next();
this.ended = done;
if (!done) this.take(value.row);
return done || value.isFree ? 0 : 1;
}
take(row) {
const [, href, title, day, time, category, fields] = row;
this.back = day;
const texts = [title, ...fields].map((field) => this.index.normal(field).text);
const holds = (fields) => this.words.every((word) => fields.some((field) => field.includes(word)));
if (!holds(texts)) return;
this.hits += 1;
const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
count(this.categories, category);
if (this.category !== undefined && category !== this.category) return;
count(this.years, day.slice(0, 4));
this.waiting.push({ href, title, day, time, category, fields, isTitle: holds(texts.slice(0, 1)) });
}
async *texts() {
for (const [at, segment] of this.segments.entries()) {
if (segment.kind === "index") yield* this.indexed(at, segment);
else yield* this.whole(segment);
}
}
async *whole(segment) {
for (let k = Math.ceil(segment.count / segment.span) - 1; k >= 0; k -= 1) {
const rows = (await this.attempt(this.index.file(segment, `t${k}`))) ?? [];
for (const row of [...rows].reverse()) yield { row, isFree: true };
}
}
async *indexed(at, segment) {
const { first, capacity, span } = segment, start = days(first);
const low = Math.max(0, days(this.from || first) - start) * capacity;
const high = this.to < segment.to ? (days(this.to) - start + 1) * capacity - 1 : Infinity;
const { used, spare } = await this.prepare(at);
if (!used.length) return;
if (used[0].size <= SCREEN - this.waiting.length && this.segments[at + 1]) this.prepare(at + 1);
const numbers = this.common(used, low, high);
for (let vain = 0, size = this.isExact ? SCREEN : AT_ONCE; ; size = vain ? AT_ONCE : SCREEN) {
const before = this.hits, wanted = Math.max(AT_ONCE, SCREEN + 1 - this.waiting.length);
const some = await takeFrom(numbers, Math.min(wanted, size));
if (!some.length) break;
if (vain > 2 && spare.length) {
used.push(...(await this.read(segment, spare.splice(0, FIRST))));
vain = 0;
for (const number of some.splice(0)) if (await this.isInAll(used, number)) some.push(number);
}
const names = [...new Set(some.map((number) => Math.floor(number / span)))];
const blocks = await Promise.all(names.map((k) => this.attempt(this.index.file(segment, `t${k}`))));
const rows = new Map(blocks.flatMap((rows) => rows ?? []).map((row) => [row[0], row]));
for (const number of some) if (rows.has(number)) yield { row: rows.get(number) };
vain += some.length - (this.hits - before);
}
yield* this.older(segment, used[0].oldest ?? 0, low, high);
}
async rarest() {
const all = this.words.flatMap(grams), common = all[1] && (await this.index.common());
const size = ({ gram, next }) => (gram.length === 1 ? 99 : (common.get(gram) ?? 0) - !!next / 2);
return all.sort((a, b) => size(a) - size(b) || (a.at & 1) - (b.at & 1) || a.at - b.at).slice(0, LISTS);
}
prepare(at) {
return (this.lists[at] ??= this.choose(this.segments[at]));
}
async choose(segment) {
if (segment.kind !== "index") return;
const wanted = await (this.wanted ??= this.rarest()), lists = await this.read(segment, wanted.slice(0, 1));
if (!(lists[0]?.size <= FEW)) lists.push(...(await this.read(segment, wanted.slice(1, FIRST))));
lists.sort((a, b) => a.size - b.size);
const short = lists.filter(({ size }) => size < LONG), used = short.length ? short : lists;
return { used, spare: wanted.filter((gram) => !used.some(({ of }) => of === gram)) };
}
async read(segment, wanted) {
const list = async (of) => ({ of, ...(await this.index.list(segment, of)) });
return (await Promise.all(wanted.map((gram) => this.attempt(list(gram))))).filter(Boolean);
}
async *common(lists, low, high) {
for (const piece of lists[0].pieces) {
if (piece.low > high) continue;
for (const number of (await this.attempt(piece.get())) ?? []) {
if (number < low) return;
if (number <= high && (await this.isInAll(lists, number))) yield number;
}
}
}
async isInAll(lists, number) {
for (const { pieces, oldest = 0 } of lists.slice(1)) {
const piece = number < oldest ? undefined : pieces.find(({ low }) => low <= number);
const read = piece && (await this.attempt(piece.get()));
if (number >= oldest && (!piece || (read && !read.includes(number)))) return false;
}
return true;
}
async *older({ span, ...segment }, oldest, low, high) {
for (let k = Math.floor(Math.min(oldest - 1, high) / span); k >= Math.floor(low / span); k -= 1) {
const rows = await this.index.file(segment, `t${k}`).catch(() => []);
for (const row of [...rows].reverse()) if (row[0] >= low && row[0] < oldest && row[0] <= high) yield { row };
}
}
}
const takeFrom = async (values, count) => {
const found = [];
while (found.length < count) {
const { value, done } = await values.next();
if (done) break;
found.push(value);
}
return found;
};
const places = (normal, raw, words) => {
const { text, at } = normal(raw), found = [];
words.forEach((word, which) => {
for (let i = text.indexOf(word); i >= 0 && found.length < 200; i = text.indexOf(word, i + word.length)) {
const last = at[i + word.length - 1];
const [letter] = raw.slice(last).match(/^[^]\p{M}*/u);
found.push({ start: at[i], end: last + letter.length, which });
}
});
return found.sort((a, b) => a.start - b.start);
};
const marked = (raw, found, start = 0, end = raw.length) => {
const pieces = [];
let at = start;
for (const place of found) {
const from = Math.max(at, place.start), to = Math.min(end, place.end);
if (from < to) {
pieces.push(raw.slice(at, from), raw.slice(from, to));
at = to;
}
}
return [...pieces, raw.slice(at, end)];
};
const passage = (normal, fields, words) => {
let best = { raw: fields[fields.length - 1] ?? "", found: [], start: 0, count: 0 };
for (const raw of [...fields].reverse()) {
const found = places(normal, raw, words), reach = width(raw);
for (const { start } of found) {
const near = found.filter((place) => place.start >= start && place.end <= start + reach * 0.7);
const count = new Set(near.map(({ which }) => which)).size;
if (count > best.count) best = { raw, found, start, count };
}
}
const { raw, found } = best;
let start = Math.max(0, best.start - Math.floor(width(raw) / 5));
const before = raw.slice(start, best.start), sentence = before.match(/^[^]*(?:[。！？!?\n][”’」』）]*|\.\s)/u);
if (sentence) start += sentence[0].length;
else if (start) start += before.match(/^[\w\udc00-\udfff\p{M}]*/u)[0].length;
let end = Math.min(raw.length, start + width(raw));
if (end < raw.length) end -= raw.slice(start, end).match(/[\w\ud800-\udbff]{0,20}$/)[0].length;
end += raw.slice(end).match(/^\p{M}*/u)[0].length;
const pieces = marked(raw, found, start, end);
if (start && !sentence) pieces[0] = `…${pieces[0].trimStart()}`;
if (end < raw.length) pieces.push(`${pieces.pop().trimEnd()}…`);
return pieces;
};
const width = (text) => (/[\u2e80-\uffff]/.test(text) ? WIDTH / 2 : WIDTH);
const shorter = async (index, query) => {
const finds = (q) => q && new Search(index, { ...query, q }).any();
const words = query.q.split(/\s+/u).filter((word) => index.normal(word).text);
if (words.length > 1) {
for (let i = Math.min(words.length, 8) - 1; i >= 0; i -= 1) {
const rest = words.filter((_, at) => at !== i).join(" ");
if (await finds(rest)) return rest;
}
}
const letters = [...(words.sort((a, b) => b.length - a.length)[0] ?? "")].slice(0, 32);
const longest = async (part) => {
let [low, high] = [0, letters.length - (words.length > 1 ? 0 : 1)];
while (low < high) {
const middle = Math.ceil((low + high) / 2);
if (await finds(part(middle))) low = middle;
else high = middle - 1;
}
return part(low);
};
const start = await longest((n) => letters.slice(0, n).join(""));
const end = await longest((n) => letters.slice(letters.length - n).join(""));
return (end.length > start.length ? end : start).replace(/^\p{P}+|\p{P}+$/gu, "");
};
if (typeof document === "undefined") {
module.exports = { Index, Search, normalForm, passage, places, shorter };
return;
}
const script = document.currentScript, base = new URL("../search/", script.src), top = new URL("../", script.src);
const ids = ["search", "results", "more", "search-status", "search-filters", "search-hint"];
const [form, list, more, status, filters, hint] = ids.map((id) => document.getElementById(id));
const words = form.dataset, named = document.title;
const say = (text, values) => text.replace(/\{(\w)\}/g, (_, name) => values[name]);
const make = (name, own) => Object.assign(document.createElement(name), own);
const add = (parent, name, textContent = "", own = {}) => parent.appendChild(make(name, { textContent, ...own }));
const kept = new Map(), waiting = new Map();
window.dl = (name, data) => waiting.get(name)?.(data);
const load = (name, version) => {
const key = `${name}.js${version && `?v=${version}`}`;
if (!kept.has(key)) {
const loaded = new Promise((resolve, reject) => {
const part = make("script", { src: new URL(key, base) });
const end = () => (part.remove(), reject(new Error(name)));
waiting.set(name, resolve);
part.onload = part.onerror = end;
setTimeout(end, 30_000);
document.head.append(part);
});
kept.set(key, loaded);
loaded.catch(() => kept.delete(key));
if (!version) loaded.then(() => kept.delete(key), () => {});
}
return kept.get(key);
};
const filled = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
const asked = () => {
const fields = new URLSearchParams(location.search);
for (const field of form.querySelectorAll("[name]")) {
field.value = fields.get(field.name) ?? "";
field.value ||= "";
}
return filled();
};
const address = (query) => `?${new URLSearchParams(Object.entries(query).filter(([, value]) => value))}`;
const short = (text) => text.replace(/^([^]{40})[^]+/u, "$1…");
const language = /^en/.test(document.documentElement.lang) ? "en-GB" : "zh-CN";
const long = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const printed = (day) => day && long.format(days(day) * 864e5);
let turn = 0, late, answered, current;
const run = async () => {
const mine = (turn += 1), query = asked(), { q, from, to } = query;
answered = location.search;
if (query.in || from || to) form.querySelector("details").open = true;
document.title = q ? `${short(q)} – ${named}` : named;
if (!q) return clear("idle");
list.dataset.state = "busy";
clearTimeout(late);
late = setTimeout(() => (status.textContent = words.busy), 400);
try {
const index = await Index.open(load), category = index.meta.categories.findIndex(([id]) => id === query.in);
const search = new Search(index, { q, from, to, category: query.in ? category : undefined });
if (mine === turn) await screen(mine, { index, search, query, seen: 0 }, history.state?.screens ?? 1);
} catch {
if (mine === turn) clear("failed");
}
};
const clear = (state) => {
clearTimeout(late);
for (const part of [list, hint, filters, status]) part.textContent = "";
more.hidden = true;
if (state === "failed") again();
list.dataset.state = state;
};
const screen = async (mine, asking, count) => {
const { search, seen } = asking;
list.dataset.state = "busy";
let answers = [], isMore = true;
for (let i = 0; i < count && isMore; i += 1) {
const next = await search.next();
answers = answers.concat(next.answers);
isMore = next.more;
}
if (mine !== turn) return;
clearTimeout(late);
current = asking;
asking.seen += count;
if (seen) history.replaceState({ screens: asking.seen }, "");
if (!seen) list.textContent = hint.textContent = "";
const before = list.children.length;
for (const answer of answers) show(asking, answer);
if (seen) list.children[before]?.querySelector("a").focus({ preventScroll: true });
report(asking, isMore);
narrow(asking, isMore);
if (!search.found && !isMore && search.words.length) await suggest(mine, asking);
if (mine === turn) list.dataset.state = search.failed ? "failed" : "done";
};
const show = ({ index, search }, { href, title, day, time, category, fields }) => {
const item = add(list, "li");
const mark = (parent, pieces) => {
for (const [i, piece] of pieces.entries()) add(parent, i % 2 ? "mark" : "span", piece.replace(/\s+/g, " "));
};
const link = add(add(item, "h2", "", { className: "card-title" }), "a", "", { href: new URL(href, top) });
mark(link, marked(title, places(index.normal, title, search.words)));
mark(add(item, "p", "", { className: "card-summary" }), passage(index.normal, fields, search.words));
const facts = add(item, "p", "", { className: "card-meta" });
add(facts, "time", `${printed(day)} ${time}`.trim(), { dateTime: time ? `${day}T${time}` : day });
facts.append(" ");
add(facts, "span", index.meta.categories[category]?.[1]);
};
const report = ({ search, query }, isMore) => {
const { found, failed, back } = search;
const none = isMore ? words.far : search.words.length ? words.none : words.marks;
const sentence = !found ? none : isMore ? words.newest : words.found;
status.textContent = say(sentence, { n: found, q: short(query.q), day: printed(back) });
if (failed) again();
list.dataset.more = isMore;
more.hidden = !isMore;
more.textContent = found && !(found % SCREEN) ? words.more : say(words.further, { day: printed(back) });
};
const again = () => {
status.append(` ${words.failed} `);
add(status, "a", words.again, { href: location.search });
};
const narrow = ({ index, search, query }, isMore) => {
const { segments, categories } = index.meta, isNarrow = query.from || query.to, isAll = !isMore && !search.failed;
filters.textContent = "";
if (!search.words.length || !segments.length || !(search.found || isMore || isNarrow || query.in)) return;
const group = (label, options) => {
const row = add(filters, "p");
add(row, "span", label);
for (const [title, change, count] of options) {
const to = address({ ...query, ...change }), text = count === undefined ? title : `${title} (${count})`;
row.append(" ");
if (to === address(query)) add(row, "strong", text);
else add(row, "a", text, { href: to });
}
};
const count = (i) => (isAll ? search.categories.get(i) ?? 0 : undefined);
const named = categories.map(([id, title], i) => [title, { in: id }, count(i)]);
const kept = named.filter(([, { in: id }, count]) => count !== 0 || id === query.in);
if (categories.length > 1) group(form.elements.in.labels[0].firstChild.data.trim(), [[words.any, { in: "" }], ...kept]);
const newest = segments[0].to, [year, first] = [newest, segments[segments.length - 1].from].map((day) => +day.slice(0, 4));
const ago = (n) => new Date((days(newest) - n) * 864e5).toISOString().slice(0, 10);
const of = (y, count) => [say(words.year, { y }), { from: `${y}-01-01`, to: `${y}-12-31` }, count];
const whole = [...search.years].sort().reverse().map(([year, count]) => of(year, count));
const years = [[words.month, { from: ago(30), to: "" }]];
for (let y = year; y >= first && y > year - 6; y -= 1) years.push(of(y));
group(words.when, [[words.any, { from: "", to: "" }], ...(isAll && !isNarrow ? whole : years)]);
};
const suggest = async (mine, { index, search, query }) => {
const { q } = query;
const isFree = (query.in || query.from || query.to) && (await new Search(index, { q }).any());
const less = isFree ? q : await shorter(index, { ...search, q });
if (!less || mine !== turn) return;
add(hint, "span", isFree ? words.wide : words.shorter);
hint.append(" ");
add(hint, "a", short(less), { href: address(isFree ? { q } : { ...query, q: less }) });
};
const go = (to) => {
try {
if (to !== location.search) history.pushState(null, "", to);
} catch {
return location.assign(to);
}
scrollTo(0, 0);
return run();
};
form.addEventListener("submit", (event) => {
event.preventDefault();
go(address(filled()));
});
form.parentElement.parentElement.addEventListener("click", (event) => {
const to = event.target.closest?.("a[href^='?']");
if (!to || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
event.preventDefault();
go(to.getAttribute("href"));
});
more.addEventListener("click", () => list.dataset.state === "busy" || screen(turn, current, 1));
addEventListener("popstate", () => location.search !== answered && run());
addEventListener("keydown", (event) => {
const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], stops = [form.elements.q, ...list.querySelectorAll("a"), more];
const at = stops.indexOf(document.activeElement), to = stops[at + step];
if (at < 0 || !to || to.hidden || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
event.preventDefault();
to.focus();
});
run();
})();
