// The commands of the palette.

import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { findings, isDraft } from "./drafts";
import type { Passage, Place } from "./evidence/passage";
import type { EvidenceView } from "./evidence/view";
import type { Session } from "./session";
import { NOTHING_FOUND, type Sources } from "./sources";

/** The server's command that writes what is ignored. */
const IGNORE = "backread.ignore";

export function register(session: Session, sources: Sources, evidence: EvidenceView): vscode.Disposable {
  const commands: Record<string, (...args: never[]) => unknown> = {
    "backread.restart": () => session.restart(),
    "backread.reindex": () => session.reindex(),
    "backread.showLog": () => session.showLog(),
    "backread.openEvidence": () => openEvidence(session, evidence),
    "backread.openPassage": (place: Place) => openBeside(place),
    "backread.nextFinding": () => goToFinding(session, sources, 1),
    "backread.previousFinding": () => goToFinding(session, sources, -1),
    "backread.ignoreFinding": () => ignoreFinding(session),
    "backread.init": () => writeConfiguration(session),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
}

/** Whether the server can be asked; where it cannot, the user is told why, and not that there is nothing. */
function answers(session: Session): boolean {
  const { trouble } = session;
  if (trouble !== undefined) void vscode.window.showWarningMessage(trouble);
  return trouble === undefined;
}

/** Opens a source's passage about the fact at the caret beside the draft; asks which one where there are several. */
async function openEvidence(session: Session, evidence: EvidenceView): Promise<void> {
  if (!answers(session)) return;
  const editor = vscode.window.activeTextEditor;
  const shown = editor && isDraft(editor.document) ? await evidence.at(editor) : evidence.shown;
  const passages = (shown?.passages ?? []).filter((p) => p.place !== undefined);
  const [first] = passages;
  if (first === undefined) {
    const nothing = "There is no figure, name or quotation at the caret.";
    void vscode.window.showInformationMessage(shown === undefined ? nothing : `${shown.heading}: ${shown.silence}.`);
    return;
  }
  const chosen = passages.length === 1 ? first : await choose(passages, shown?.heading ?? "");
  if (chosen?.place !== undefined) await openBeside(chosen.place);
}

async function choose(passages: Passage[], title: string): Promise<Passage | undefined> {
  const items = passages.map((passage) => ({
    label: passage.value,
    description: `${passage.agreement} · ${passage.origin}`,
    detail: passage.row.excerpt,
    iconPath: passage.icon,
    passage,
  }));
  const options = { title, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.passage;
}

/** Shows a passage in the column beside the draft; the caret stays in the draft. */
async function openBeside({ uri, range }: Place): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const here = active?.document.uri.toString() === uri.toString();
  const columns = vscode.window.tabGroups.all.map((group) => group.viewColumn);
  const other = columns.find((column) => column !== active?.viewColumn);
  const editor = await vscode.window.showTextDocument(uri, {
    viewColumn: here ? vscode.ViewColumn.Active : (other ?? vscode.ViewColumn.Beside),
    preserveFocus: !here,
    preview: true,
    selection: range,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Moves the caret to the next or previous finding, round the end of the text, and shows what it says. */
async function goToFinding(session: Session, sources: Sources, step: 1 | -1): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isDraft(editor.document) || !answers(session)) return;
  const starts = findings(editor.document.uri).map((f) => f.range.start);
  const caret = editor.selection.active;
  const target =
    step === 1
      ? (starts.find((start) => start.isAfter(caret)) ?? starts[0])
      : (starts.filter((start) => start.isBefore(caret)).at(-1) ?? starts.at(-1));
  if (target === undefined) {
    const told = NOTHING_FOUND[sources.of(editor.document.uri)];
    void vscode.window.setStatusBarMessage(`Backread: ${told}`, 3000);
    return;
  }
  editor.selection = new vscode.Selection(target, target);
  editor.revealRange(new vscode.Range(target, target), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
  await vscode.commands.executeCommand("editor.action.showHover");
}

/** What the server offers to do at a place by one of its commands. */
interface Offer {
  readonly title: string;
  readonly command?: { readonly command: string; readonly arguments?: readonly Record<string, string>[] };
}

/** Silences a finding at the caret for everybody, with a reason that colleagues can read. */
async function ignoreFinding(session: Session): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isDraft(editor.document) || !answers(session)) return;
  const range = new vscode.Range(editor.selection.active, editor.selection.active);
  const offers = await session.request<Offer[]>("textDocument/codeAction", session.actionsAt(editor.document, range));
  const items = (offers ?? []).flatMap(({ title, command }) => {
    const argument = command?.command === IGNORE ? command.arguments?.[0] : undefined;
    return argument === undefined ? [] : [{ label: title, argument }];
  });
  const [first] = items;
  if (first === undefined) {
    void vscode.window.showInformationMessage("There is no finding at the caret.");
    return;
  }
  const chosen = items.length === 1 ? first : await vscode.window.showQuickPick(items, { title: "Ignore which finding?" });
  if (chosen === undefined) return;
  const placeHolder = "Why? Colleagues will read it.";
  const reason = await vscode.window.showInputBox({ title: chosen.label, placeHolder });
  if (reason !== undefined) await session.command(IGNORE, { ...chosen.argument, reason });
}

/** Writes a commented `backread.toml` into the folder that is open, and opens it. One that is there is left alone. */
async function writeConfiguration(session: Session): Promise<void> {
  const { status } = session;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) {
    if (folders.length === 0) void vscode.window.showInformationMessage("Open the folder of your draft first.");
    return;
  }
  if (status.kind !== "running" || !answers(session)) return;
  const file = vscode.Uri.joinPath(folder.uri, "backread.toml");
  const exists = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!exists) {
    const problem = await new Promise<string | undefined>((resolve) => {
      execFile(status.server.command, ["init"], { cwd: folder.uri.fsPath }, (error, _, told) => {
        resolve(error ? told.trim() || error.message : undefined);
      });
    });
    if (problem !== undefined) {
      void vscode.window.showErrorMessage(`backread.toml was not written: ${problem}`);
      return;
    }
  }
  await vscode.window.showTextDocument(file);
}
