// What the extension does in a workspace of two folders.

const assert = require("node:assert/strict");
const vscode = require("vscode");
const { until } = require("./until");

exports["settings hold for the folder that they are set for"] = async () => {
  const [north, south] = vscode.workspace.workspaceFolders.map((folder) => folder.uri);
  const draft = (folder) => vscode.Uri.joinPath(folder, "draft.md");
  const conflicts = (folder) => vscode.languages.getDiagnostics(draft(folder)).filter((d) => d.code?.value === "figure-conflict");
  for (const folder of [north, south]) await vscode.window.showTextDocument(draft(folder), { preview: false });
  const choose = (folder, sources) =>
    vscode.workspace.getConfiguration("backread", folder).update("sources", sources, vscode.ConfigurationTarget.WorkspaceFolder);

  await choose(north, ["papers"]);
  await until("a finding in the north", () => conflicts(north).length === 1);
  assert.deepEqual(conflicts(south), []);

  await choose(south, ["papers"]);
  await until("a finding in the south", () => conflicts(south).length === 1);
  await choose(north, undefined);
  await until("no finding in the north", () => conflicts(north).length === 0);
  assert.equal(conflicts(south).length, 1);
};
