// Bundles the extension into one file: dist/extension.js. `--watch` keeps at it.

import { build, context } from "esbuild";

const options = {
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: !process.argv.includes("--watch"),
  sourcemap: process.argv.includes("--watch"),
  logLevel: "warning",
};
if (process.argv.includes("--watch")) await (await context(options)).watch();
else await build(options);
