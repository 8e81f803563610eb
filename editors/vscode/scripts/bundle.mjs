// Bundles the extension into dist/extension.js and the page of its view into dist/evidence.js. `--watch` keeps at it.

import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");
const common = { bundle: true, minify: !watch, sourcemap: watch, logLevel: "warning" };
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
for (const options of bundles) {
  if (watch) await (await context(options)).watch();
  else await build(options);
}
