// The tests of driver/, run inside the extension host. The page only keeps the window open.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { inEditor, until } from "./harness.mjs";

const here = import.meta.dirname;
const out = process.env.BACKREAD_OUT;
const vsce = path.join(here, "../../../editors/vscode/node_modules/@vscode/vsce/vsce");
const driver = path.join(out, "driver.vsix");
const flags = ["package", "--no-dependencies", "--skip-license", "--allow-missing-repository", "--out", driver];
execFileSync(process.execPath, [vsce, ...flags], { cwd: path.join(here, "driver"), stdio: ["ignore", "ignore", "inherit"] });

const results = path.join(out, "host-results.json");
fs.rmSync(results, { force: true });
const env = { BACKREAD_DRIVER_RESULTS: results };
await inEditor("host", { env, more: [driver] }, async () => {
  await until("the tests are over", () => fs.existsSync(results), 240_000);
});
const tests = JSON.parse(fs.readFileSync(results, "utf8"));
for (const { name, error, ms } of tests) {
  console.log(`${error === undefined ? "ok  " : "FAIL"} host: ${name} (${ms} ms)`);
  if (error !== undefined) console.log(error.replace(/^/gm, "       "));
}
const failed = tests.filter((t) => t.error !== undefined).length;
console.log(`host: ${tests.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && tests.length > 0 ? 0 : 1);
