// The view "Evidence": follows the caret and shows what each source says of the figure, name or quotation under it.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { codeOf, findings, isDraft } from "../drafts";
import type { Session } from "../session";
import { SILENCE, type Sources } from "../sources";
import type { Page, PageFinding, Told } from "./page";
import { Passage, type Place } from "./passage";
import { type Evidence, METHOD } from "./protocol";

const ID = "backread.evidence";

/** How long the caret rests before the server is asked, in milliseconds. */
const REST = 120;

/** The most characters of a quotation that the heading repeats. */
const HEADING = 160;

const SEVERITIES: Record<vscode.DiagnosticSeverity, PageFinding["severity"]> = {
  [vscode.DiagnosticSeverity.Error]: "error",
  [vscode.DiagnosticSeverity.Warning]: "warning",
  [vscode.DiagnosticSeverity.Information]: "note",
  [vscode.DiagnosticSeverity.Hint]: "hint",
};

/** What is shown: about which place of which draft, and what was found there. */
export interface Shown {
  readonly draft: vscode.Uri;
  readonly range: vscode.Range;
  readonly heading: string;
  readonly subject: string;
  readonly findings: readonly vscode.Diagnostic[];
  readonly passages: readonly Passage[];
  /** Why there are no passages, where there are none. */
  readonly silence: string;
}

export class EvidenceView implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private view: vscode.WebviewView | undefined;
  private timer: NodeJS.Timeout | undefined;
  private asking: vscode.CancellationTokenSource | undefined;
  private content: Shown | undefined;

  constructor(
    private readonly session: Session,
    private readonly sources: Sources,
    private readonly extension: vscode.Uri,
  ) {
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider(ID, this),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.follow();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.follow();
      }),
      session.onDidChange(() => this.follow()),
      sources.onDidChange(() => this.follow()),
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
    if (evidence === undefined) return withoutFact(document, selection.active);
    const { start, end } = evidence.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const passages = evidence.rows.map((row) => new Passage(row));
    const silence = passages.length > 0 ? "" : SILENCE[await this.sources.at(document, selection.active, token)];
    return {
      draft: document.uri,
      range,
      ...headed(evidence, silence),
      findings: findings(document.uri).filter((f) => f.range.intersection(range)?.isEmpty === false),
      passages,
      silence,
    };
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, "dist")] };
    webview.onDidReceiveMessage((told: Told) => this.told(told));
    view.onDidChangeVisibility(() => this.follow());
    view.onDidDispose(() => {
      this.view = undefined;
    });
    webview.html = this.html(webview);
  }

  /** What the page shows. */
  page(): Page {
    const { content, session } = this;
    const nothing = { heading: "", subject: "", findings: [], passages: [] };
    if (session.trouble !== undefined) return { ...nothing, hint: session.trouble };
    if (content === undefined) {
      return {
        ...nothing,
        hint: "Put the caret on a figure, a name or a quotation of a draft: what each source says of it appears here.",
      };
    }
    return {
      hint: "",
      heading: content.heading,
      subject: content.subject,
      findings: content.findings.map((finding) => ({
        severity: SEVERITIES[finding.severity],
        code: codeOf(finding),
        message: finding.message,
      })),
      passages: content.passages.map((passage) => passage.page()),
    };
  }

  /** The page is there, or something in it was clicked. */
  async told(told: Told): Promise<void> {
    if (told.kind === "ready") {
      this.post();
      this.follow();
      return;
    }
    const content = this.content;
    let place: Place | undefined;
    if (told.kind === "passage") place = content?.passages[told.index]?.place;
    else if (content !== undefined) {
      const range = content.findings[told.index]?.range;
      place = range && { uri: content.draft, range };
    }
    if (place !== undefined) await vscode.commands.executeCommand("backread.openPassage", place);
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
    if (this.view?.visible !== true) return;
    this.timer = setTimeout(() => void this.ask(), REST);
  }

  private async ask(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (this.session.status.kind !== "running") {
      this.show(undefined);
      return;
    }
    // Somebody who went to a passage, a log or a setting still wants to see where it came from.
    if (editor === undefined || !isDraft(editor.document) || this.leadsTo(editor.document.uri)) return;
    const asking = new vscode.CancellationTokenSource();
    this.asking = asking;
    const shown = await this.at(editor, asking.token);
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
    this.post();
  }

  private post(): void {
    void this.view?.webview.postMessage(this.page());
  }

  private html(webview: vscode.Webview): string {
    const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, "dist", name)).toString();
    const nonce = randomBytes(16).toString("base64");
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Evidence</title>
<link rel="stylesheet" href="${file("evidence.css")}">
</head>
<body>
<header aria-live="polite"></header>
<main></main>
<script nonce="${nonce}" src="${file("evidence.js")}"></script>
</body>
</html>`;
  }
}

/** A place without figure, name or quotation: what was found there, if anything was. */
function withoutFact(document: vscode.TextDocument, caret: vscode.Position): Shown | undefined {
  const here = findings(document.uri).filter((f) => f.range.contains(caret));
  const range = here[0]?.range;
  if (range === undefined) return undefined;
  const heading = document.getText(range);
  return { draft: document.uri, range, heading, subject: "", findings: here, passages: [], silence: SILENCE.read };
}

/** What is looked at: "232 people", or the words themselves and what they were compared as. */
function headed({ text, subject }: Evidence, silence: string): Pick<Shown, "heading" | "subject"> {
  const said = subject.startsWith(text) ? subject : text;
  const heading = said.length > HEADING ? `${said.slice(0, HEADING).trimEnd()}…` : said;
  const more = said === subject ? "" : subject;
  return { heading, subject: [more, silence].filter((part) => part !== "").join(" · ") };
}
