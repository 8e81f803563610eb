// What the extension does on the example dossier. The tests run in this order, on one draft.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { until } = require("./until");

/** A planted conflict of the draft: its own figure, and the one its source has. */
const WRONG = "234";
const RIGHT = "232";
const SOURCE = "coastal-safety-board.txt";

const folder = () => vscode.workspace.workspaceFolders[0].uri;
const draftUri = () => vscode.Uri.joinPath(folder(), "draft.md");
const sourceFile = () => path.join(folder().fsPath, "sources", SOURCE);
const findings = () => vscode.languages.getDiagnostics(draftUri()).filter((d) => d.source === "backread");
const codeOf = (d) => d.code?.value ?? d.code;

/** The draft in front, with the focus. */
async function openDraft() {
  const document = await vscode.workspace.openTextDocument(draftUri());
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** The finding on some words of the draft. */
function conflict(document, words = WRONG) {
  return findings().find((d) => codeOf(d) === "figure-conflict" && document.getText(d.range).includes(words));
}

/** Where words of the draft begin. */
function placeOf(document, words) {
  const at = document.getText().indexOf(words);
  assert.ok(at >= 0, `the draft has no "${words}"`);
  return document.positionAt(at + 1);
}

/** Puts the caret there and waits for the view to have followed. */
async function evidenceAt(api, editor, words) {
  const position = placeOf(editor.document, words);
  editor.selection = new vscode.Selection(position, position);
  return until(`evidence of "${words}"`, () => {
    const shown = api.evidence.shown;
    return shown?.range.contains(position) && shown;
  });
}

/** What the user was shown since some moment: notifications, and messages of ours in the status bar. */
const told = () => fs.readFileSync(process.env.BACKREAD_DRIVER_TOLD, "utf8").split("\n").filter((line) => line !== "");

/** Does something and waits for the user to be told of it; answers with all that was told. */
async function tells(pattern, action) {
  // VS Code shows three notifications at once, and drops a fourth within 800 ms.
  await vscode.commands.executeCommand("notifications.clearAll");
  await new Promise((resolve) => setTimeout(resolve, 900));
  const before = told().length;
  await action();
  const since = () => told().slice(before);
  await until(`the user is told ${pattern}`, () => since().some((words) => pattern.test(words)));
  return since();
}

/** The processes of servers that the extension started. */
function servers() {
  return fs.readdirSync("/proc").filter((id) => {
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
      return Number(parent) === process.pid && /(backread|sh)\0(.*\0)?lsp/.test(fs.readFileSync(`/proc/${id}/cmdline`, "utf8"));
    } catch {
      return false;
    }
  });
}

const bundled = () => path.join(vscode.extensions.getExtension("backread.backread").extensionPath, "server", "backread");

/** A program that runs the real server, as lines of shell say; `$real` is the server's path. */
function wrapper(name, ...lines) {
  const program = path.join(folder().fsPath, "..", name);
  fs.writeFileSync(program, ["#!/bin/sh", `real="${bundled()}"`, ...lines, 'exec "$real" "$@"', ""].join("\n"), { mode: 0o755 });
  return program;
}

async function set(name, value) {
  await vscode.workspace.getConfiguration("backread").update(name, value, vscode.ConfigurationTarget.Global);
}

exports["the server that comes with the extension is running"] = async ({ session }) => {
  await until("the server runs", () => session.status.kind === "running");
  assert.equal(session.status.server.origin, "bundled");
  const { version } = vscode.extensions.getExtension("backread.backread").packageJSON;
  assert.equal(session.status.server.version, version);
  assert.equal(session.status.warning, undefined);
};

exports["a wrong figure is underlined, with its evidence"] = async () => {
  const { document } = await openDraft();
  const found = await until("the finding", () => conflict(document));
  assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
  assert.ok(found.message.includes(RIGHT), found.message);
  assert.match(found.code.target.toString(), /figure-conflict/);
  const places = found.relatedInformation.map((r) => path.basename(r.location.uri.fsPath));
  assert.ok(places.includes(SOURCE), places.join());
};

exports["the hover has a table of who says what"] = async () => {
  const { document } = await openDraft();
  const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", draftUri(), placeOf(document, WRONG));
  const shown = hovers.flatMap((h) => h.contents.map((c) => c.value ?? c)).join("\n");
  const rows = shown.split("\n").filter((line) => line.startsWith("|"));
  assert.ok(rows.some((row) => row.includes(RIGHT) && row.includes(`${SOURCE}:`)), shown);
};

exports["the status bar counts the findings"] = async ({ status }) => {
  await openDraft();
  const warnings = findings().filter((d) => d.severity === vscode.DiagnosticSeverity.Warning).length;
  assert.ok(warnings > 0);
  await until("the count", () => status.text.includes(`$(warning) ${warnings}`));
  assert.ok(status.tooltip.includes(`${warnings} warning`), status.tooltip);
};

exports["the Evidence view follows the caret"] = async (api) => {
  const editor = await openDraft();
  await vscode.commands.executeCommand("backread.evidence.focus");
  await openDraft();

  const figure = await evidenceAt(api, editor, WRONG);
  assert.ok(figure.heading.includes(WRONG), figure.heading);
  const passage = figure.passages.find((p) => p.row.value.includes(RIGHT) && p.where.startsWith(SOURCE));
  assert.ok(passage, JSON.stringify(figure.passages.map((p) => p.row)));
  assert.equal(passage.agreement, "differs");
  const source = await vscode.workspace.openTextDocument(passage.place.uri);
  assert.ok(source.getText(passage.place.range).includes(RIGHT));
  assert.equal(passage.where, `${SOURCE}:${passage.place.range.start.line + 1}`);
  assert.equal(figure.findings.length > 0, true);

  const page = api.evidence.page();
  assert.equal(page.heading, figure.heading);
  assert.ok(page.findings.some((f) => f.code === "figure-conflict" && f.severity === "warning"));
  const entry = page.passages[figure.passages.indexOf(passage)];
  assert.equal(entry.value, passage.value);
  assert.ok(entry.value.startsWith(passage.row.value), entry.value);
  assert.ok(entry.where.endsWith(passage.where), entry.where);
  assert.equal(entry.sentence[1], passage.row.value);
  assert.equal(entry.sentence.join(""), passage.row.excerpt);

  const quotation = await evidenceAt(api, editor, "No ship leaves");
  const wire = quotation.passages.find((p) => p.where.startsWith("wire.txt"));
  assert.ok(wire?.row.excerpt.includes("why the alarm stayed silent"), JSON.stringify(quotation.passages.map((p) => p.row)));
  assert.equal(wire.agreement, "differs");

  const name = await evidenceAt(api, editor, "Ilse Varga");
  const agreeing = name.passages.filter((p) => p.agreement === "agrees" && p.row.excerpt.includes("Ilse Varga"));
  assert.ok(agreeing.some((p) => p.where.startsWith("wire.txt")), JSON.stringify(name.passages.map((p) => p.row)));

  editor.selection = new vscode.Selection(1, 0, 1, 0);
  await until("an empty view", () => api.evidence.shown === undefined);
  assert.equal(api.evidence.page().heading, "");
  assert.match(api.evidence.page().hint, /Put the caret/);
};

exports["a click on a passage opens it beside the draft"] = async (api) => {
  const editor = await openDraft();
  const shown = await evidenceAt(api, editor, WRONG);
  const click = { kind: "passage", index: shown.passages.findIndex((p) => p.where.startsWith(SOURCE)) };
  await api.evidence.told(click);
  const beside = await until("the source", () =>
    vscode.window.visibleTextEditors.find((e) => e.document.uri.fsPath === sourceFile()),
  );
  assert.equal(beside.viewColumn, vscode.ViewColumn.Two);
  await until("the selection", () => beside.document.getText(beside.selection).includes(RIGHT));
  assert.equal(vscode.window.activeTextEditor.document.uri.fsPath, draftUri().fsPath);
  // Another click takes no third column.
  await api.evidence.told(click);
  assert.equal(vscode.window.tabGroups.all.length, 2);
  await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
};

exports["next and previous finding go round"] = async () => {
  const editor = await openDraft();
  const starts = findings().map((d) => d.range.start).sort((a, b) => a.compareTo(b));
  const distinct = starts.filter((s, i) => i === 0 || !s.isEqual(starts[i - 1]));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  const caret = () => vscode.window.activeTextEditor.selection.active;
  for (const expected of [...distinct.filter((s) => s.isAfter(new vscode.Position(0, 0))), distinct[0]]) {
    await vscode.commands.executeCommand("backread.nextFinding");
    assert.deepEqual(caret(), expected);
  }
  await vscode.commands.executeCommand("backread.previousFinding");
  assert.deepEqual(caret(), distinct.at(-1));
};

exports["a rule's setting takes effect at once, and goes again"] = async () => {
  const { document } = await openDraft();
  await set("rules", { "figure-conflict": "off" });
  await until("the findings are off", () => !findings().some((d) => codeOf(d) === "figure-conflict"));
  await set("rules", { "figure-conflict": "hint" });
  await until("a hint", () => conflict(document)?.severity === vscode.DiagnosticSeverity.Hint);
  await set("rules", undefined);
  await until("a warning", () => conflict(document)?.severity === vscode.DiagnosticSeverity.Warning);
};

exports["every rule has its setting"] = async () => {
  const { contributes } = vscode.extensions.getExtension("backread.backread").packageJSON;
  const properties = Object.assign({}, ...contributes.configuration.map((g) => g.properties));
  const rules = properties["backread.rules"].properties;
  for (const finding of findings()) {
    assert.deepEqual(rules[codeOf(finding)]?.enum, ["off", "hint", "information", "warning", "error"], codeOf(finding));
  }
  for (const name of ["sources", "drafts", "names.accept", "names.style", "trust", "codeLens", "inlayHints", "server.path"]) {
    assert.ok(`backread.${name}` in properties, name);
  }
};

exports["sources that changed are read again"] = async () => {
  const { document } = await openDraft();
  const before = fs.readFileSync(sourceFile(), "utf8");
  const others = ["wire.txt"].map((name) => path.join(folder().fsPath, "sources", name));
  const kept = others.map((file) => fs.readFileSync(file, "utf8"));
  const change = (text) => text.replaceAll(RIGHT, WRONG);
  fs.writeFileSync(sourceFile(), change(before));
  others.forEach((file, i) => fs.writeFileSync(file, change(kept[i])));
  await vscode.commands.executeCommand("backread.reindex");
  await until("no conflict", () => findings().length > 0 && !conflict(document));
  fs.writeFileSync(sourceFile(), before);
  others.forEach((file, i) => fs.writeFileSync(file, kept[i]));
  await vscode.commands.executeCommand("backread.reindex");
  await until("the conflict", () => conflict(document));
};

exports["the status bar tells how far many sources are read"] = async ({ session, status }) => {
  await openDraft();
  const more = path.join(folder().fsPath, "sources", "more");
  fs.mkdirSync(more);
  const text = fs.readFileSync(sourceFile(), "utf8");
  for (let i = 0; i < 2000; i++) fs.writeFileSync(path.join(more, `${i}.txt`), `${text}\nStatement ${i} of the board.\n`);
  const seen = [];
  const listening = session.onDidChange(({ reading }) => reading !== undefined && seen.push({ reading, text: status.text }));
  await vscode.commands.executeCommand("backread.reindex");
  await until("reading was told", () => seen.length > 0 && session.status.reading === undefined);
  listening.dispose();
  assert.ok(seen.some(({ reading }) => /\d+ files/.test(reading.message)), JSON.stringify(seen));
  assert.ok(seen.every(({ reading }) => reading.percentage >= 0 && reading.percentage <= 100));
  await until("the count is back", () => status.text.includes("$(warning)"));
  fs.rmSync(more, { recursive: true });
  await vscode.commands.executeCommand("backread.reindex");
};

exports["a quick fix mends the file on disk, and the finding goes"] = async () => {
  const { document } = await openDraft();
  const before = fs.readFileSync(draftUri().fsPath, "utf8");
  const found = await until("the finding", () => conflict(document));
  const kind = vscode.CodeActionKind.QuickFix.value;
  // The last argument: how many of them come with their edits, as the menu has them.
  const offered = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", draftUri(), found.range, kind, 20);
  const fix = offered.find((a) => a.isPreferred && a.title.includes(RIGHT));
  assert.ok(fix, offered.map((a) => a.title).join("; "));
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
  assert.ok(await document.save());
  assert.equal(fs.readFileSync(draftUri().fsPath, "utf8"), before.replace(WRONG, RIGHT));
  await until("the finding is gone", () => !conflict(document));
};

exports["a finding that is ignored goes, and the reason stands in a file"] = async ({ session }) => {
  const { document } = await openDraft();
  const words = "12 feet";
  const unit = () => findings().find((d) => document.getText(d.range) === words);
  const rule = codeOf(await until("the finding", unit));
  const argument = { uri: draftUri().toString(), rule, words, reason: "measured at the quay" };
  assert.ok(await session.command("backread.ignore", argument));
  await until("it is gone", () => !unit());
  const file = path.join(folder().fsPath, "backread.ignore.toml");
  await until("the file", () => fs.existsSync(file) && fs.readFileSync(file, "utf8").includes(words));
  assert.match(fs.readFileSync(file, "utf8"), /measured at the quay/);
};

exports["a draft that was never saved is checked too"] = async ({ status }) => {
  const content = `${WRONG} people were on board the ferry Merle, the Coastal Safety Board said.\n`;
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document);
  await until("the finding", () =>
    vscode.languages.getDiagnostics(document.uri).some((d) => d.source === "backread" && codeOf(d).startsWith("figure-")),
  );
  await until("the status", () => status.text.startsWith("Backread $("));
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
};

exports["a draft without sources is not called all clear"] = async (api) => {
  const { session, status, evidence } = api;
  const alone = path.join(folder().fsPath, "..", "alone");
  fs.mkdirSync(alone);
  fs.writeFileSync(path.join(alone, "draft.md"), "The harbour office counted 412 boats on Sunday.\n");
  const document = await vscode.workspace.openTextDocument(path.join(alone, "draft.md"));
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await until("the status", () => /no sources$/.test(status.text));
  assert.doesNotMatch(status.text, /\$\(check\)/);
  assert.match(status.tooltip, /no sources found/);
  await tells(/^Backread: no sources found/, () => vscode.commands.executeCommand("backread.nextFinding"));
  const figure = await evidenceAt(api, editor, "412");
  assert.match(figure.subject, /no sources found$/);
  assert.match(evidence.page().subject, /no sources found$/);
  await tells(/^412.*: no sources found\.$/, () => vscode.commands.executeCommand("backread.openEvidence"));

  // With some it is checked.
  fs.mkdirSync(path.join(alone, "sources"));
  fs.writeFileSync(path.join(alone, "sources", "office.txt"), "The harbour office counted 412 boats on Sunday.\n");
  await session.restart();
  await until("the all clear", () => status.text === "Backread $(check)");
  await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
};

exports["a server that dies is started again"] = async ({ session }) => {
  await openDraft();
  await until("findings", () => findings().length > 0);
  const children = servers();
  assert.equal(children.length, 1);
  const seen = [];
  const listening = session.onDidChange((status) => seen.push(status.kind));
  process.kill(Number(children[0]), "SIGKILL");
  await until("it was noticed", () => seen.includes("failed"));
  await until("it runs again", () => session.status.kind === "running");
  await until("findings", () => findings().length > 0);
  listening.dispose();
};

exports["a server that dies before it is up leaves nothing behind, and a restart mends it"] = async ({ session }) => {
  const mark = path.join(folder().fsPath, "..", "died-once");
  const dying = `[ "$1" = lsp ] && [ ! -e "${mark}" ] && { touch "${mark}"; sleep 0.2; exit 1; }`;
  await openDraft();
  await set("server.path", wrapper("dies-at-first", dying));
  await until("the failure", () => session.status.kind === "failed" && /did not start/.test(session.status.message));
  // Nobody starts it behind the session's back.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal(session.status.kind, "failed");
  assert.deepEqual(servers(), []);
  assert.deepEqual(findings(), []);

  await session.restart();
  assert.equal(session.status.kind, "running", session.status.message);
  await until("findings", () => findings().length > 0);
  assert.equal(servers().length, 1);
  await set("server.path", undefined);
  await until("the bundled one runs", () => session.status.server?.origin === "bundled");
  await until("one server", () => servers().length === 1);
};

exports["a server that never answers is given up"] = async ({ session }) => {
  await set("server.path", wrapper("silent", '[ "$1" = lsp ] && while :; do sleep 1; done'));
  await until("the failure", () => session.status.kind === "failed" && /no answer within/.test(session.status.message));
  await until("it is gone", () => servers().length === 0);
  await set("server.path", undefined);
  await until("the bundled one runs", () => session.status.server?.origin === "bundled");
};

exports["a server that keeps dying is left alone in the end"] = async ({ session }) => {
  const given = /stopped 5 times.*not started again/;
  await tells(given, () =>
    until("it is given up", () => {
      if (session.status.kind === "running") for (const id of servers()) process.kill(Number(id), "SIGKILL");
      return given.test(session.status.message ?? "");
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(servers(), []);
  await vscode.commands.executeCommand("backread.restart");
  assert.equal(session.status.kind, "running");
};

exports["a server that is stopped is gone when that is done"] = async ({ session }) => {
  assert.equal(servers().length, 1);
  await session.stop();
  assert.equal(session.status.kind, "stopped");
  await until("no server", () => servers().length === 0, 1000);
  await session.start();
  assert.equal(session.status.kind, "running");
};

exports["the level of the log that is set stands above the environment's"] = async ({ session }) => {
  const heard = path.join(folder().fsPath, "..", "level");
  const program = wrapper("levelled", `[ "$1" = lsp ] && echo "$BACKREAD_LOG" >"${heard}"`);
  const level = () => until("a level", () => fs.existsSync(heard) && fs.readFileSync(heard, "utf8").trim());
  process.env.BACKREAD_LOG = "error";
  try {
    await set("server.path", program);
    assert.equal(await level(), "error");
    await until("it runs", () => session.status.kind === "running");
    fs.rmSync(heard);
    await set("server.log", "info");
    assert.equal(await level(), "info");
    await until("it runs", () => session.status.kind === "running");
  } finally {
    delete process.env.BACKREAD_LOG;
    await set("server.log", undefined);
  }
};

exports["a path that leads nowhere is told clearly, and nothing is called clear"] = async ({ session, status, evidence }) => {
  await openDraft();
  const nowhere = /no program at \/nowhere\/backread.*backread\.server\.path/;
  await tells(nowhere, () => set("server.path", "/nowhere/backread"));
  await until("the failure", () => session.status.kind === "failed");
  assert.match(session.status.message, nowhere);
  assert.equal(status.text, "$(error) Backread");
  assert.equal(status.tooltip, session.status.message);
  assert.equal(evidence.page().hint, session.status.message);
  // Its findings went with the server.
  await until("no findings", () => findings().length === 0);
  for (const command of ["nextFinding", "openEvidence", "ignoreFinding"]) {
    const all = await tells(nowhere, () => vscode.commands.executeCommand(`backread.${command}`));
    assert.ok(all.every((words) => nowhere.test(words)), `${command}: ${all.join(" | ")}`);
  }
};

exports["a path that is not absolute is not run"] = async ({ session }) => {
  const program = wrapper("relative");
  await set("server.path", path.relative(process.cwd(), program));
  await until("the failure", () => session.status.kind === "failed" && /takes an absolute path/.test(session.status.message));
  await set("server.path", program);
  await until("it runs", () => session.status.kind === "running");
};

exports["a program that is no server is told clearly"] = async ({ session }) => {
  const program = path.join(folder().fsPath, "..", "not-a-server");
  fs.writeFileSync(program, "#!/bin/sh\necho teapot 1.2.3\n", { mode: 0o755 });
  await set("server.path", program);
  await until("the failure", () => session.status.kind === "failed" && session.status.message.includes(program));
  assert.match(session.status.message, /cannot be used as the Backread server.*teapot/);
};

exports["a server of another version runs, with a warning that stays"] = async ({ session, status }) => {
  const program = wrapper("later", '[ "$1" = --version ] && exec echo backread 97.0.0');
  const warning = /version 97\.0\.0.*made for/;
  await tells(warning, () => set("server.path", program));
  await until("it runs", () => session.status.kind === "running");
  assert.equal(session.status.server.origin, "setting");
  assert.match(session.status.warning, warning);
  await openDraft();
  await until("the tooltip", () => status.tooltip.includes("97.0.0"));

  const { server } = session.status;
  process.kill(Number(servers()[0]), "SIGKILL");
  await until("another one runs", () => session.status.kind === "running" && session.status.server !== server);
  assert.match(session.status.warning, warning);
};

exports["without a bundled server the PATH is searched; without one there, it says how to get it"] = async ({ session }) => {
  const from = path.dirname(bundled());
  const away = path.join(folder().fsPath, "..", "bin");
  const before = process.env.PATH;
  fs.cpSync(from, away, { recursive: true });
  fs.renameSync(from, `${from}.away`);
  try {
    // What is reached from the folder that happens to be the current one is not the user's choice.
    process.env.PATH = `${path.relative(process.cwd(), away)}:/usr/bin:/bin`;
    const missing = /was not found.*cargo install --path \..*backread\.server\.path/;
    const words = await tells(missing, () => set("server.path", undefined));
    // A registry may give that name to anybody.
    assert.ok(!words.some((w) => w.includes("cargo install backread")), words.join());
    await until("the failure", () => session.status.kind === "failed");
    assert.match(session.status.message, missing);
    process.env.PATH = `${away}:${before}`;
    await vscode.commands.executeCommand("backread.restart");
    assert.equal(session.status.kind, "running");
    assert.equal(session.status.server.origin, "path");
  } finally {
    process.env.PATH = before;
    fs.renameSync(`${from}.away`, from);
  }
};

exports["a folder that is not trusted chooses neither program nor sources nor what is logged"] = async () => {
  const { capabilities, contributes } = vscode.extensions.getExtension("backread.backread").packageJSON;
  const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
  assert.deepEqual(restrictedConfigurations, ["backread.sources", "backread.server.log", "backread.trace.server"]);
  const properties = Object.assign({}, ...contributes.configuration.map((g) => g.properties));
  assert.equal(properties["backread.server.path"].scope, "machine");
};

exports["a restart brings the findings back"] = async ({ session }) => {
  await vscode.commands.executeCommand("backread.restart");
  assert.equal(session.status.server?.origin, "bundled");
  await openDraft();
  await until("findings", () => findings().length > 0);
};

exports["nobody was told of requests and connections"] = async () => {
  const machinery = told().filter((words) => /^(Request|Sending|Client Backread|Backread client)\b/.test(words));
  assert.deepEqual(machinery, []);
};
