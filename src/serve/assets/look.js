// Shows the page in the frame as wide as a screen is, in the dark, or as it is printed.
(() => {
  "use strict";
  const frame = document.querySelector("iframe");
  const form = document.querySelector("form.switches");
  const key = "dateline:look";
  // Width and height in CSS pixels: a common telephone, a tablet, a desk; and a sheet of A4.
  const sizes = { phone: [390, 844], tablet: [820, 1100], desktop: [1280, 900] };
  const sheet = [794, 1123];
  const chosen = () => Object.fromEntries(new FormData(form));

  // What a condition was before it was changed.
  const written = new WeakMap();
  const ever = "(min-width: 0px)";
  const never = "(max-width: 0px)";
  const conditions = (text, mode) =>
    text
      .replace(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/g, mode === "dark" ? ever : never)
      .replace(/\(\s*prefers-color-scheme\s*:\s*light\s*\)/g, mode === "dark" ? never : ever)
      .replace(/\b(?:only\s+)?screen\b/g, mode === "print" ? "not all" : "all")
      .replace(/\b(?:only\s+)?print\b/g, mode === "print" ? "all" : "not all")
      .replace(/not\s+not all/g, "all")
      .replace(/not all\s+and[^,]*/g, "not all");
  const change = (media, mode) => {
    if (!written.has(media)) written.set(media, media.mediaText);
    const text = written.get(media);
    if (text) media.mediaText = conditions(text, mode);
  };
  const rules = (list, mode) => {
    for (const rule of list) {
      if (rule.media) change(rule.media, mode);
      if (rule.styleSheet) sheets([rule.styleSheet], mode);
      if (rule.cssRules) rules(rule.cssRules, mode);
    }
  };
  const sheets = (list, mode) => {
    for (const style of list) {
      change(style.media, mode);
      try {
        rules(style.cssRules, mode);
      } catch {
        // A style sheet of another host, which nobody may read.
      }
    }
  };
  // Pictures that differ by day and night.
  const sources = (list, mode) => {
    for (const source of list) {
      if (!written.has(source)) written.set(source, source.media);
      source.media = conditions(written.get(source), mode);
    }
  };
  const apply = () => {
    const { size, mode } = chosen();
    const [width, height] = mode === "print" ? sheet : sizes[size];
    frame.style.width = `${width}px`;
    frame.style.height = `${height}px`;
    frame.className = mode;
    const inner = frame.contentDocument;
    if (!inner?.documentElement) return;
    inner.documentElement.style.colorScheme = mode === "dark" ? "dark" : "light";
    sheets(inner.styleSheets, mode);
    sources(inner.querySelectorAll("source[media]"), mode);
  };
  const opened = () => {
    apply();
    // A style sheet that was saved is swapped in.
    frame.contentDocument?.addEventListener("load", apply, true);
    const page = frame.contentWindow.location.pathname + frame.contentWindow.location.search;
    history.replaceState(null, "", `?${new URLSearchParams({ page })}`);
  };

  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  for (const [name, value] of Object.entries(kept)) {
    const field = form.querySelector(`input[name="${name}"][value="${value}"]`);
    if (field) field.checked = true;
  }
  form.addEventListener("change", () => {
    sessionStorage.setItem(key, JSON.stringify(chosen()));
    apply();
  });
  frame.addEventListener("load", opened);
  if (frame.contentDocument?.readyState === "complete") opened();
  else apply();
})();
