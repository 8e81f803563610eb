// The view "Evidence": follows the caret and shows what each source says of the figure, name or quotation under it.

import * as vscode from "vscode";
import { codeOf, findings, isDraft } from "../drafts";
import type { Session } from "../session";
import { Passage, type Place } from "./passage";
import { type Evidence, METHOD } from "./protocol";

/** How long the caret rests before the server is asked. */
const REST = 120;

const SEVERITY_ICONS: Record<vscode.DiagnosticSeverity, string> = {
  [vscode.DiagnosticSeverity.Error]: "error",
  [vscode.DiagnosticSeverity.Warning]: "warning",
  [vscode.DiagnosticSeverity.Information]: "info",
  [vscode.DiagnosticSeverity.Hint]: "lightbulb",
};

/** What is shown: about which place of which draft, and what was found there. */
export interface Shown {
  readonly draft: vscode.Uri;
  readonly range: vscode.Range;
  readonly heading: string;
  readonly findings: readonly vscode.Diagnostic[];
  readonly passages: readonly Passage[];
}

type Node =
  | { readonly kind: "finding"; readonly finding: vscode.Diagnostic; readonly draft: vscode.Uri }
  | { readonly kind: "passage"; readonly passage: Passage }
  | { readonly kind: "sentence"; readonly passage: Passage };

export class EvidenceView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private asking: vscode.CancellationTokenSource | undefined;
  private content: Shown | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly session: Session) {
    this.view = vscode.window.createTreeView("backread.evidence", { treeDataProvider: this });
    this.subscriptions = [
      this.view,
      this.changed,
      this.view.onDidChangeVisibility(() => this.follow()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.follow();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.follow();
      }),
      session.onDidChange(() => this.follow()),
    ];
  }

  /** What is shown now. */
  get shown(): Shown | undefined {
    return this.content;
  }

  /** The evidence at the caret of an editor, whether the view is open or not. */
  async at(editor: vscode.TextEditor, token?: vscode.CancellationToken): Promise<Shown | undefined> {
    const { document, selection } = editor;
    const params = this.session.at(document, selection.active);
    if (params === undefined) return undefined;
    const evidence = await this.session.request<Evidence>(METHOD, params, token);
    const touched = findings(document.uri);
    if (evidence === undefined) {
      const found = touched.filter((f) => f.range.contains(selection.active));
      const first = found[0];
      return first && { draft: document.uri, range: first.range, heading: "", findings: found, passages: [] };
    }
    const { start, end } = evidence.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    return {
      draft: document.uri,
      range,
      heading: heading(evidence),
      findings: touched.filter((f) => f.range.intersection(range)?.isEmpty === false),
      passages: evidence.rows.map((row) => new Passage(row)),
    };
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "passage":
        return node.passage.item();
      case "sentence":
        return node.passage.sentence();
      case "finding": {
        const { finding, draft } = node;
        const item = new vscode.TreeItem(finding.message);
        item.description = codeOf(finding);
        item.tooltip = finding.message;
        item.iconPath = new vscode.ThemeIcon(SEVERITY_ICONS[finding.severity]);
        const place: Place = { uri: draft, range: finding.range };
        item.command = { command: "backread.openPassage", title: "Go to the Finding", arguments: [place] };
        return item;
      }
    }
  }

  getChildren(node?: Node): Node[] {
    const shown = this.content;
    if (node?.kind === "passage") return [{ kind: "sentence", passage: node.passage }];
    if (node !== undefined || shown === undefined) return [];
    return [
      ...shown.findings.map((finding): Node => ({ kind: "finding", finding, draft: shown.draft })),
      ...shown.passages.map((passage): Node => ({ kind: "passage", passage })),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** The caret moved, or what it stands on changed: ask once it rests. A view that nobody sees asks nothing. */
  private follow(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    if (!this.view.visible) return;
    this.timer = setTimeout(() => void this.ask(), REST);
  }

  private async ask(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    // Somebody who went to a passage, a log or a setting still wants to see where it came from.
    if (this.session.status.kind === "running" && !isDraft(editor?.document)) return;
    if (editor !== undefined && this.leadsTo(editor.document.uri)) return;
    const asking = new vscode.CancellationTokenSource();
    this.asking = asking;
    const shown = editor && (await this.at(editor, asking.token));
    if (!asking.token.isCancellationRequested) this.show(shown);
    asking.dispose();
  }

  /** Whether a document is one of those the passages stand in. */
  private leadsTo(uri: vscode.Uri): boolean {
    const shown = this.content;
    if (shown === undefined || shown.draft.toString() === uri.toString()) return false;
    return shown.passages.some((p) => p.place?.uri.toString() === uri.toString());
  }

  private show(shown: Shown | undefined): void {
    this.content = shown;
    this.view.message = shown?.heading ?? "";
    this.changed.fire(undefined);
  }
}

/** What is looked at, in a line. */
function heading({ text, subject, kind, rows }: Evidence): string {
  const quoted = kind === "quotation" ? cut(text, 80) : `“${cut(text, 80)}”`;
  const silence = rows.length === 0 ? "no source speaks of it" : "";
  return [quoted, subject === text ? "" : subject, silence].filter((part) => part !== "").join(" · ");
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit).trimEnd()}…` : text;
}
