// The settings that the server understands: those of the generated group of the manifest, and no others.

import * as vscode from "vscode";

const SECTION = "backread";
const GENERATED = "Checking";

interface Group {
  title: string;
  properties: Record<string, unknown>;
}

/**
 * What the user set, in the shape of `backread.toml`: `backread.names.accept` stands in `names`. What holds for a folder of
 * the workspace where one is given, else for the whole session.
 */
export function forServer(extension: vscode.Extension<unknown>, folder?: vscode.Uri): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(undefined, folder ?? null);
  const out: Record<string, unknown> = {};
  for (const name of generated(extension)) {
    if (!isSet(configuration, name)) continue;
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

/** A setting of the extension itself, where the user chose one. */
export function chosen<T>(name: string): T | undefined {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  return isSet(configuration, name) ? configuration.get<T>(name) : undefined;
}

function isSet(configuration: vscode.WorkspaceConfiguration, name: string): boolean {
  const set = configuration.inspect(name);
  return (set?.globalValue ?? set?.workspaceValue ?? set?.workspaceFolderValue) !== undefined;
}
