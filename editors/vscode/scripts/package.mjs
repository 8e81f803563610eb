// Makes the .vsix for this platform, with the server in it:
//   node scripts/package.mjs [--server PROGRAM] [--target PLATFORM] [--out FILE]
// The server is ../../target/release/backread unless another is named; `--server none` leaves it out, for a platform
// without a build of it: the extension then looks on the PATH.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: { server: { type: "string" }, target: { type: "string" }, out: { type: "string" } },
});
const suffix = process.platform === "win32" ? ".exe" : "";
const server = values.server ?? path.join(here, "..", "..", "target", "release", `backread${suffix}`);
const target = values.target ?? `${process.platform}-${process.arch}`;
const { version } = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8"));
const out = path.resolve(values.out ?? path.join(here, server === "none" ? `backread-${version}.vsix` : `backread-${target}-${version}.vsix`));

const folder = path.join(here, "server");
rmSync(folder, { recursive: true, force: true });
if (server !== "none") {
  if (!existsSync(server)) {
    console.error(`no server at ${server}: run \`cargo build --release\` first, or name one with --server`);
    process.exit(2);
  }
  mkdirSync(folder);
  const copy = path.join(folder, `backread${suffix}`);
  copyFileSync(server, copy);
  chmodSync(copy, 0o755);
}
const vsce = path.join(here, "node_modules", "@vscode", "vsce", "vsce");
const args = ["package", "--no-dependencies", "--out", out, ...(server === "none" ? [] : ["--target", target])];
execFileSync(process.execPath, [vsce, ...args], { cwd: here, stdio: ["ignore", "inherit", "inherit"] });
