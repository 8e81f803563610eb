// A passage of a source, as people are shown it: value, agreement, who says it and where.

import * as path from "node:path";
import * as vscode from "vscode";
import type { PagePassage } from "./page";
import type { Relation, Row } from "./protocol";

/** Where a passage stands. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** What a relation is called, and its sign in a list. */
const RELATIONS: Record<Relation, { word: string; icon: vscode.ThemeIcon }> = {
  supports: { word: "agrees", icon: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")) },
  differs: { word: "differs", icon: new vscode.ThemeIcon("diff", new vscode.ThemeColor("editorWarning.foreground")) },
  qualifies: { word: "qualifies", icon: new vscode.ThemeIcon("info", new vscode.ThemeColor("editorInfo.foreground")) },
};

export class Passage {
  /** Undefined where the document went away since. */
  readonly place: Place | undefined;
  /** The document's name and the line. */
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

  get icon(): vscode.ThemeIcon {
    return RELATIONS[this.row.relation].icon;
  }

  get value(): string {
    return this.row.note === null ? this.row.value : `${this.row.value} (${this.row.note})`;
  }

  /** Who says it, and where. */
  get origin(): string {
    return this.row.holder ? `${this.row.holder} · ${this.where}` : this.where;
  }

  page(): PagePassage {
    const { excerpt, relation, value } = this.row;
    const at = value === "" ? -1 : excerpt.indexOf(value);
    const end = at + value.length;
    return {
      relation,
      agreement: this.agreement,
      value: this.value,
      where: this.origin,
      sentence: at < 0 ? [excerpt, "", ""] : [excerpt.slice(0, at), value, excerpt.slice(end)],
    };
  }
}
