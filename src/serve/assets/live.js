// Keeps an open page as its source is: reloads it, swaps its style sheets, shows what is wrong.
(() => {
  "use strict";
  const host = document.querySelector("dateline-live");
  if (!host) return;
  if (!host.shadowRoot) {
    // A browser that does not read shadow roots from HTML.
    const template = host.querySelector("template");
    if (template) host.attachShadow({ mode: "open" }).append(template.content);
  }
  const root = host.shadowRoot;
  // The site may lie below a path, and so does the desk.
  const desk = new URL(".", document.currentScript.src).pathname;
  const page = location.pathname + location.search;
  const key = (name) => `dateline:${name}:${page}`;
  let { print, panel } = host.dataset;
  let source = null;
  let timer = 0;

  const all = (selector) => [...document.querySelectorAll(selector)];

  // The bar has room of its own below the page, so that the end of a page can be read above it. A
  // page in the frame of other screens has no bar.
  const isFramed = parent !== window;
  host.hidden = isFramed;
  const room = () => {
    const parts = [...root.querySelectorAll(".bar, summary")];
    const height = isFramed ? 0 : Math.max(0, ...parts.map((part) => part.offsetHeight));
    document.documentElement.style.setProperty("--dateline-live", `${height}px`);
  };
  addEventListener("resize", room);

  // What the reader had before a reload: where the page stood, and what was unfolded.
  const keep = () => {
    const state = { x: scrollX, y: scrollY, open: all("details").map((d) => d.open) };
    const focused = document.activeElement;
    if (focused && focused.id) state.focus = focused.id;
    sessionStorage.setItem(key("place"), JSON.stringify(state));
  };
  const restore = () => {
    const text = sessionStorage.getItem(key("place"));
    if (!text) return;
    sessionStorage.removeItem(key("place"));
    const state = JSON.parse(text);
    const details = all("details");
    if (details.length === state.open.length) details.forEach((d, i) => { d.open = state.open[i]; });
    if (state.focus) document.getElementById(state.focus)?.focus({ preventScroll: true });
    const scroll = () => scrollTo({ left: state.x, top: state.y, behavior: "instant" });
    scroll();
    // Pictures may still make the page longer.
    if (document.readyState !== "complete") addEventListener("load", scroll, { once: true });
  };

  // Whether the panel is open is the reader's choice, until another problem is there.
  const remember = () => {
    const details = root.querySelector("details.panel");
    if (!details) return;
    const chosen = sessionStorage.getItem("dateline:panel");
    if (chosen && chosen.startsWith(panel)) details.open = chosen.endsWith("open");
    details.addEventListener("toggle", () => {
      sessionStorage.setItem("dateline:panel", `${panel} ${details.open ? "open" : "closed"}`);
    });
  };
  const show = (html) => {
    const had = root.activeElement?.localName;
    root.innerHTML = html;
    remember();
    room();
    if (had) root.querySelector(had)?.focus({ preventScroll: true });
  };
  const away = (is) => {
    const note = root.querySelector(".away");
    if (!note) return;
    note.hidden = !is;
    note.textContent = is ? host.dataset.away : "";
  };

  const isTyping = () => {
    const field = document.activeElement;
    return location.pathname === desk && field?.localName === "input" && field.value !== field.defaultValue;
  };
  const reload = () => {
    if (isTyping()) return;
    stop();
    keep();
    location.reload();
  };
  const swap = (sheets) => {
    for (const [old, fresh] of sheets) {
      for (const link of all("link[rel~=stylesheet]")) {
        if (new URL(link.href).pathname !== new URL(old, location).pathname) continue;
        const next = link.cloneNode();
        next.href = fresh;
        next.addEventListener("load", () => link.remove(), { once: true });
        link.after(next);
      }
    }
  };

  const stop = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const start = () => {
    stop();
    source = new EventSource(`${desk}events?${new URLSearchParams({ page, print, panel })}`);
    source.addEventListener("open", () => away(false));
    source.addEventListener("reload", reload);
    source.addEventListener("style", (event) => {
      const data = JSON.parse(event.data);
      print = data.print;
      swap(data.sheets);
    });
    source.addEventListener("panel", (event) => {
      const data = JSON.parse(event.data);
      panel = data.panel;
      show(data.html);
    });
    source.addEventListener("error", () => {
      away(true);
      // The browser tries again by itself with what the page was when it first connected; so this does.
      stop();
      timer = setTimeout(start, 500);
    });
  };
  // A browser keeps six connections to a host: a page that nobody sees must not hold one of them.
  const follow = () => (document.hidden ? stop() : start());
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => { if (event.persisted) follow(); });

  // A page as of another moment leads to pages as of that moment.
  const at = new URLSearchParams(location.search).get("at");
  if (at) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.origin !== location.origin || link.pathname.startsWith(desk)) return;
      const url = new URL(link.href);
      url.searchParams.set("at", at);
      link.href = url;
    }, true);
  }

  room();
  restore();
  remember();
  follow();
})();
