// A passage of a source as the view shows it: a line with value, agreement, holder and place; under it, the sentence.

import * as path from "node:path";
import * as vscode from "vscode";
import type { Relation, Row } from "./protocol";

/** How many characters of a sentence may stand before the words that count, so that a narrow view shows them. */
const LEAD = 24;

/** Where a passage stands. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** What a relation is called, and how it looks. */
const RELATIONS: Record<Relation, { word: string; icon: vscode.ThemeIcon }> = {
  supports: { word: "agrees", icon: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")) },
  differs: { word: "differs", icon: new vscode.ThemeIcon("diff", new vscode.ThemeColor("editorWarning.foreground")) },
  qualifies: { word: "qualifies", icon: new vscode.ThemeIcon("info", new vscode.ThemeColor("editorInfo.foreground")) },
};

export class Passage {
  readonly place: Place | undefined;
  /** The document's name and the line, for people. */
  readonly where: string;

  constructor(readonly row: Row) {
    const name = path.basename(row.source);
    if (row.location === null) {
      this.where = name;
      return;
    }
    const { start, end } = row.location.range;
    this.place = {
      uri: vscode.Uri.parse(row.location.uri, true),
      range: new vscode.Range(start.line, start.character, end.line, end.character),
    };
    this.where = `${name}:${start.line + 1}`;
  }

  get agreement(): string {
    return RELATIONS[this.row.relation].word;
  }

  get label(): string {
    return this.row.note === null ? this.row.value : `${this.row.value} (${this.row.note})`;
  }

  get description(): string {
    return [this.agreement, this.row.holder, this.where].filter((part) => part).join(" · ");
  }

  get icon(): vscode.ThemeIcon {
    return RELATIONS[this.row.relation].icon;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.label, vscode.TreeItemCollapsibleState.Expanded);
    item.description = this.description;
    item.iconPath = this.icon;
    item.accessibilityInformation = { label: `${this.label}, ${this.description}` };
    return this.opens(item);
  }

  /** The sentence, begun so that the words that count are in sight. */
  sentence(): vscode.TreeItem {
    const { excerpt, value } = this.row;
    const found = excerpt.indexOf(value);
    let cut = 0;
    if (found > LEAD) cut = excerpt.indexOf(" ", found - LEAD) + 1;
    const shown = cut > 0 && cut <= found ? `…${excerpt.slice(cut)}` : excerpt;
    const at = shown.indexOf(value);
    const highlights: [number, number][] = at < 0 || value === "" ? [] : [[at, at + value.length]];
    const item = new vscode.TreeItem({ label: shown, highlights });
    return this.opens(item);
  }

  private opens(item: vscode.TreeItem): vscode.TreeItem {
    const tooltip = new vscode.MarkdownString();
    tooltip.appendText(this.row.excerpt);
    tooltip.appendMarkdown("\n\n");
    tooltip.appendText(this.description);
    item.tooltip = tooltip;
    if (this.place !== undefined) {
      item.command = { command: "backread.openPassage", title: "Open the Passage", arguments: [this.place] };
    }
    return item;
  }
}
