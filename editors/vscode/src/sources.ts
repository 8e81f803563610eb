// Whether a draft has sources at all: silence means nothing where there was nothing to hold it against. The server tells it
// in the hover of a fact, in words.

import * as vscode from "vscode";
import { isDraft } from "./drafts";
import type { Session } from "./session";

/** How the sources of a draft stand. */
export type Standing = "none" | "unread" | "read";

/** Why no passage is shown of a fact, by how the sources stand. */
export const SILENCE: Record<Standing, string> = {
  none: "no sources found",
  unread: "the sources are being read",
  read: "no source speaks of it",
};

/** What a draft without findings is told, by how its sources stand. */
export const NOTHING_FOUND: Record<Standing, string> = {
  none: "no sources found; only the draft itself was checked",
  unread: "the sources are being read",
  read: "nothing to report in this document",
};

/** How long a draft rests before it is asked about, and how long sources are left to be read, in milliseconds. */
const REST = 200;
const READING = 500;

/** How many facts of a draft are asked about: the hover of one that has findings may speak of those alone. */
const FACTS = 4;

/** An entry of the outline of a draft: a heading, or a fact. */
interface Entry {
  readonly selectionRange: vscode.Range;
  readonly children?: readonly Entry[];
}

/** Follows the draft in front, and knows how its sources stand. */
export class Sources implements vscode.Disposable {
  private readonly known = new Map<string, Standing>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  /** Told when the sources of a draft stand otherwise than before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly session: Session) {
    this.subscriptions = [
      this.changed,
      session.onDidChange(({ kind }) => {
        // Another server may find others.
        if (kind !== "running") this.known.clear();
        this.follow();
      }),
      session.onDidLookAgain(() => this.follow()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.languages.onDidChangeDiagnostics(() => this.follow()),
    ];
  }

  /** How they stand for a draft; one of which nothing was heard has them. */
  of(draft: vscode.Uri): Standing {
    return this.known.get(draft.toString()) ?? "read";
  }

  /** How they stand, as the hover of the fact at a place tells. */
  async at(draft: vscode.TextDocument, place: vscode.Position, token?: vscode.CancellationToken): Promise<Standing> {
    const params = this.session.at(draft, place);
    const hover = await this.session.request<{ contents: { value: string } }>("textDocument/hover", params, token);
    const words = hover?.contents.value ?? "";
    if (words.includes("no sources to hold it against")) return "none";
    return words.includes("the sources are being read") ? "unread" : "read";
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private follow(rest = REST): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), rest);
  }

  private async ask(): Promise<void> {
    const draft = vscode.window.activeTextEditor?.document;
    if (!isDraft(draft) || this.session.trouble !== undefined) return;
    const now = await this.stand(draft);
    // Nobody may tell when they are read, where that changes no finding.
    if (now === "unread") this.follow(READING);
    if (now === this.of(draft.uri)) return;
    this.known.set(draft.uri.toString(), now);
    this.changed.fire(draft.uri);
  }

  private async stand(draft: vscode.TextDocument): Promise<Standing> {
    const textDocument = { uri: draft.uri.toString() };
    const outline = await this.session.request<Entry[]>("textDocument/documentSymbol", { textDocument });
    for (const { selectionRange } of leaves(outline ?? []).slice(0, FACTS)) {
      const { line, character } = selectionRange.start;
      const stand = await this.at(draft, new vscode.Position(line, character));
      if (stand !== "read") return stand;
    }
    return "read";
  }
}

/** The facts of an outline: what has nothing below it. */
function leaves(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => (entry.children?.length ? leaves(entry.children) : [entry]));
}
