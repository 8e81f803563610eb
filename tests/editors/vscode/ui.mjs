// What a writer does, with mouse and keys: open the draft, see the underline, hover, follow the evidence, take the fix.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { inEditor, until } from "./harness.mjs";

/** A planted conflict of the draft: its own figure, and the one its source has. */
const WRONG = "234";
const RIGHT = "232";
const SOURCE = "coastal-safety-board.txt";
/** Words of another finding, which the desk does not want to see again. */
const IGNORED = "12 feet";

const shots = path.join(process.env.BACKREAD_OUT, "screenshots");
fs.rmSync(shots, { recursive: true, force: true });
fs.mkdirSync(shots, { recursive: true });
const settings = {
  "breadcrumbs.enabled": false,
  "editor.fontSize": 13,
  "editor.lineNumbers": "off",
  "editor.wordWrap": "on",
  "window.commandCenter": false,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.layoutControl.enabled": false,
};

const started = Date.now();
const step = (what) => console.log(`ok   ui: ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);

await inEditor("ui", { settings, viewport: { width: 1360, height: 640 } }, async ({ page, workspace, asked }) => {
  const file = path.join(workspace, "draft.md");
  const text = fs.readFileSync(file, "utf8");
  const shoot = (name) => page.screenshot({ path: path.join(shots, `${name}.png`) });
  const goTo = async (words) => {
    const before = text.slice(0, text.indexOf(words) + 1).split("\n");
    await page.keyboard.press("Control+G");
    await page.locator(".quick-input-widget:visible input").fill(`:${before.length}:${before.at(-1).length + 1}`);
    await page.keyboard.press("Enter");
  };
  const palette = async (command) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget:visible input").fill(`>${command}`);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: command }).first().waitFor();
    await page.keyboard.press("Enter");
  };

  await page.locator(".monaco-workbench").waitFor({ timeout: 120_000 });
  const draft = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "draft.md" });
  await draft.waitFor({ timeout: 120_000 });
  await draft.dblclick();
  const squiggles = page.locator(".monaco-editor .squiggly-warning");
  await squiggles.first().waitFor({ state: "attached", timeout: 120_000 });
  step("warnings are underlined");

  const status = page.locator(".statusbar-item", { hasText: "Backread" });
  await until("the count in the status bar", async () => /Backread\s+\d+/.test(await status.first().innerText()));
  step(`the status bar counts: ${(await status.first().getAttribute("aria-label")) ?? ""}`);

  await page.locator(".activitybar .action-label[aria-label^='Backread']").first().click();
  const view = page.frameLocator("iframe.webview").frameLocator("#active-frame");
  await view.locator(".hint, h1").first().waitFor({ timeout: 60_000 });
  await page.locator(".monaco-editor .view-lines").first().click();
  // A mouse over the text would make a link of what it stands on.
  await page.mouse.move(20, 400);
  await goTo(WRONG);
  const passage = view.locator("button.differs", { hasText: SOURCE }).first();
  await passage.waitFor();
  const shown = await passage.innerText();
  assert.ok(shown.includes(RIGHT) && shown.includes("differs"), shown);
  assert.equal(await passage.locator("mark").innerText(), RIGHT);
  await shoot("evidence");
  step("the Evidence view shows who says what of the figure at the caret");

  assert.equal(await view.locator("header[aria-live=polite] h1").count(), 1);
  for (const label of ["Findings", "Passages"]) assert.equal(await view.getByRole("list", { name: label }).count(), 1, label);
  const source = path.join(workspace, "sources", SOURCE);
  const papers = fs.readFileSync(source, "utf8");
  const place = async () => (await passage.locator(".where").innerText()).trim();
  const was = await place();
  await passage.focus();
  fs.writeFileSync(source, `\n${papers}`);
  await until("the source's lines have moved", async () => (await place()) !== was);
  assert.ok(await passage.evaluate((button) => button === document.activeElement), "the focus stays");
  fs.writeFileSync(source, papers);
  await until("they are back", async () => (await place()) === was);
  // What changes elsewhere leaves the page as it is: the caret moves on within the figure.
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.mouse.move(20, 400);
  await goTo(WRONG);
  await until("the page has settled", async () => {
    await passage.evaluate((button) => (button.dataset.kept = "yes"));
    await page.waitForTimeout(1000);
    return (await passage.getAttribute("data-kept")) === "yes";
  });
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(1000);
  assert.equal(await passage.getAttribute("data-kept"), "yes");
  step("the Evidence view keeps the focus, and names its lists");

  const caret = await page.locator(".monaco-editor .cursor").first().boundingBox();
  await page.mouse.move(caret.x - 60, caret.y + 40);
  await page.mouse.move(caret.x + 4, caret.y + caret.height / 2, { steps: 6 });
  const hover = page.locator(".monaco-hover:visible", { hasText: SOURCE });
  await hover.first().waitFor();
  assert.ok(await hover.first().locator("table").count(), "a table");
  await shoot("hover");
  step("the hover has the table");
  await page.mouse.move(caret.x, caret.y + 300);
  await hover.first().waitFor({ state: "hidden" });

  await passage.click();
  const beside = page.locator(".editor-group-container").nth(1);
  await beside.locator(".tab", { hasText: SOURCE }).waitFor();
  await beside.locator(".view-line", { hasText: RIGHT }).first().waitFor();
  await shoot("beside");
  step("a click opens the passage beside the draft");

  await page.locator(".editor-group-container").first().locator(".tab", { hasText: "draft.md" }).click();
  await goTo(WRONG);
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: RIGHT }).first();
  await fix.waitFor();
  const before = await squiggles.count();
  await shoot("fix");
  await fix.click();
  const mended = text.replace(WRONG, RIGHT);
  await until("the fix", async () => (await page.locator(".view-lines").first().innerText()).includes(RIGHT));
  await page.keyboard.press("Control+S");
  // While it is written it may be empty.
  await until("the file on disk", () => ![text, ""].includes(fs.readFileSync(file, "utf8")));
  assert.equal(fs.readFileSync(file, "utf8"), mended);
  await until("the underline is gone", async () => (await squiggles.count()) < before);
  step("the quick fix mends the file, and the underline goes");

  await page.locator(".monaco-editor .view-lines").first().click();
  await goTo(IGNORED);
  const after = await squiggles.count();
  await palette("Backread: Ignore the Finding at the Caret");
  const why = page.locator(".quick-input-widget:visible input");
  await until("the question why", async () => (await why.getAttribute("placeholder"))?.startsWith("Why?"));
  await why.fill("measured at the quay");
  await shoot("ignore");
  await page.keyboard.press("Enter");
  await until("the finding is gone", async () => (await squiggles.count()) < after);
  const ignored = path.join(workspace, "backread.ignore.toml");
  await until("the file of ignored findings", () => fs.existsSync(ignored) && fs.readFileSync(ignored, "utf8").includes(IGNORED));
  assert.match(fs.readFileSync(ignored, "utf8"), /measured at the quay/);
  step("a finding is ignored with a reason, in a file on disk");

  await palette("Welcome: Open Walkthrough...");
  await page.locator(".quick-input-widget:visible input").fill("Check a draft");
  await page.keyboard.press("Enter");
  await page.locator(".getting-started-step", { hasText: "Put the sources beside the draft" }).waitFor();
  await shoot("walkthrough");
  step("the walkthrough opens");
  assert.deepEqual(asked(), []);
  step("the pages asked no other machine for anything");
});
console.log("ui: passed");
process.exit(0);
