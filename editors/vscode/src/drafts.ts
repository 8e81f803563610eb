// What counts as a draft, and the findings in one.

import * as vscode from "vscode";

/** The documents that the server is told of. */
export const SELECTOR = ["markdown", "plaintext"].flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })),
);

/** Who Backread's diagnostics say they are from. */
const SOURCE = "backread";

export function isDraft(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && vscode.languages.match(SELECTOR, document) > 0;
}

/** The findings in a document, in the order of the text. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((d) => d.source === SOURCE)
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The code of a finding's rule. */
export function codeOf(finding: vscode.Diagnostic): string {
  const code = finding.code;
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
