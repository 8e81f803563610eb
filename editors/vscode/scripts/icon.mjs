// Draws media/icon.png from media/icon.svg with a headless Chromium: the marketplace takes no SVG.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SIZE = 256;
const media = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "media");
const scratch = mkdtempSync(path.join(tmpdir(), "icon-"));
try {
  const svg = readFileSync(path.join(media, "icon.svg"), "utf8");
  const page = path.join(scratch, "icon.html");
  writeFileSync(page, `<style>*{margin:0}svg{display:block;width:${SIZE}px;height:${SIZE}px}</style>${svg}`);
  const arguments_ = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--default-background-color=00000000"];
  const shot = [`--screenshot=${path.join(media, "icon.png")}`, `--window-size=${SIZE},${SIZE}`, `--user-data-dir=${scratch}`];
  execFileSync(process.env.CHROMIUM ?? "chromium", [...arguments_, ...shot, `file://${page}`], { stdio: "ignore" });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
