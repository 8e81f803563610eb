// Bundles the extension into dist/extension.js and the page of its view into dist/evidence.js. `--watch` keeps at it.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");
const common = { bundle: true, minify: !watch, sourcemap: watch, logLevel: "warning", metafile: true };
const bundles = [
  {
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
  },
  { ...common, entryPoints: ["webview/evidence.ts", "webview/evidence.css"], outdir: "dist", format: "iife", target: "es2022" },
];
const inputs = [];
for (const options of bundles) {
  if (watch) await (await context(options)).watch();
  else inputs.push(...Object.keys((await build(options)).metafile.inputs));
}
if (!watch) writeFileSync("dist/THIRD-PARTY-NOTICES.txt", notices(inputs));

/** The licences of the packages that were bundled. */
function notices(files) {
  const folders = files.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  return packages
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? "" : readFileSync(path.join(folder, file), "utf8").trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
