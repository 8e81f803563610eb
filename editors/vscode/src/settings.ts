// The settings that the server understands: those of the generated group of the manifest, and no others.

import * as vscode from "vscode";

const SECTION = "backread";
const GENERATED = "Checking";

interface Group {
  title: string;
  properties: Record<string, unknown>;
}

/** What the user set, in the shape of `backread.toml`: `backread.names.accept` stands in `names`. */
export function forServer(extension: vscode.Extension<unknown>): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration();
  const out: Record<string, unknown> = {};
  for (const name of generated(extension)) {
    const set = configuration.inspect(name);
    if ((set?.globalValue ?? set?.workspaceValue ?? set?.workspaceFolderValue) === undefined) continue;
    const path = name.split(".").slice(1);
    const last = path.pop();
    if (last === undefined) continue;
    let table = out;
    for (const part of path) table = (table[part] ??= {}) as Record<string, unknown>;
    table[last] = configuration.get(name);
  }
  return out;
}

function generated(extension: vscode.Extension<unknown>): string[] {
  const groups = extension.packageJSON.contributes.configuration as Group[];
  return groups.filter((g) => g.title === GENERATED).flatMap((g) => Object.keys(g.properties));
}

/** A setting of the extension itself. */
export function own<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration(SECTION).get<T>(name) ?? fallback;
}
