// What the house decided (a name accepted, a finding ignored) stands in files that the server has the editor change. They
// are saved at once: the command line and colleagues read the disk.

import * as path from "node:path";
import * as vscode from "vscode";
import type { ApplyWorkspaceEditParams } from "vscode-languageclient/node";

const FILES = new Set(["backread.toml", "backread.ignore.toml"]);

const isDecisions = (document: vscode.TextDocument) => FILES.has(path.basename(document.uri.fsPath));

/** Applies an edit of the server; files of decisions that had nothing unsaved are saved. */
export async function applyEdit<Result>(
  params: ApplyWorkspaceEditParams,
  apply: (params: ApplyWorkspaceEditParams) => Result | Thenable<Result>,
): Promise<Result> {
  const unsaved = new Set(vscode.workspace.textDocuments.filter((d) => d.isDirty).map((d) => d.uri.toString()));
  const result = await apply(params);
  const written = vscode.workspace.textDocuments.filter((d) => d.isDirty && isDecisions(d) && !unsaved.has(d.uri.toString()));
  for (const document of written) await document.save();
  return result;
}
