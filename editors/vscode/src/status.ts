// The item in the status bar: how many findings the draft in front has, how far the sources are read, or why there is no server.

import * as vscode from "vscode";
import { findings, isDraft } from "./drafts";
import type { Session } from "./session";
import { NOTHING_FOUND, type Sources, type Standing } from "./sources";

/** Severities with their signs and words, worst first. */
const SEVERITIES: readonly [vscode.DiagnosticSeverity, string, string][] = [
  [vscode.DiagnosticSeverity.Error, "error", "error"],
  [vscode.DiagnosticSeverity.Warning, "warning", "warning"],
  [vscode.DiagnosticSeverity.Information, "info", "note"],
  [vscode.DiagnosticSeverity.Hint, "lightbulb", "hint"],
];

/** The sign of a draft without findings, by how its sources stand: one that was held against nothing is not all clear. */
const OUTLOOKS: Record<Standing, string> = {
  none: "$(circle-slash) no sources",
  unread: "$(loading~spin)",
  read: "$(check)",
};

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("backread", vscode.StatusBarAlignment.Left, 0);
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly session: Session,
    private readonly sources: Sources,
  ) {
    this.item.name = "Backread";
    this.subscriptions = [
      this.item,
      session.onDidChange(() => this.update()),
      sources.onDidChange(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.languages.onDidChangeDiagnostics(() => this.update()),
    ];
    this.update();
  }

  get text(): string {
    return this.item.text;
  }

  get tooltip(): string {
    return String(this.item.tooltip ?? "");
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const { status } = this.session;
    if (status.kind === "failed") {
      this.write("$(error) Backread", status.message, "backread.showLog");
      this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
      this.item.show();
      return;
    }
    this.item.backgroundColor = undefined;
    if (!isDraft(document)) {
      this.item.hide();
      return;
    }
    if (status.kind === "running" && status.reading !== undefined) {
      const { percentage, message } = status.reading;
      this.write(`$(loading~spin) Backread ${percentage} %`, `Backread is reading the sources: ${message}`, "backread.showLog");
    } else if (status.kind === "running") this.count(document.uri, status.warning);
    else this.write("$(loading~spin) Backread", "The Backread server is starting", "backread.showLog");
    this.item.show();
  }

  private count(uri: vscode.Uri, warning: string | undefined): void {
    const found = findings(uri);
    void vscode.commands.executeCommand("setContext", "backread.found", found.length > 0);
    const counts = SEVERITIES.map(([severity, icon, word]) => {
      const count = found.filter((f) => f.severity === severity).length;
      return { count, icon, words: `${count} ${word}${count === 1 ? "" : "s"}` };
    }).filter(({ count }) => count > 0);
    const signs = counts.map(({ icon, count }) => `$(${icon}) ${count}`);
    const words = counts.map((c) => c.words);
    const standing = this.sources.of(uri);
    if (counts.length === 0 || standing !== "read") {
      signs.push(OUTLOOKS[standing]);
      words.push(NOTHING_FOUND[standing]);
    }
    this.write(["Backread", ...signs].join(" "), `Backread: ${words.join(", ")}`, "backread.nextFinding");
    if (warning !== undefined) this.item.tooltip = `${this.tooltip}\n${warning}`;
  }

  private write(text: string, tooltip: string, command: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
  }
}
