const root = document.documentElement, key = "dateline-aids";
const known = { size: ["", "large", "largest"], colour: ["", "light", "dark"], contrast: ["", "more"] };
const all = (selector) => document.querySelectorAll(selector);
const add = (parent, name, text) => parent.appendChild(Object.assign(document.createElement(name), { textContent: text }));
const words = (text) => text.split(";").map((part) => part.split(","));
let kept = {};
const chosen = (name) => (known[name].includes(kept[name]) ? kept[name] : "");
const media = new Map();
const answer = (text) => text.replace(/\(prefers-(?:color-scheme|contrast): *(dark|light|more)\)/g, (asked, value) => {
const choice = chosen(value === "more" ? "contrast" : "colour");
return choice ? `(${choice === value ? "min" : "max"}-width: 0px)` : asked;
});
const put = (owner, field) => {
const text = media.get(owner) ?? owner[field];
if (!text?.includes("(prefers-")) return;
media.set(owner, text);
owner[field] = answer(text);
};
const walk = (rules) => [...rules].forEach((rule) => {
try {
if (rule.media) put(rule.media, "mediaText");
walk(rule.cssRules ?? []);
} catch { /* of another host */ }
});
const load = () => {
try { kept = Object(JSON.parse(localStorage[key])); } catch { /* none */ }
for (const name in known) root.dataset[name] = chosen(name);
walk(document.styleSheets);
all("source, meta").forEach((element) => put(element, "media"));
all("[data-aid]").forEach((control) => (control.value = chosen(control.dataset.aid)));
};
all("[data-aids]").forEach((parent) => {
words(parent.dataset.aids).forEach(([label, ...options], i) => {
const name = Object.keys(known)[i], control = add(add(parent, "label", label + " "), "select");
options.forEach((text, at) => (add(control, "option", text).value = known[name][at]));
control.dataset.aid = name;
control.onchange = () => {
kept = { ...kept, [name]: control.value };
try { localStorage[key] = JSON.stringify(kept); } catch { /* for this page */ }
load();
};
});
parent.hidden = false;
});
load();
addEventListener("storage", (event) => event.key === key && load());
addEventListener("pageshow", (event) => event.persisted && load());
const button = (parent, text, onclick) => Object.assign(add(parent, "button", text), { onclick });
for (const parent of all("[data-tools]")) {
const [[copy, copied], [print], [read, stop]] = words(parent.dataset.tools), clipboard = navigator.clipboard;
const copying = () => clipboard.writeText(document.querySelector("[rel=canonical]").href);
if (clipboard) button(parent, copy, () => copying().then(() => (said.textContent = copied)));
button(parent, print, () => window.print());
if (window.speechSynthesis) aloud(button(parent, read), read, stop);
const said = add(parent, "span", "");
said.role = "status";
parent.hidden = false;
}
function aloud(button, read, stop) {
const speech = speechSynthesis, lang = root.lang;
const end = () => (speech.cancel(), (button.textContent = read));
button.onclick = () => {
if (speech.speaking) return end();
const text = [...all("article h1, .standfirst, .lead-sentence, .text > :not(figure, .table, pre)")].map((e) => e.textContent);
for (const sentence of text.join("\n").match(/[^。！？\n]+[。！？]*/g)) {
const part = Object.assign(new SpeechSynthesisUtterance(sentence), { lang });
part.onend = part.onerror = () => speech.pending || end();
speech.speak(part);
}
button.textContent = stop;
};
const look = () => (button.hidden = !speech.getVoices().some((voice) => voice.lang.startsWith(lang.slice(0, 2))));
look();
speech.onvoiceschanged = look;
addEventListener("pagehide", end);
}
