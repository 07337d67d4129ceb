// What the tests in a browser share: the program under test, the preview, and Chromium.

import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

export const DATELINE = path.resolve(process.env.DATELINE ?? "target/debug/dateline");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Writes a file below a folder, with the folders above it. */
export const write = async (root, file, body) => {
  const place = path.join(root, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, body);
};

/** Starts a preview of the site at `root`; resolves with its address when it is ready. */
export const serve = (root, now, port = 0) =>
  new Promise((resolve, reject) => {
    const child = spawn(DATELINE, ["serve", "--root", root, "--lang", "zh", "--port", String(port), "--now", now]);
    let said = "";
    child.on("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
    child.stderr.on("data", (data) => {
      said += data;
      const address = said.match(/http:\/\/[0-9.]+:(\d+)\//);
      if (address && said.includes("准备好了")) resolve({ child, url: address[0].slice(0, -1), port: address[1] });
    });
  });

/** Ends a preview, and waits until it has gone. */
export const end = async (preview) => {
  const gone = new Promise((resolve) => preview.child.once("exit", resolve));
  preview.child.kill("SIGTERM");
  await gone;
};

/** Starts Chromium with a profile of its own, which asks nobody for anything by itself. */
export const browse = (profile, ...args) =>
  chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...args],
  });
