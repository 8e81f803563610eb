// The tests of driver/, run inside the extension host. The page keeps the window open and tells what the user is shown.

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

/** Milliseconds that the tests of one file may take. */
const LIMIT = 300_000;

/** Runs the tests of a file of driver/ in an editor of their own; answers with what came of them. */
async function results(tests, options = {}) {
  const results = path.join(out, `${tests}-results.json`);
  const told = path.join(out, `${tests}-told.txt`);
  for (const file of [results, `${results}.part`]) fs.rmSync(file, { force: true });
  fs.writeFileSync(told, "");
  const env = { BACKREAD_DRIVER_TESTS: tests, BACKREAD_DRIVER_RESULTS: results, BACKREAD_DRIVER_TOLD: told };
  await inEditor(tests, { ...options, env, more: [driver] }, async ({ page }) => {
    await recordMessages(page, told);
    await until("the tests are over", () => fs.existsSync(results), LIMIT).catch(() => {});
  });
  if (fs.existsSync(results)) return JSON.parse(fs.readFileSync(results, "utf8"));
  const error = `not over after ${LIMIT / 1000} s`;
  return [...JSON.parse(fs.readFileSync(`${results}.part`, "utf8")), { name: `all of ${tests}`, error, ms: LIMIT }];
}

/** Writes down what the user is shown: notifications, and messages of ours in the status bar. */
async function recordMessages(page, file) {
  await page.exposeFunction("shownToTheUser", (words) => fs.appendFileSync(file, `${words.replaceAll("\n", " ")}\n`));
  await page.evaluate(() => {
    const seen = new WeakMap();
    const look = () => {
      for (const shown of document.querySelectorAll(".notification-list-item-message, .statusbar-item")) {
        const words = shown.textContent.trim();
        const ours = !shown.matches(".statusbar-item") || words.startsWith("Backread:");
        if (ours && words !== "" && seen.get(shown) !== words) window.shownToTheUser(words);
        seen.set(shown, words);
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
  });
}

/** A draft, and papers that have another figure. */
const STORY = {
  "draft.md": "The harbour office counted 412 boats on Sunday.\n",
  "papers/office.txt": "The harbour office counted 421 boats on Sunday.\n",
};

const tests = [...(await results("dossier")), ...(await results("roots", { roots: { north: STORY, south: STORY } }))];
for (const { name, error, ms } of tests) {
  console.log(`${error === undefined ? "ok  " : "FAIL"} host: ${name} (${ms} ms)`);
  if (error !== undefined) console.log(error.replace(/^/gm, "       "));
}
const failed = tests.filter((t) => t.error !== undefined).length;
console.log(`host: ${tests.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && tests.length > 0 ? 0 : 1);
